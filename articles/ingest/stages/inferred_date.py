"""Weighs what a page says of its own day, and names the day that most of it allows. Pure."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.ingest.drafts import DateEstimate, DateEvidence, DateSource, PageDraft
from articles.ingest.stages.date_clues import DayClue, as_date, day_clues, notice_clues, past_days
from articles.ingest.stages.year_clues import NamedYears, YearClue, named_years, year_of

#: Lines that the editors are shown for a day.
_MOST_EVIDENCE = 5
#: More clues than a page has; of more only the weightiest are weighed.
_MOST_CLUES = 400
#: A day told earlier still speaks for the paper's day, less the longer it is past; after this not at all.
_REMEMBERED = 24
#: A day with its year stands this near to those without, or it is another story.
_NEAR = 183
#: What a dateline says for the other days that it allows.
_NEXT_BEST = 0.75
#: Days without a year this near to one with it confirm that it tells news, not history.
_SAME_NEWS = 31
_LEAST_WEIGHT = 1.0
_SURE_REPORT = 2.0
#: What a year weighs that is named twice, or in a headline.
_TWICE = 1.5
_DECEMBER, _JANUARY = 12, 1


@dataclass(frozen=True, slots=True)
class _Placed:
    """A clue in its year, and the days on which it allows the paper to have appeared."""

    clue: DayClue
    day: datetime.date

    def after(self, days: int) -> datetime.date:
        return self.day + datetime.timedelta(days=days)

    @property
    def best(self) -> datetime.date:
        return self.after(self.clue.best)

    def allows(self, day: datetime.date) -> bool:
        return self.after(self.clue.first) <= day <= self.after(self.clue.last)

    def speaks_for(self, day: datetime.date) -> float:
        if self.allows(day):
            return self.clue.weight * (1 if day == self.best or not self.clue.is_exact else _NEXT_BEST)
        if day < self.after(self.clue.first):
            return -self.clue.weight
        past = (day - self.day).days
        return self.clue.weight * max(0.0, 1 - past / _REMEMBERED)


def infer_date(pages: Sequence[PageDraft]) -> DateEstimate:
    """The day that the clues' weight speaks for, with the days they leave open; unknown where too little does."""
    named = named_years(pages)
    clues = _of_its_time(day_clues(pages), named)
    year = year_of(pages, named, clues)
    placed = _placed(clues, year, max(past_days(pages), default=None))
    estimate = _weighed(placed, year)
    if estimate.date is not None:
        return estimate
    return _weighed(_placed(notice_clues(pages), None, None), None)


def _of_its_time(clues: Iterable[DayClue], named: NamedYears) -> list[DayClue]:
    """Without the days of a year that the page has long left behind: 1948年10月24日 is history in 2023."""
    latest = named.latest(_TWICE)
    timely = [clue for clue in clues if not clue.year or clue.year >= latest - 1]
    return sorted(timely, key=lambda clue: -clue.weight)[:_MOST_CLUES]


def _placed(clues: Sequence[DayClue], year: YearClue | None, bound: datetime.date | None) -> list[_Placed]:
    """Clues with a year of their own, and the others near the surest of them, else in the page's year."""
    dated = [_Placed(clue, day) for clue in clues if clue.year and (day := clue.on(clue.year)) is not None]
    bare = [clue for clue in clues if not clue.year]
    sure = max((one for one in dated if one.clue.weight >= _SURE_REPORT), key=lambda one: one.day, default=None)
    near = [found for clue in bare if sure is not None and (found := _near(clue, sure.day)) is not None]
    if sure is not None and (not near or any(abs(one.day - sure.day).days <= _SAME_NEWS for one in near)):
        return [*dated, *near]
    return [*dated, *_in_year(bare, year.year, bound)] if year else dated


def _in_year(clues: Sequence[DayClue], year: int, bound: datetime.date | None) -> Iterator[_Placed]:
    """Where January is told of, December was the year before."""
    turned = {_DECEMBER, _JANUARY} <= {clue.month for clue in clues}
    for clue in clues:
        own = year - 1 if turned and clue.month == _DECEMBER else year
        day = clue.on(own)
        if day is not None and bound is not None and day < bound:
            day = _after_bound(clue, own, bound) or day
        if day is not None:
            yield _Placed(clue, day)


def _near(clue: DayClue, day: datetime.date) -> _Placed | None:
    years = (as_date(day.year + shift, clue.month, clue.day) for shift in (-1, 0, 1))
    nearest = min((one for one in years if one is not None), key=lambda one: abs(one - day), default=None)
    return _Placed(clue, nearest) if nearest and abs(nearest - day).days <= _NEAR else None


def _after_bound(clue: DayClue, year: int, bound: datetime.date) -> datetime.date | None:
    """A day without its year, told beside a later one of the page's year, is the next year's."""
    day = clue.on(year + 1)
    is_turn = clue.month <= 3 and bound.year == year and bound.month >= 9
    return day if day is not None and day >= bound and (is_turn or bound.year > year) else None


def _weighed(placed: Sequence[_Placed], year: YearClue | None) -> DateEstimate:
    candidates = {one.best for one in placed} | {one.after(one.clue.first) for one in placed if one.clue.is_exact}
    if not candidates:
        return DateEstimate()
    weights = {day: sum(one.speaks_for(day) for one in placed) for day in candidates}
    date = max(candidates, key=lambda day: (weights[day], day))
    speakers = [one for one in placed if one.allows(date)]
    if sum(one.clue.weight for one in speakers) < _LEAST_WEIGHT:
        return DateEstimate()
    earliest, latest = _range(speakers, date)
    speakers.sort(key=lambda one: (-one.day.toordinal(), one.clue.line))
    evidence = tuple(DateEvidence(one.clue.line, one.clue.text, _iso(one)) for one in speakers[:_MOST_EVIDENCE])
    own_year = year.evidence if year and year.year == date.year else ()
    return DateEstimate(DateSource.INFERRED, date, earliest, latest, (*evidence, *own_year))


def _iso(one: _Placed) -> str:
    return (one.best if one.clue.is_exact and one.clue.best == one.clue.last else one.day).isoformat()


def _range(speakers: Sequence[_Placed], date: datetime.date) -> tuple[datetime.date, datetime.date]:
    """From the latest first day to the last one that the exact clues, the latest report or the count allows."""
    earliest = max(one.after(one.clue.first) for one in speakers)
    exact = [one.after(one.clue.last) for one in speakers if one.clue.is_exact]
    reports = [one.after(one.clue.last) for one in speakers if one.clue.is_report]
    if exact:
        return earliest, max(date, min(exact))
    newest = max((one.day for one in speakers if one.clue.is_report), default=None)
    own = [one.after(one.clue.last) for one in speakers if one.clue.is_report and one.day == newest]
    return earliest, min(own) if reports else min(one.after(one.clue.last) for one in speakers)
