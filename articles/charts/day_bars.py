"""A few days as bars, small, each with its number over it and its name below."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.charts.places import percent, pixels

HEIGHT, TOP = 90, 18
FILLED = 0.6


@dataclass(frozen=True, slots=True)
class CountedDay:
    """`words` say what the bar stands for; `is_ahead`: the day has not come yet."""

    name: str
    words: str
    count: int
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class DayBar:
    name: str
    words: str
    number: str
    x: str
    width: str
    y: str
    height: str
    middle: str
    number_y: str


@dataclass(frozen=True, slots=True)
class DayBars:
    bars: tuple[DayBar, ...]
    height: int = HEIGHT
    name_y: int = HEIGHT + 16
    full_height: int = HEIGHT + 22


def day_bars(days: Sequence[CountedDay]) -> DayBars:
    """In order of time. A day of nothing shows its nought; one that has not come shows nothing."""
    step, largest = 1 / len(days), max(1, *(each.count for each in days))
    bars = []
    for place, each in enumerate(days):
        tall = (HEIGHT - TOP) * each.count / largest
        bars.append(
            DayBar(
                name=each.name,
                words=each.words,
                number="" if each.is_ahead else f"{each.count:,}",
                x=percent((place + (1 - FILLED) / 2) * step),
                width=percent(FILLED * step),
                y=pixels(HEIGHT - tall),
                height=pixels(tall),
                middle=percent((place + 0.5) * step),
                number_y=pixels(HEIGHT - tall - 5),
            )
        )
    return DayBars(tuple(bars))
