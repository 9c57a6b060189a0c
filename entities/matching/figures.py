"""Figures that a text states: how much of what, with its unit, its qualifier and the day it was true of. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal

from entities.matching.figure_measures import Former, measure_of
from entities.matching.figure_numbers import numbers_in

_SENTENCE_END = "。！？!?\n"
_AS_OF = re.compile(
    r"截(?:至|止)(?:到)?(?P<words>目前|(?:(?P<year>\d{4}|今|去)年)?(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日|(?P<end>底|末))?|现在)"
)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day that a figure is told of, as printed: a year in words (今, 去) or digits, 0 where nothing is said."""

    words: str
    year: str = ""
    month: int = 0
    day: int = 0
    is_month_end: bool = False


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """[start, end) is the number with its unit and qualifier, [sentence_start, sentence_end) its sentence.

    `value` and `upper`, of a range, are as printed; `normalized` and `normalized_upper` with 万 and 亿 worked out. The
    unit is without them. A percentage stays one. `measure` is empty where only the sentence says what is counted.
    """

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    measure: str
    value: Decimal
    upper: Decimal | None
    unit: str
    multiplier: str
    normalized: Decimal
    normalized_upper: Decimal | None
    qualifier: str
    as_of: AsOf | None


def find_figures(text: str) -> list[StatedFigure]:
    """In the order of the text; none overlaps another."""
    found: list[StatedFigure] = []
    former: Former | None = None
    as_of: AsOf | None = None
    sentence_start, sentence_end, read_to = 0, 0, 0
    for number in numbers_in(text):
        if number.end > sentence_end:
            former, as_of = None, None
            sentence_start, sentence_end = sentence_around(text, number.start, number.end)
            read_to = sentence_start
        as_of = as_of_in(text[read_to : number.start]) or as_of
        read_to = number.start
        measure = measure_of(text, number.start, number.end, number.unit, former)
        former = Former(measure, number.unit, number.end)
        found.append(
            StatedFigure(
                start=number.start,
                end=number.end,
                sentence_start=sentence_start,
                sentence_end=sentence_end,
                measure=measure.name,
                value=number.value,
                upper=number.upper,
                unit=number.unit,
                multiplier=number.multiplier,
                normalized=number.normalized,
                normalized_upper=number.normalized_upper,
                qualifier=number.qualifier,
                as_of=as_of,
            )
        )
    return found


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    first = max((text.rfind(mark, 0, start) for mark in _SENTENCE_END), default=-1) + 1
    ends = [place + 1 for mark in _SENTENCE_END if (place := text.find(mark, end)) >= 0]
    return first, min(ends, default=len(text))


def as_of_in(before: str) -> AsOf | None:
    matches = list(_AS_OF.finditer(before))
    if not matches:
        return None
    found = matches[-1]
    return AsOf(
        words=found[0],
        year=found["year"] or "",
        month=int(found["month"] or 0),
        day=int(found["day"] or 0),
        is_month_end=bool(found["end"]),
    )
