"""Carries a change of a text to where its characters stand now: through every later correction and change of borders.

Nothing is looked for by words: each change of borders holds which characters of which page were whose before it and
after it, and at which revision each text stood.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from articles.borders.following import Way
from articles.borders.words import Ground, Words
from articles.errors import ReviewError
from articles.models import Article, BorderChange, Page, Revision
from articles.services.article_text import ArticleText, text_of_article, text_of_revision
from articles.services.border_scene import words_of_text
from articles.services.border_states import State, digest, layout_from, shares_of
from articles.services.followed_edits import Edit, PlaceLostError, applied, edits_of, revision_after
from articles.services.reviewed_articles import article_now


@dataclass(frozen=True, slots=True)
class Followed:
    """`text` is the present text of the article with all of the change that belongs into it."""

    article: Article
    present: ArticleText
    text: ArticleText


def follow_change(
    article: Article, revision: int, old: ArticleText, new: ArticleText, *, lock: bool = True
) -> list[Followed] | None:
    """What the change from `old`, the text of this revision, to `new` makes of the present texts; those where it is so
    already are left out.

    None where no border of the article changed since, or its way cannot be told: a page was scanned anew, or the
    article ended otherwise. Raises PlaceLostError where it is told and the place is gone, and, with `lock`, ReviewError
    while somebody else changes an article: who waits here, with one locked already, may wait for one who waits for it.
    """
    edits = _edits_now(article, revision, old, new)
    if edits is None:
        return None
    targets = _articles({edit.article for edit in edits}, lock=lock)
    if lock and edits != _edits_now(article, revision, old, new):
        _refuse_busy()
    if any(target.state == Article.State.SUPERSEDED for target in targets):
        return None
    return [followed for target in targets if (followed := _in_present_text(target, edits)) is not None]


def _edits_now(article: Article, revision: int, old: ArticleText, new: ArticleText) -> list[Edit] | None:
    edits = _at_present_borders(list(edits_of(article.pk, revision, old, new)))
    if edits is None or not any(edit.is_placeless for edit in edits):
        return edits
    home = article_now(article)
    if home is None:
        return None
    present = text_of_article(home)
    moved = [edit.at_home(home.pk, home.revision_number, present) if edit.is_placeless else edit for edit in edits]
    return [edit for edit in moved if edit is not None]


def _articles(ids: Iterable[int], *, lock: bool) -> list[Article]:
    rows = Article.objects.filter(pk__in=list(ids)).order_by("pk")
    if not lock:
        return list(rows)
    locked = list(rows.select_for_update(skip_locked=True))
    if len(locked) < rows.count():
        _refuse_busy()
    return locked


def _refuse_busy() -> NoReturn:
    raise ReviewError("busy", "这一版的文章正有人在改，请过一会儿再试。")


def _in_present_text(article: Article, edits: Iterable[Edit]) -> Followed | None:
    present = text_of_article(article)
    own = [edit for edit in edits if edit.article == article.pk]
    left = _corrected(own, article.pk, article.revision_number)
    text = applied(present, left)
    return Followed(article, present, text) if left else None


def _at_present_borders(edits: list[Edit]) -> list[Edit] | None:
    """The edits as the last change of borders left them; None where there was none, or one cannot be told."""
    last, is_any = 0, False
    while (change := _next_change({edit.article for edit in edits}, last)) is not None:
        last = change.pk
        items = change.before["items"]
        concerned = [edit for edit in edits if _is_concerned(edit, items)]
        if not concerned or not _moves_text(change):
            continue
        if not _has_its_pages(change):
            return None
        is_any = True
        way = _way_of(change)
        others = [edit for edit in edits if edit not in concerned]
        for pk in sorted({edit.article for edit in concerned}):
            own = [edit for edit in concerned if edit.article == pk]
            for edit in _corrected(own, pk, items[str(pk)]["revision"]):
                others += _carried(edit, change, way)
        edits = others
    return edits if is_any else None


def _carried(edit: Edit, change: BorderChange, way: Way) -> list[Edit]:
    """The edit where its characters went. A border that was taken back parted nothing for good: the text is compared
    with what it was after that."""
    try:
        return [edit.carried(change, way)]
    except PlaceLostError:
        undo = BorderChange.objects.filter(undoes=change).first()
        if undo is None or str(edit.article) not in undo.after["items"]:
            raise
        return _corrected([edit], edit.article, revision_after(undo, edit.article))


def _next_change(articles: set[int], last: int) -> BorderChange | None:
    found = BorderChange.objects.filter(articles__overlap=sorted(articles), pk__gt=last).values_list("pk", flat=True)
    return BorderChange.objects.get(pk=min(found)) if found else None


def _is_concerned(edit: Edit, items: State) -> bool:
    item = items.get(str(edit.article))
    return item is not None and item["revision"] >= edit.revision and bool(item["pieces"])


def _moves_text(change: BorderChange) -> bool:
    before, after = change.before["items"], change.after["items"]
    return any(pk not in before or item["pieces"] != before[pk]["pieces"] for pk, item in after.items())


def _has_its_pages(change: BorderChange) -> bool:
    known = {**change.before["texts"], **change.after["texts"]}
    held = dict(Page.objects.filter(pk__in=map(int, known)).values_list("pk", "text"))
    return all(int(pk) in held and digest(held[int(pk)]) == said for pk, said in known.items())


def _corrected(edits: Sequence[Edit], article: int, revision: int) -> list[Edit]:
    """The edits, all of one article, on its text at a later revision."""
    numbers = {revision, *(edit.revision for edit in edits)}
    texts = {row.number: text_of_revision(row) for row in Revision.objects.filter(article=article, number__in=numbers)}
    moved = [edit.corrected(revision, texts[edit.revision], texts[revision]) for edit in edits]
    return [edit for edit in moved if edit is not None]


def _way_of(change: BorderChange) -> Way:
    before, after = layout_from(change.before), layout_from(change.after)
    pages = Page.objects.filter(
        pk__in={piece.page for each in (before, after) for row in each.values() for piece in row}
    )
    texts = dict(pages.values_list("pk", "text"))
    return Way(
        before=before,
        words=_words(change.before, before),
        after=after,
        words_after=_words(change.after, after),
        grounds={pk: Ground(text) for pk, text in texts.items()},
        heirs=heirs_of_change(change),
        known=shares_of(texts, until=change.pk),
    )


def heirs_of_change(change: BorderChange) -> dict[int, int]:
    """Which item took the place of each that ended; older changes tell it by their redirects alone."""
    known = change.carried.get("heirs")
    if known is not None:
        return {int(pk): heir for pk, heir in known.items()}
    redirects = change.after["redirects"]
    ended = {pk: item for pk, item in change.after["items"].items() if item["state"] == Article.State.SUPERSEDED}
    return {
        int(pk): redirects[str(item["public_id"])] for pk, item in ended.items() if str(item["public_id"]) in redirects
    }


def _words(state: State, layout: Iterable[int]) -> dict[int, Words]:
    wanted = {pk: state["items"][str(pk)] for pk in layout}
    rows = Revision.objects.filter(article__in=wanted, number__in={item["revision"] for item in wanted.values()})
    texts = {(row.article_id, row.number): text_of_revision(row) for row in rows}
    return {pk: words_of_text(texts[pk, item["revision"]]) for pk, item in wanted.items()}
