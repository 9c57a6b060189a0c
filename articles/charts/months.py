"""Months, and the steps of time that a chart is cut into: from months to five years, whichever it has room for."""

import datetime
from calendar import monthrange
from collections.abc import Iterable, Mapping, Set
from enum import IntEnum
from typing import NamedTuple


class Month(NamedTuple):
    year: int
    month: int

    @classmethod
    def of(cls, day: datetime.date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def of_key(cls, key: int) -> "Month":
        """`key` is YYYYMM, as the index counts months."""
        return cls(key // 100, key % 100)

    @property
    def number(self) -> int:
        """Months since the year 0."""
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    @property
    def last_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, monthrange(self.year, self.month)[1])

    def later(self, months: int) -> "Month":
        year, month = divmod(self.number + months, 12)
        return Month(year, month + 1)

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月"

    @property
    def iso(self) -> str:
        return f"{self.year:04}-{self.month:02}"


class Step(IntEnum):
    """Months in a step."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12
    FIVE_YEARS = 60

    @property
    def adverb(self) -> str:
        return {Step.MONTH: "逐月", Step.QUARTER: "逐季", Step.YEAR: "逐年", Step.FIVE_YEARS: "每五年"}[self]

    @property
    def parts_years(self) -> bool:
        """Whether a year has several."""
        return self < Step.YEAR


class Slot(NamedTuple):
    """A step of the calendar, cut to the period that is shown. `is_held`: the archive has an issue of it."""

    first: Month
    last: Month
    step: Step
    is_held: bool = True

    @property
    def is_whole(self) -> bool:
        return self.last.number - self.first.number + 1 == self.step

    @property
    def label(self) -> str:
        if self.first == self.last:
            return str(self.first)
        if self.first.year != self.last.year:
            return f"{self.first.year}—{self.last.year}年" if self.is_whole else f"{self.first}—{self.last}"
        if not self.is_whole:
            return f"{self.first.year}年{self.first.month}—{self.last.month}月"
        return f"{self.first.year}年" if self.step is Step.YEAR else f"{self.first.year}年第{self.quarter}季度"

    @property
    def quarter(self) -> int:
        return (self.first.month + 2) // 3

    @property
    def short_label(self) -> str:
        """Within its year."""
        return f"{self.quarter}季" if self.step is Step.QUARTER else str(self.first.month)

    @property
    def years(self) -> str:
        """2022 or 2020—24"""
        is_one = self.first.year == self.last.year
        return str(self.first.year) if is_one else f"{self.first.year}—{self.last.year % 100:02}"

    @property
    def begins_year(self) -> bool:
        return self.first.month <= self.step


def step_for(first: Month, last: Month, most: int) -> Step:
    """The shortest step of which the period has at most `most`, else the longest."""
    return next((step for step in Step if len(starts(first, last, step)) <= most), Step.FIVE_YEARS)


def starts(first: Month, last: Month, step: Step) -> range:
    """The numbers of the months with which the steps of the period begin."""
    return range(first.number - first.number % step, last.number + 1, step)


def slots_of(first: Month, last: Month, step: Step, held: Set[Month]) -> tuple[Slot, ...]:
    return tuple(_slot(number, first, last, step, held) for number in starts(first, last, step))


def _slot(number: int, first: Month, last: Month, step: Step, held: Set[Month]) -> Slot:
    begin = max(number, first.number)
    end = min(number + step - 1, last.number)
    months = [Month(0, 1).later(each) for each in range(begin, end + 1)]
    return Slot(months[0], months[-1], step, any(month in held for month in months))


def summed(counts: Mapping[Month, int], slots: Iterable[Slot]) -> list[int]:
    """The sum of each slot's months."""
    numbered = {month.number: count for month, count in counts.items()}
    return [sum(numbered.get(number, 0) for number in range(slot.first.number, slot.last.number + 1)) for slot in slots]
