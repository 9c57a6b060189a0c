"""The page result: a draft as the JSON object that `ingest --dry-run --json` prints, one a source file. Pure."""

import bisect
from collections.abc import Mapping, Sequence
from typing import Any

from articles.errors import IngestError
from articles.ingest.drafts import ArticleDraft, DateEstimate, PageDraft, Part, SourceDraft, SpanDraft

#: Departments and programs of an article by its place among all articles of the source, canonical names, primary first.
Entities = Mapping[int, tuple[Sequence[str], Sequence[str]]]

_HEADS = frozenset({Part.KICKER, Part.HEADLINE, Part.SUBTITLE})
#: What a page's furniture stands for in a text range: not the lines of heads, which `headline_lines` names.
_BODY = frozenset({Part.BODY, Part.BYLINE, Part.MARK})


def page_result(draft: SourceDraft, entities: Entities) -> dict[str, Any]:
    """Articles count through all pages of the source."""
    articles: list[dict[str, Any]] = []
    for page in draft.pages:
        lines = _LineIndex(page)
        for article in page.articles:
            departments, programs = entities.get(len(articles), ((), ()))
            articles.append(_article(article, lines, departments, programs))
    return {
        "source": draft.name,
        "encoding": draft.encoding,
        **_date(draft.date),
        "pages": [
            {"label": page.label or None, "first_line": page.first_line, "last_line": page.last_line}
            for page in draft.pages
        ],
        "articles": articles,
        "unassigned_lines": [line for page in draft.pages for line in _unassigned(page)],
    }


def error_result(source: str, error: IngestError) -> dict[str, Any]:
    return {"source": source, "error": {"code": error.code, "message": error.message}}


class _LineIndex:
    """From offsets in a page's text to lines of the source and columns in them."""

    def __init__(self, page: PageDraft) -> None:
        self.first_line = page.first_line
        self.text = page.text
        self.lines = page.text.split("\n")
        self.starts = [0]
        for line in self.lines[:-1]:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """0-based index of the line and column in it."""
        index = bisect.bisect_right(self.starts, offset) - 1
        return index, offset - self.starts[index]

    def range(self, start: int, end: int) -> tuple[int, int, int, int]:
        """First line, column, last line, column (end exclusive), lines as the source counts them."""
        first, column = self.place(start)
        last, last_column = self.place(end - 1)
        return first + self.first_line, column, last + self.first_line, last_column + 1

    def is_inside(self, start: int, end: int) -> bool:
        """Whether the range begins or ends inside a line, with other text beside it."""
        first, column = self.place(start)
        last, last_column = self.place(end - 1)
        line = self.lines[last]
        before = any(not self.lines[first][place].isspace() for place in range(column - 1, -1, -1))
        return before or any(not line[place].isspace() for place in range(last_column + 1, len(line)))


def _article(
    article: ArticleDraft, lines: _LineIndex, departments: Sequence[str], programs: Sequence[str]
) -> dict[str, Any]:
    ranges = _merged([span for span in article.spans if span.part in _BODY], lines)
    inside = [lines.range(start, end) for start, end in ranges if lines.is_inside(start, end)]
    heads = sorted({n for span in article.spans if span.part in _HEADS for n in _line_numbers(span, lines)})
    return {
        "kind": article.kind.value,
        "kicker": article.kicker or None,
        "headline": article.headline or None,
        "subtitle": article.subtitle or None,
        "byline": [{"name": credit.name, "role": credit.role} for credit in article.credits],
        "agency": article.agency or None,
        "dateline": article.dateline or None,
        "body": article.body,
        "spans": [list(lines.range(start, end)[::2]) for start, end in ranges],
        "char_spans": [list(place) for place in inside],
        "headline_lines": heads,
        "continued_from": article.continued_from or None,
        "continues_to": article.continues_to or None,
        "departments": list(departments),
        "programs": list(programs),
        "confidence": round(article.confidence, 2),
        "notes": [{"code": note.code, "line": note.line, "message": note.message} for note in article.notes],
    }


def _merged(spans: Sequence[SpanDraft], lines: _LineIndex) -> list[tuple[int, int]]:
    """Ranges in reading order; neighbours that touch in the same or the next lines become one."""
    merged: list[tuple[int, int]] = []
    for span in spans:
        if merged and merged[-1][1] <= span.start and not lines.text[merged[-1][1] : span.start].strip():
            merged[-1] = (merged[-1][0], span.end)
        else:
            merged.append((span.start, span.end))
    return merged


def _line_numbers(span: SpanDraft, lines: _LineIndex) -> range:
    first, _, last, _ = lines.range(span.start, span.end)
    return range(first, last + 1)


def _unassigned(page: PageDraft) -> list[int]:
    """Lines with a non-blank character that no span holds."""
    lines = _LineIndex(page)
    spans = sorted((span.start, span.end) for article in page.articles for span in article.spans)
    reached = 0
    missing: set[int] = set()
    for start, end in [*spans, (len(page.text), len(page.text))]:
        for offset in range(reached, start):
            if not page.text[offset].isspace():
                missing.add(lines.place(offset)[0] + page.first_line)
        reached = max(reached, end)
    return sorted(missing)


def _date(date: DateEstimate) -> dict[str, Any]:
    return {
        "issue_date": date.date.isoformat() if date.date else None,
        "issue_date_source": date.source.value,
        "issue_date_earliest": date.earliest.isoformat() if date.earliest else None,
        "issue_date_latest": date.latest.isoformat() if date.latest else None,
        "issue_date_evidence": [{"line": item.line, "text": item.text, "iso": item.iso} for item in date.evidence],
    }
