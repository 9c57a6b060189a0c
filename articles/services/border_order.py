"""The places of a page's items among each other: contiguous, and new items where they stand."""

from collections.abc import Mapping, Sequence

from articles.borders.pieces import Layout
from articles.models import Article, Page
from articles.services.border_scene import Scene
from articles.services.border_states import order_of_page
from articles.services.text_changed import queue_index


def renumber(scene: Scene, layout: Layout, parents: Mapping[int, int], orders: Mapping[int, Sequence[int]]) -> None:
    """Number the items of the pages concerned anew; `orders` says for some pages how."""
    homes = {pieces[0].page for pieces in layout.values() if pieces}
    for page_id in sorted({*homes, *orders, *(article.page_id for article in scene.articles.values())}):
        if page_id not in scene.pages:
            continue
        Page.objects.select_for_update(of=("self",)).only("pk").get(pk=page_id)
        order = order_of_page(page_id)
        for child, parent in parents.items():
            if child in order:
                order.remove(child)
                order.insert(_place(order, child, parent, page_id, layout), child)
        write_order(page_id, follow_order(order, orders.get(page_id, ())))


def _place(order: Sequence[int], child: int, parent: int, page_id: int, layout: Layout) -> int:
    """Beside the item that it came out of; on another page, before the first that stands behind it."""
    first = layout[child][0]
    if parent in order:
        beside = layout.get(parent, ())
        is_before = bool(beside) and beside[0].page == page_id and first.start < beside[0].start
        return order.index(parent) + (not is_before)
    behind = [pk for pk in order if any(p.page == page_id and p.start > first.start for p in layout.get(pk, ())[:1])]
    return order.index(behind[0]) if behind else len(order)


def follow_order(order: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """`order` with those that `wanted` names in its order; the others stay behind the one they stood behind."""
    if not wanted:
        return list(order)
    result = [pk for pk in wanted if pk in order]
    last: int | None = None
    for pk in order:
        if pk not in result:
            result.insert(result.index(last) + 1 if last is not None else 0, pk)
        last = pk
    return result


def write_order(page_id: int, order: Sequence[int]) -> None:
    """Number the articles in this order; those that get another number are queued for the index, which holds it."""
    changed = []
    places = {pk: place for place, pk in enumerate(order)}
    for article in Article.objects.filter(pk__in=order, page=page_id).only("position"):
        if article.position != places[article.pk]:
            article.position = places[article.pk]
            changed.append(article)
    Article.objects.bulk_update(changed, ["position"])
    queue_index([article.pk for article in changed])
