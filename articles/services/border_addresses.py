"""Where the addresses of ended items lead: to whoever holds the text that was theirs last, or most of it."""

from collections import Counter
from collections.abc import Collection, Mapping

from articles.borders.pieces import Pieces
from articles.models import Article, BorderChange, Page, Redirect, Span
from articles.services.border_states import digest, pieces_from
from articles.services.text_changed import queue_index

ENDED = Article.State.SUPERSEDED


def lead_addresses(changed: Collection[int], ended: Mapping[int, Pieces]) -> None:
    """Lead every address that leads to one of these articles to where its text is; the spans are written.

    `ended`: what the items held that end with this change. An address whose item ended otherwise than by a change of
    borders, or whose page reads otherwise by now, stays. One query where no address leads to any of them.
    """
    rows = {row.old_public_id: row for row in Redirect.objects.filter(article__in=changed)}
    if not rows:
        return
    known = Article.objects.filter(public_id__in=rows, state=ENDED).values_list("pk", "public_id")
    numbers = dict(known)
    last = _last_held(numbers) | {pk: pieces for pk, pieces in ended.items() if pk in numbers}
    texts = dict(Page.objects.filter(pk__in=_pages(last)).values_list("pk", "text"))
    owners = _owners(_pages(last))
    led: list[Redirect] = []
    moved: set[int] = set()
    for pk, pieces in last.items():
        row = rows[numbers[pk]]
        heir = _heir(pieces, texts, owners, row.article_id)
        if heir != row.article_id:
            moved |= {heir, row.article_id}
            row.article_id = heir
            led.append(row)
    Redirect.objects.bulk_update(led, ["article"])
    queue_index(sorted(moved))


def _last_held(articles: Collection[int]) -> dict[int, Pieces]:
    """What each held when it ended last, where its pages still read as they did."""
    found: dict[int, tuple[Pieces, dict[str, str]]] = {}
    rows = BorderChange.objects.filter(articles__overlap=sorted(articles)).order_by("pk")
    for before, after in rows.values_list("before", "after"):
        for pk in articles:
            item, now = before["items"].get(str(pk)), after["items"].get(str(pk))
            if item and item["pieces"] and now and now["state"] == ENDED:
                found[pk] = pieces_from(item), before["texts"]
    pages = {piece.page for pieces, _ in found.values() for piece in pieces}
    texts = Page.objects.filter(pk__in=pages).values_list("pk", "text")
    digests = {str(pk): digest(text) for pk, text in texts}
    return {
        pk: pieces
        for pk, (pieces, known) in found.items()
        if all(known.get(str(piece.page)) == digests.get(str(piece.page)) for piece in pieces)
    }


def _pages(held: Mapping[int, Pieces]) -> set[int]:
    return {piece.page for pieces in held.values() for piece in pieces}


def _owners(pages: Collection[int]) -> list[tuple[int, int, int, int]]:
    """Page, start, end and article of every span there."""
    return list(Span.objects.filter(page__in=pages).values_list("page_id", "start", "end", "article_id"))


def _heir(pieces: Pieces, texts: Mapping[int, str], owners: list[tuple[int, int, int, int]], present: int) -> int:
    shares: Counter[int] = Counter()
    for page, start, end, article in owners:
        for piece in pieces:
            if piece.page == page and piece.start < end and start < piece.end:
                cut = (max(start, piece.start), min(end, piece.end))
                shares[article] += len("".join(texts[page][slice(*cut)].split()))
    return max(shares, key=lambda pk: (shares[pk], pk == present, -pk), default=present)
