"""Gives the marks of a page to the items beside them, so that every non-blank character is in exactly one span."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.ingest.drafts import ArticleDraft, Kind, Part, SpanDraft

_INK = re.compile(r"\S(?:.*\S)?", re.DOTALL)


def cover_marks(articles: Sequence[ArticleDraft], page_text: str, read_text: str, page: int) -> list[ArticleDraft]:
    """The articles with spans that hold the marks too, which `read_text` has fillers for.

    A mark before text on its line goes with that text, every other with what stands above it. A page of marks alone
    is page furniture.
    """
    spans = sorted((span.start, span.end) for article in articles for span in article.spans)
    gaps = list(_marks_between(spans, page_text, read_text))
    if not gaps:
        return list(articles)
    if not spans:
        span = SpanDraft(page, gaps[0][0], gaps[-1][1], Part.MARK)
        return [ArticleDraft(Kind.PAGE_FURNITURE, (span,))]
    starts = {start: start for start, _ in spans}
    ends = dict(spans)
    for first, last in gaps:
        place = bisect_left(spans, (first, first))
        opens = place < len(spans) and "\n" not in page_text[last : spans[place][0]]
        if place == 0 or (opens and not _shares_line(page_text, spans[place - 1][1], first)):
            starts[spans[place][0]] = min(starts[spans[place][0]], first)
        else:
            ends[spans[place - 1][0]] = last
    return [
        replace(
            article,
            spans=tuple(replace(span, start=starts[span.start], end=ends[span.start]) for span in article.spans),
        )
        for article in articles
    ]


def _shares_line(text: str, end: int, start: int) -> bool:
    return "\n" not in text[end:start]


def _marks_between(spans: Sequence[tuple[int, int]], page_text: str, read_text: str) -> Iterator[tuple[int, int]]:
    """The printed characters between the spans, a range a line, as far as nothing is read there."""
    reached = 0
    for start, end in [*spans, (len(page_text), len(page_text))]:
        offset = reached
        for piece in page_text[reached:start].split("\n") if start > reached else ():
            found = _INK.search(piece)
            if found and not read_text[offset + found.start() : offset + found.end()].strip():
                yield offset + found.start(), offset + found.end()
            offset += len(piece) + 1
        reached = max(reached, end)
