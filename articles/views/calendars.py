"""The years of a newspaper, and a year as twelve small months of weeks. Pure."""

import calendar
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

YEARS_IN_A_LINE = 20


@dataclass(frozen=True, slots=True)
class Day:
    date: datetime.date
    has_issue: bool

    @property
    def label(self) -> str:
        """1月28日"""
        return f"{self.date.month}月{self.date.day}日"


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks begin on Monday; places before the first and after the last day are None."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """`issues` is 0 for a year of which nothing is held."""

    number: int
    issues: int


@dataclass(frozen=True, slots=True)
class Decade:
    """`label` is empty where the years are few enough to stand in one line."""

    label: str
    years: tuple[Year, ...]


def decades_of(issues: Mapping[int, int]) -> list[Decade]:
    """Every year from the last to the first that has issues, gaps included; many of them parted by decade."""
    if not issues:
        return []
    years = [Year(year, issues.get(year, 0)) for year in range(max(issues), min(issues) - 1, -1)]
    if len(years) <= YEARS_IN_A_LINE:
        return [Decade("", tuple(years))]
    return [
        Decade(f"{decade * 10}年代", tuple(of_decade))
        for decade, of_decade in groupby(years, key=lambda year: year.number // 10)
    ]


def calendar_of(year: int, issue_days: Iterable[datetime.date]) -> list[Month]:
    days = set(issue_days)
    return [
        Month(month, tuple(tuple(_day(year, month, number, days) for number in week) for week in weeks))
        for month in range(1, 13)
        if (weeks := calendar.Calendar(calendar.MONDAY).monthdayscalendar(year, month))
    ]


def _day(year: int, month: int, number: int, issue_days: set[datetime.date]) -> Day | None:
    if not number:
        return None
    date = datetime.date(year, month, number)
    return Day(date, date in issue_days)
