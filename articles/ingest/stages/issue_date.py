"""Finds the day of an issue: as given, as printed in the furniture, or inferred from the days the reports speak of."""

import datetime
from collections import Counter
from collections.abc import Sequence

from articles.ingest.drafts import DateEstimate, DateEvidence, DateSource, Hints, Kind, PageDraft
from articles.ingest.stages.inferred_date import infer_date
from articles.ingest.stages.page_breaks import PageHead


def estimate_date(hints: Hints, heads: Sequence[PageHead], pages: Sequence[PageDraft]) -> DateEstimate:
    if hints.date is not None:
        return DateEstimate(DateSource.GIVEN, hints.date, hints.date, hints.date, _printed_evidence(heads))
    furniture = _furniture_lines(pages)
    printed = tuple(item for item in _printed_evidence(heads) if item.line in furniture)
    if printed:
        day = datetime.date.fromisoformat(Counter(item.iso for item in printed).most_common(1)[0][0])
        return DateEstimate(DateSource.PRINTED, day, day, day, printed)
    return infer_date(pages)


def _printed_evidence(heads: Sequence[PageHead]) -> tuple[DateEvidence, ...]:
    return tuple(
        DateEvidence(line, text, furniture.date.isoformat())
        for head in heads
        for line, text, furniture in head.furniture
        if furniture.date is not None
    )


def _furniture_lines(pages: Sequence[PageDraft]) -> set[int]:
    """Lines that were taken for furniture; a date in an advert or below a notice is not the issue's."""
    lines: set[int] = set()
    for page in pages:
        for article in page.articles:
            if article.kind is Kind.PAGE_FURNITURE:
                for span in article.spans:
                    first = page.first_line + page.text.count("\n", 0, span.start)
                    lines.update(range(first, first + page.text.count("\n", span.start, span.end) + 1))
    return lines
