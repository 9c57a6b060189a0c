"""Notes on halves whose other half is not there: （上接…） without a first half, （下转…） without a rest. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from articles.ingest.continuations import Half, pair_halves
from articles.ingest.drafts import ArticleDraft, Note, PageDraft, Part

FIRST_MISSING = "first_half_missing"
REST_MISSING = "rest_missing"
#: What is left of the confidence in a half without its other half: what is read may be right, but it is not the whole.
KEPT = 0.7


def first_missing(where: str, line: int) -> Note:
    return Note(FIRST_MISSING, line, f"（上接{where}）的前文还没有接上")


def rest_missing(where: str, line: int) -> Note:
    return Note(REST_MISSING, line, f"（下转{where}）的后文还没有接上")


def with_open_ends(pages: Sequence[PageDraft], *, is_dated: bool) -> tuple[PageDraft, ...]:
    """The pages of a source with a note on each half that finds no other half on another of them.

    Pages without a date stand in no issue, and nothing is joined there: each of their halves is open.
    """
    articles = [(page, article) for page in pages for article in page.articles]
    heads = [_half(key, page, article, article.continues_to) for key, (page, article) in enumerate(articles)]
    tails = [_half(key, page, article, article.continued_from) for key, (page, article) in enumerate(articles)]
    may_join = is_dated and len(pages) > 1
    joined = (
        pair_halves([half for half in heads if half.mark], [half for half in tails if half.mark]) if may_join else []
    )
    goes_on, goes_back = {head for head, _ in joined}, {tail for _, tail in joined}
    noted = iter(
        _noted(article, page, first=key not in goes_back, rest=key not in goes_on)
        for key, (page, article) in enumerate(articles)
    )
    return tuple(replace(page, articles=tuple(next(noted) for _ in page.articles)) for page in pages)


def _half(key: int, page: PageDraft, article: ArticleDraft, mark: str) -> Half:
    return Half(key, page.label, mark, article.body)


def _noted(article: ArticleDraft, page: PageDraft, *, first: bool, rest: bool) -> ArticleDraft:
    notes = []
    if first and article.continued_from:
        notes.append(first_missing(article.continued_from, _mark_line(article, page, last=False)))
    if rest and article.continues_to:
        notes.append(rest_missing(article.continues_to, _mark_line(article, page, last=True)))
    confidence = round(article.confidence * KEPT ** len(notes), 3)
    return replace(article, notes=(*article.notes, *notes), confidence=confidence) if notes else article


def _mark_line(article: ArticleDraft, page: PageDraft, *, last: bool) -> int:
    """The line of the source on which the first or last mark stands, else the article's first or last line."""
    spans = [span for span in article.spans if span.part is Part.MARK] or list(article.spans)
    place = spans[-1].end - 1 if last else spans[0].start
    return page.first_line + page.text.count("\n", 0, place)
