"""Finds the day of an issue: as given, as printed in the furniture, or inferred from the days the reports speak of."""

import datetime
from collections import Counter
from collections.abc import Sequence

from articles.ingest.drafts import DateEstimate, DateEvidence, DateSource, Hints, Kind, PageDraft
from articles.ingest.stages.date_clues import DayClue, YearClue, countdown, days_until, reported_days, year_of
from articles.ingest.stages.page_breaks import PageHead

#: Reports appear on the day after what they tell of; by the fourth day they are no news.
_NEXT_DAY = 1
_NO_LATER_THAN = 4
#: A count until some day is printed within a fortnight.
_COUNTED_NO_LATER_THAN = 13
#: Lines that the editors are shown for a day.
_MOST_EVIDENCE = 5
_DECEMBER, _JANUARY = 12, 1


def estimate_date(hints: Hints, heads: Sequence[PageHead], pages: Sequence[PageDraft]) -> DateEstimate:
    if hints.date is not None:
        return DateEstimate(DateSource.GIVEN, hints.date, hints.date, hints.date, _printed_evidence(heads))
    furniture = _furniture_lines(pages)
    printed = tuple(item for item in _printed_evidence(heads) if item.line in furniture)
    if printed:
        day = datetime.date.fromisoformat(Counter(item.iso for item in printed).most_common(1)[0][0])
        return DateEstimate(DateSource.PRINTED, day, day, day, printed)
    return _infer(pages)


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


def _infer(pages: Sequence[PageDraft]) -> DateEstimate:
    counted = countdown(pages)
    if counted is not None:
        day, evidence = counted
        return DateEstimate(DateSource.INFERRED, day, day, day, (evidence,))
    days, until = list(reported_days(pages)), list(days_until(pages))
    year = year_of(pages, days)
    if year is None:
        return DateEstimate()
    reported = _latest(days, year)
    counted_until = _latest(until, year)
    if reported is None:
        return _ranged(counted_until, year, 0, _COUNTED_NO_LATER_THAN) if counted_until else DateEstimate()
    estimate = _ranged(reported, year, _NEXT_DAY, _NO_LATER_THAN)
    if counted_until and estimate.date and estimate.latest and estimate.date < counted_until[0] <= estimate.latest:
        return _ranged((counted_until[0], [*counted_until[1], *reported[1]]), year, 0, _NO_LATER_THAN)
    return estimate


def _latest(clues: Sequence[DayClue], year: YearClue) -> tuple[datetime.date, list[DayClue]] | None:
    """The latest day told and those who tell it. Where January is told of, December was the year before."""
    months = {clue.month for clue in clues}
    turned = {_DECEMBER, _JANUARY} <= months
    days: dict[datetime.date, list[DayClue]] = {}
    for clue in clues:
        day = clue.on(year.year)
        if day is not None and not (turned and clue.month == _DECEMBER):
            days.setdefault(day, []).append(clue)
    return (max(days), days[max(days)]) if days else None


def _ranged(told: tuple[datetime.date, list[DayClue]], year: YearClue, first: int, last: int) -> DateEstimate:
    day, clues = told
    evidence = tuple(DateEvidence(clue.line, clue.text, day.isoformat()) for clue in clues[:_MOST_EVIDENCE])
    earliest, latest = (day + datetime.timedelta(days=days) for days in (first, last))
    return DateEstimate(DateSource.INFERRED, earliest, earliest, latest, (*evidence, *year.evidence))
