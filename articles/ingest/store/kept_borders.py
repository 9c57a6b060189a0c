"""Items whose borders a person set, when their page is read anew: they keep them, and the new reading gets the rest."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from articles.borders.carrying import carry
from articles.borders.pieces import Piece, Pieces
from articles.borders.transferring import transfer
from articles.borders.words import Ground, Words
from articles.ingest.drafts import ArticleDraft, Part, SourceDraft, SpanDraft
from articles.models import Article, BorderChange, Page, Span
from articles.services.border_order import follow_order, write_order
from articles.services.border_states import order_of_page

#: Note on an article that a person changed and that the new reading of its page does not hold.
UNPLACED = {
    "code": "unplaced",
    "line": 0,
    "message": "重新读取的版面中找不到这篇文章；它的文字保留，但不再对应版面位置。",
}

T = TypeVar("T")

#: Changes that leave text where it is.
OF_PLACE = (BorderChange.Action.KIND, BorderChange.Action.REORDER)


@dataclass(frozen=True, slots=True)
class KeptBorders:
    """`items`: the pieces of each such article on all its pages, on the new texts. `drafts`: what is left of the new
    reading. `orders`: who stood on pages on which a person changed borders, in order."""

    items: Mapping[int, Pieces]
    drafts: list[ArticleDraft]
    orders: Mapping[int, list[int]]


def kept_borders(held: Mapping[int, int], old: Mapping[int, Article], draft: SourceDraft) -> KeptBorders:
    """`held` maps the ids of pages, whose texts are still the old ones, to their index in the draft.

    One query where nobody ever changed a border of these pages.
    """
    drafts = [article for page in draft.pages for article in page.articles]
    changes = list(BorderChange.objects.filter(pages__overlap=list(held)).only("action", "articles", "undoes"))
    if not changes:
        return KeptBorders({}, drafts, {})
    orders = {pk: order_of_page(pk) for pk in held}
    set_by_person = {pk for change in changes if change.sort not in OF_PLACE for pk in change.articles}
    pieces = _pieces_of(set_by_person & old.keys())
    kept = {pk: rows for pk, rows in pieces.items() if any(piece.page in held for piece in rows)}
    if not kept:
        return KeptBorders({}, drafts, orders)
    spans: dict[int, list[SpanDraft]] = {index: list(article.spans) for index, article in enumerate(drafts)}
    for page in Page.objects.filter(pk__in=held).only("text"):
        kept = _transfer(page, held[page.pk], draft.pages[held[page.pk]].text, kept, spans)
    grounds = {number: Ground(page.text) for number, page in enumerate(draft.pages)}
    left = [_left_of(article, spans[index], grounds) for index, article in enumerate(drafts)]
    return KeptBorders(kept, [article for article in left if article.spans], orders)


def _pieces_of(articles: Iterable[int]) -> dict[int, Pieces]:
    pieces: defaultdict[int, list[Piece]] = defaultdict(list)
    for span in Span.objects.filter(article__in=list(articles)).order_by("article", "rank"):
        pieces[span.article_id].append(Piece(span.page_id, span.start, span.end, Part(span.part)))
    return {pk: tuple(rows) for pk, rows in pieces.items()}


def _transfer(
    page: Page, number: int, text: str, kept: Mapping[int, Pieces], spans: dict[int, list[SpanDraft]]
) -> dict[int, Pieces]:
    """The kept items with their pieces on the page's new text; takes that text from the drafts' spans."""
    here = {pk: tuple(piece for piece in pieces if piece.page == page.pk) for pk, pieces in kept.items()}
    others = {
        index: tuple(Piece(page.pk, span.start, span.end, span.part) for span in rows if span.page == number)
        for index, rows in spans.items()
    }
    done = transfer(
        page.pk,
        page.text,
        text,
        {pk: pieces for pk, pieces in here.items() if pieces},
        {index: pieces for index, pieces in others.items() if pieces},
    )
    for index, pieces in others.items():
        if pieces and done.others.get(index) != pieces:
            fresh = [SpanDraft(number, piece.start, piece.end, piece.part) for piece in done.others.get(index, ())]
            spans[index] = _in_place(spans[index], fresh, lambda span: span.page == number)
    return {
        pk: tuple(_in_place(pieces, done.kept.get(pk, ()), lambda piece: piece.page == page.pk))
        for pk, pieces in kept.items()
    }


def _in_place(rows: Iterable[T], fresh: Iterable[T], is_old: Callable[[T], bool]) -> list[T]:
    """The rows with the fresh ones where the first old one stood."""
    result: list[T] = []
    waiting = list(fresh)
    for row in rows:
        if not is_old(row):
            result.append(row)
            continue
        result += waiting
        waiting = []
    return [*result, *waiting]


def _left_of(article: ArticleDraft, spans: list[SpanDraft], grounds: Mapping[int, Ground]) -> ArticleDraft:
    """What a draft says where only these spans are its own."""
    if spans == list(article.spans) or not spans:
        return replace(article, spans=tuple(spans))
    words = Words(
        article.kicker,
        article.headline,
        article.subtitle,
        article.dateline,
        article.agency,
        article.body,
        article.credits,
        article.continued_from,
        article.continues_to,
    )
    before = tuple(Piece(span.page, span.start, span.end, span.part) for span in article.spans)
    after = tuple(Piece(span.page, span.start, span.end, span.part) for span in spans)
    left = carry({0: before}, {0: words}, {0: after}, grounds).words[0]
    return replace(
        article,
        spans=tuple(spans),
        kicker=left.kicker,
        headline=left.headline,
        subtitle=left.subtitle,
        dateline=left.dateline,
        agency=left.agency,
        body=left.body,
        credits=left.credits,
        continued_from=left.continued_from,
        continues_to=left.continues_to,
    )


def write_kept(kept: KeptBorders, old: Mapping[int, Article]) -> None:
    """The spans of the kept items; one that the new reading does not hold keeps its text and says so."""
    Span.objects.filter(article__in=kept.items).delete()
    Span.objects.bulk_create(
        Span(article_id=pk, page_id=piece.page, start=piece.start, end=piece.end, rank=rank, part=piece.part.value)
        for pk, pieces in kept.items.items()
        for rank, piece in enumerate(pieces)
    )
    for pk, pieces in kept.items.items():
        article = old[pk]
        article.notes = [note for note in article.notes if note["code"] != UNPLACED["code"]]
        if pieces:
            article.page_id = pieces[0].page
        else:
            article.notes = [*article.notes, UNPLACED]
        article.save(update_fields=["notes", "page"])


def restore_orders(kept: KeptBorders) -> None:
    """Pages on which a person changed borders keep their order; new items stand behind the one they stood behind."""
    for page_id, order in kept.orders.items():
        write_order(page_id, follow_order(order_of_page(page_id), order))
