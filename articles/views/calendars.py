"""A year as twelve small months of weeks. Pure."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    date: datetime.date
    has_issue: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks begin on Monday; places before the first and after the last day are None."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]


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
