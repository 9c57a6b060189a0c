"""A measure that articles tell again and again, as a line through the days it is told of."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

from articles.charts.bars import AxisLabel, GridLine
from articles.charts.months import Month
from articles.charts.places import NARROW, WIDE, anchor_at, percent, pixels, reach_of
from articles.charts.scales import Scale, axis_number, value_scale
from articles.charts.tables import NumberTable, TableCell, TableRow

#: Days that a measure must be told of to be a line.
FEWEST_DAYS = 3
HEIGHT, TOP = 150, 26
MOST_DATES = 6
#: Points that are few enough for each to have its value written to it, and many enough to be drawn small.
FEW_POINTS, MANY_POINTS = 8, 20
#: Months between the dates of the axis.
DATE_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)


class Told(NamedTuple):
    """A value as an article tells it. `surface` is how it prints it, `upper` the upper end of a range.

    `is_about`: it says about, nearly or more than; `source` names the article; `day_mark` stands behind the day.
    """

    on: datetime.date
    value: float
    surface: str
    url: str
    upper: float | None = None
    is_about: bool = False
    source: str = ""
    day_mark: str = ""

    @property
    def day_words(self) -> str:
        return f"{self.on.year}年{self.on.month}月{self.on.day}日{self.day_mark}"


class Point(NamedTuple):
    """`reach_y` is where the upper end of a range stands; empty where there is none."""

    words: str
    url: str
    x: str
    y: str
    is_about: bool
    reach_y: str = ""


@dataclass(frozen=True, slots=True)
class PointLabel:
    """`is_wide` ones are left out on a phone."""

    text: str
    x: str
    y: str
    anchor: str
    is_wide: bool


class Segment(NamedTuple):
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class LineChart:
    key: str
    title: str
    unit: str
    description: str
    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    values: tuple[PointLabel, ...]
    labels: tuple[AxisLabel, ...]
    grid: tuple[GridLine, ...]
    table: NumberTable
    is_log: bool
    starts_at_nought: bool
    has_about: bool
    radius: str
    left_out: int = 0
    has_more_left_out: bool = False
    label_y: int = HEIGHT + 18
    full_height: int = HEIGHT + 24


def is_line(days: Iterable[datetime.date]) -> bool:
    return len(set(days)) >= FEWEST_DAYS


Item = TypeVar("Item")


def thinned(items: Sequence[Item], most: int) -> Sequence[Item]:
    """At most `most` of them, the first and the last among them, evenly taken."""
    if len(items) <= most:
        return items
    return [items[round(place * (len(items) - 1) / (most - 1))] for place in range(most)]


def line_chart(
    key: str, measure: str, unit: str, told: Sequence[Told], *, of: int | None = None, are_all: bool = True
) -> LineChart:
    """`of` says of how many values these are some, `are_all` whether there are no more than those. Raises `ValueError`
    unless `is_line`."""
    if not is_line(each.on for each in told):
        raise ValueError(f"a line needs {FEWEST_DAYS} days: {measure}")
    ordered = sorted(told, key=lambda each: (each.on, each.value))
    scale = value_scale([value for each in ordered for value in (each.value, each.upper) if value is not None])
    first, last = ordered[0].on, ordered[-1].on
    shares = [(each.on - first).days / (last - first).days for each in ordered]
    heights = [down(scale, each.value) for each in ordered]
    places = [(percent(x), pixels(y)) for x, y in zip(shares, heights, strict=True)]
    return LineChart(
        key=key,
        title=f"{measure}（{unit}）" if unit else measure,
        unit=unit,
        description=description(ordered, scale),
        points=tuple(point(each, place, scale) for each, place in zip(ordered, places, strict=True)),
        segments=tuple(Segment(*begin, *end) for begin, end in pairwise(places) if begin != end),
        values=tuple(point_labels(ordered, shares, heights)),
        labels=tuple(date_labels(first, last)),
        grid=tuple(GridLine(pixels(down(scale, tick)), axis_number(tick)) for tick in scale.ticks),
        table=told_table(measure, ordered),
        is_log=scale.is_log,
        starts_at_nought=scale.ticks[0] == 0,
        has_about=any(each.is_about for each in ordered),
        radius="4" if len(told) < MANY_POINTS else "2.5",
        left_out=max(0, (of or 0) - len(told)),
        has_more_left_out=not are_all,
    )


def down(scale: Scale, value: float) -> float:
    return TOP + (HEIGHT - TOP) * (1 - scale.share(value))


def point(told: Told, place: tuple[str, str], scale: Scale) -> Point:
    source = f"，见《{told.source}》" if told.source else ""
    reach = pixels(down(scale, told.upper)) if told.upper is not None else ""
    words = f"{told.day_words}：{told.surface}{'（约数）' if told.is_about else ''}{source}"
    return Point(words, told.url, *place, told.is_about, reach)


def description(told: Sequence[Told], scale: Scale) -> str:
    first, last = told[0], told[-1]
    words = f"{first.day_words}的 {first.surface} 到{last.day_words}的 {last.surface}，共 {len(told)} 处说到。"
    return words + ("纵轴每格是同样的倍数。" if scale.is_log else "")


def point_labels(told: Sequence[Told], shares: Sequence[float], heights: Sequence[float]) -> list[PointLabel]:
    """The last value, the first, the largest and the smallest; of few points all. None runs into one before it."""
    largest, smallest = heights.index(min(heights)), heights.index(max(heights))
    order = [len(told) - 1, 0, largest, smallest, *(range(len(told)) if len(told) <= FEW_POINTS else ())]
    fits = {width: labels_that_fit(order, told, shares, heights, width) for width in (NARROW, WIDE)}
    return [
        PointLabel(
            told[each].surface,
            percent(shares[each]),
            pixels(heights[each] - 9),
            anchor_at(shares[each], told[each].surface),
            each not in fits[NARROW],
        )
        for each in sorted(fits[WIDE] | fits[NARROW])
    ]


def labels_that_fit(
    order: Sequence[int], told: Sequence[Told], shares: Sequence[float], heights: Sequence[float], width: int
) -> set[int]:
    taken: dict[int, tuple[float, float, float]] = {}
    for each in dict.fromkeys(order):
        left, right = reach_of(told[each].surface, shares[each], width)
        if all(left >= end or right <= begin or abs(heights[each] - y) > 14 for begin, end, y in taken.values()):
            taken[each] = (left, right, heights[each])
    return set(taken)


def date_labels(first: datetime.date, last: datetime.date) -> list[AxisLabel]:
    """First days of months or years, whose numbers are few enough; of a short time its ends."""
    days = (last - first).days
    begin, end = Month.of(first), Month.of(last)
    for step in DATE_STEPS:
        number = -(-begin.number // step) * step
        months = [Month(0, 1).later(each) for each in range(number, end.number + 1, step)]
        shown = [month for month in months if first <= month.first_day <= last]
        if len(shown) <= MOST_DATES:
            break
    if len(shown) < 2:
        return [
            AxisLabel(first.isoformat(), "0", "start", is_year=True),
            AxisLabel(last.isoformat(), "100%", "end", is_year=True),
        ]
    labels, taken = [], 0.0
    for month in shown:
        text = str(month.year) if step >= 12 else str(month) if begins_year(month, shown) else f"{month.month}月"
        share = (month.first_day - first).days / days
        left, right = reach_of(text, share, NARROW)
        is_wide = left < taken
        taken = taken if is_wide else right + 8
        labels.append(AxisLabel(text, percent(share), anchor_at(share, text), is_year=True, is_wide=is_wide))
    return labels


def begins_year(month: Month, shown: Sequence[Month]) -> bool:
    """Whether a date of the axis says its year: the first, and the first of each other year."""
    return month == shown[0] or month.year != shown[shown.index(month) - 1].year


def told_table(measure: str, told: Sequence[Told]) -> NumberTable:
    rows = [
        TableRow(
            TableCell(each.on.isoformat() + each.day_mark, is_number=False),
            (
                TableCell(each.surface, each.url),
                TableCell("约数" if each.is_about else "", is_number=False),
                TableCell(each.source, is_number=False),
            ),
        )
        for each in told
    ]
    return NumberTable(f"{measure}，按所说日期排列，每个数通往原句", "日期", ("数值", "说明", "出处"), tuple(rows))
