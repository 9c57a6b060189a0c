"""Seventh stage: stories, headings and lifted items become the items of the page, each unit in exactly one of them."""

from collections.abc import Sequence

from articles.ingest.drafts import Kind, Note
from articles.ingest.stages.heading_ranks import set_heading
from articles.ingest.stages.headline_scores import Part
from articles.ingest.stages.headlines import Headed, settle_stories
from articles.ingest.stages.items import Item
from articles.ingest.stages.lifting_state import Lifting
from articles.ingest.stages.stories import Stream


def build_items(lifting: Lifting, order: Sequence[int], stream: Stream, headed: Headed) -> list[Item]:
    """All items of a page, in the order in which each begins on it; `order` is that in which its units are read."""
    roots = settle_stories(stream, headed)
    items: dict[int, Item] = {}
    for story in stream.stories:
        root = roots[story.number]
        if root not in items:
            items[root] = Item(Kind.CONTINUATION if story.is_continuation else Kind.ARTICLE)
        items[root].units += story.units
        items[root].labels += story.labels
    for number, part in headed.headings.items():
        set_heading(items[roots[number]], part.units)
    for call in headed.close_calls:
        items[roots[call.story]].notes.append(call.note)
    heading = {id(part) for part in headed.headings.values()}
    loose = [part for part in headed.parts if id(part) not in heading]
    alone = [item for part in loose if (item := _place_loose(part, roots, items)) is not None]
    if not stream.stories:
        alone += _labels_alone(lifting, alone)
    rank = {id(lifting.units[index]): place for place, index in enumerate(order)}
    everything = [*items.values(), *alone, *lifting.items]
    for item in everything:
        item.units.sort(key=lambda unit: (rank.get(id(unit), 0), unit.start))
    return sorted(everything, key=lambda item: min(unit.start for unit in item.all_units()))


def _place_loose(part: Part, roots: dict[int, int], items: dict[int, Item]) -> Item | None:
    """A heading of nothing is a sub-head of the story it stands in, else an item of its own with a doubt."""
    run = part.run
    if run.after is not None and run.after.is_soft and roots[run.after.number] != run.after.number:
        items[roots[run.after.number]].units += part.units
        return None
    if run.after is not None and run.is_adjacent and part.is_last and part.units[-1].text.endswith("——"):
        items[roots[run.after.number]].units += part.units
        return None
    item = Item(Kind.ARTICLE, confidence=0.3)
    set_heading(item, part.units)
    item.notes.append(Note("headline_alone", part.units[0].first.number, "此标题没有找到所属正文"))
    return item


def _labels_alone(lifting: Lifting, others: Sequence[Item]) -> list[Item]:
    """Section labels on a page that has no story to hang them on."""
    placed = {id(unit) for item in others for unit in item.all_units()}
    free = [unit for unit, owner in zip(lifting.units, lifting.owner, strict=True) if owner is None]
    return [Item(Kind.PAGE_FURNITURE, headlines=[unit]) for unit in free if id(unit) not in placed]
