"""Changes the borders of items: which text of a page is which item's, and what of it is the headline.

Every function is one transaction and one `BorderChange` that `undo` takes back. `bases` are the revisions of the
articles as the editor saw them, by id: StaleRevisionError when one that the change touches has another by now.
Offsets are code points of the page's text, ranges half-open. Refusals are BorderError.
"""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction

from articles.borders import operations
from articles.borders.operations import NEW, keeps_address
from articles.borders.pieces import Layout, Pieces
from articles.errors import BorderError, StaleRevisionError
from articles.ingest.drafts import Part
from articles.models import Article, BorderChange, Page, Span
from articles.services import border_undoing
from articles.services.border_scene import (
    Scene,
    checked_stretches,
    named,
    open_scene,
    present,
    refuse_stale,
    with_text,
)
from articles.services.border_states import order_of_page
from articles.services.border_writing import Plan, carry_out

Ranges = Sequence[tuple[int, int]]
Action = BorderChange.Action


@transaction.atomic
def merge_articles(
    into: Article, others: Sequence[Article], *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """The others become part of `into`; their addresses lead there."""
    scene = open_scene([into.pk, *(other.pk for other in others)], [])
    heir = with_text(scene, into)
    ended = [with_text(scene, other).pk for other in others if other.pk != heir.pk]
    if not ended:
        raise BorderError("nothing_to_do", f"请另选要并入{named(heir)}的文章。")
    refuse_stale(scene, [heir.pk, *ended], bases)
    chosen = {pk: scene.layout[pk] for pk in scene.in_reading_order([heir.pk, *ended])}
    layout = operations.merge(chosen, heir.pk, ended, scene.texts)
    return carry_out(scene, Plan(Action.MERGE, by, reason, layout, heirs=dict.fromkeys(ended, heir.pk)))


@transaction.atomic
def split_article(
    article: Article, page: Page, offset: int, *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """What is read from `offset` of the page on becomes a new item; the part with the headline keeps the address."""
    scene = open_scene([article.pk], [page.pk])
    held = with_text(scene, article)
    refuse_stale(scene, [held.pk], bases)
    before, behind = operations.split(scene.layout[held.pk], page.pk, offset, scene.texts)
    if not before or not behind:
        raise BorderError("nothing_left", f"从这里拆，{named(held)}有一半没有文字；请选它中间的一行或一个字。")
    return carry_out(scene, _apart(scene, held.pk, before, behind, Action.SPLIT, by, reason))


@transaction.atomic
def move_text(
    page: Page, ranges: Ranges, to: Article | None, *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """The text in these ranges becomes part of `to`, whosever it was; None: of a new item.

    An item that loses all its text ends, and its address leads to where the text went.
    """
    scene = open_scene([to.pk] if to else [], [page.pk])
    stretches = checked_stretches(page, ranges, scene)
    owners = scene.owners(stretches)
    layout = {pk: scene.layout[pk] for pk in scene.in_reading_order(owners)}
    if to is None:
        return _move_out(scene, layout, operations.move(layout, stretches, NEW, scene.texts), by, bases, reason)
    heir = with_text(scene, to)
    refuse_stale(scene, [heir.pk, *owners], bases)
    layout[heir.pk] = scene.layout[heir.pk]
    moved = operations.move(layout, stretches, heir.pk, scene.texts)
    return carry_out(scene, _into(layout, moved, heir.pk, Action.MOVE, by, reason))


@transaction.atomic
def set_part(
    article: Article,
    page: Page,
    ranges: Ranges,
    part: Span.Part,
    *,
    by: User,
    bases: Mapping[int, int],
    reason: str = "",
) -> BorderChange:
    """The text in these ranges becomes the article's headline, kicker, …, also out of another article."""
    scene = open_scene([article.pk], [page.pk])
    heir = with_text(scene, article)
    stretches = checked_stretches(page, ranges, scene)
    owners = scene.owners(stretches)
    refuse_stale(scene, [heir.pk, *owners], bases)
    layout: dict[int, Pieces] = {pk: scene.layout[pk] for pk in scene.in_reading_order({heir.pk, *owners})}
    after = operations.set_part(layout, stretches, heir.pk, Part(part.value), scene.texts)
    return carry_out(scene, _into(layout, after, heir.pk, Action.PART, by, reason))


@transaction.atomic
def reorder(
    page: Page, article_ids: Sequence[int], *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """The page's items stand in this order; `article_ids` names all that are at home on it, each once."""
    scene = open_scene([], [page.pk])
    refuse_stale(scene, article_ids, bases)
    held = order_of_page(page.pk)
    if sorted(held) != sorted(article_ids):
        raise BorderError("wrong_items", f"{page.name}上的文章与所排的不一致，可能刚被人改过；请刷新后重排。")
    return carry_out(scene, Plan(Action.REORDER, by, reason, {}, orders={page.pk: list(article_ids)}))


@transaction.atomic
def set_kind(
    article: Article,
    kind: Article.Kind,
    *,
    by: User,
    bases: Mapping[int, int],
    base_kind: str | None = None,
    reason: str = "",
) -> BorderChange:
    """`base_kind` is the kind as the editor saw it: no revision tells that somebody changed it meanwhile."""
    scene = open_scene([article.pk], [])
    held = present(scene, article)
    refuse_stale(scene, [held.pk], bases)
    if base_kind is not None and held.kind not in (base_kind, kind):
        raise StaleRevisionError(f"{named(held)}刚被人改为“{held.get_kind_display()}”；要改成别的，请看过再改一次。")
    if held.kind == kind:
        raise BorderError("nothing_to_do", f"{named(held)}已经是“{kind.label}”。")
    return carry_out(scene, Plan(Action.KIND, by, reason, {}, kinds={held.pk: Article.Kind(kind)}))


@transaction.atomic
def join_continuation(
    head: Article, tail: Article, *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """`tail`, on another page, becomes the end of `head`."""
    scene = open_scene([head.pk, tail.pk], [])
    heir, ended = with_text(scene, head), with_text(scene, tail)
    refuse_stale(scene, [heir.pk, ended.pk], bases)
    if heir.pk == ended.pk or {p.page for p in scene.layout[heir.pk]} & {p.page for p in scene.layout[ended.pk]}:
        raise BorderError("other_page", f"{named(ended)}和{named(heir)}在同一版上，不是转版；请用“合并”。")
    joined = operations.join(scene.layout[heir.pk], scene.layout[ended.pk], scene.texts)
    return carry_out(scene, Plan(Action.JOIN, by, reason, {heir.pk: joined}, heirs={ended.pk: heir.pk}))


@transaction.atomic
def part_continuation(
    article: Article, page: Page, *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """What of the article stands on this page becomes an item of its own again, at its old address if it had one."""
    scene = open_scene([article.pk], [page.pk])
    held = with_text(scene, article)
    refuse_stale(scene, [held.pk], bases)
    stays, goes = operations.part_off(scene.layout[held.pk], page.pk, scene.texts)
    if not stays or not goes:
        raise BorderError("not_joined", f"{named(held)}没有跨到{page.name}和别的版，没有转版可拆。")
    plan = _apart(scene, held.pk, stays, goes, Action.PART_CONTINUATION, by, reason)
    old = border_undoing.ended_on_page(held, page)
    if old is not None and keeps_address(stays) >= keeps_address(goes):
        scene.articles[old.pk] = old
        plan.layout = {held.pk: stays, old.pk: goes}
        plan.parents, plan.revived = {}, {old.pk: (held.state, held.withdrawn_reason)}
    return carry_out(scene, plan)


@transaction.atomic
def undo(change: BorderChange, *, by: User, reason: str = "") -> BorderChange:
    """Everything as it was before the change. Refused when later changes build on it; what a person corrected in the
    meantime is carried along."""
    return border_undoing.undo(change, by=by, reason=reason)


def _apart(
    scene: Scene, pk: int, stays: Pieces, goes: Pieces, action: BorderChange.Action, by: User, reason: str
) -> Plan:
    """Two items of one: the part with the headline keeps the address."""
    if keeps_address(goes) and not keeps_address(stays):
        stays, goes = goes, stays
    return Plan(action, by, reason, {pk: stays, NEW: goes}, parents={NEW: pk})


def _move_out(
    scene: Scene, layout: Layout, moved: dict[int, Pieces], by: User, bases: Mapping[int, int], reason: str
) -> BorderChange:
    """A new item of text of one or several; where one of them loses all, it is that one."""
    refuse_stale(scene, layout, bases)
    ended = [pk for pk in layout if pk not in moved]
    if ended:
        if len(layout) == 1:
            raise BorderError("nothing_left", f"选中的就是{named(scene.articles[ended[0]])}的全部文字，已是单独一篇。")
        heir = next((pk for pk in ended if keeps_address(layout[pk])), ended[0])
        moved[heir] = moved.pop(NEW)
        return carry_out(scene, _into(layout, moved, heir, Action.MOVE, by, reason))
    first = next(iter(layout))
    if len(layout) == 1:
        return carry_out(scene, _apart(scene, first, moved[first], moved[NEW], Action.MOVE, by, reason))
    return carry_out(scene, Plan(Action.MOVE, by, reason, moved, parents={NEW: first}))


def _into(
    layout: Layout, after: Mapping[int, Pieces], heir: int, action: BorderChange.Action, by: User, reason: str
) -> Plan:
    """Text of several items goes to one; those left without any end in it."""
    ended = {pk: heir for pk in layout if pk not in after}
    changed = {pk: pieces for pk, pieces in after.items() if pieces != layout.get(pk)}
    if not changed:
        raise BorderError("nothing_to_do", "选中的文字已经是这样，没有要改的。")
    return Plan(action, by, reason, changed, heirs=ended)
