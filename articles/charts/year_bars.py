"""The years of a list as bars beside it, small, in order of time; years without an article are left free."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.charts.places import percent, pixels

HEIGHT = 30
FEWEST = 3
FILLED = 0.75


@dataclass(frozen=True, slots=True)
class CountedYear:
    """`url` chooses the year, or lets go of one that is chosen."""

    year: int
    count: int
    url: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class YearBar:
    """`left` and `step` are the room that can be clicked."""

    words: str
    url: str
    is_on: bool
    x: str
    width: str
    y: str
    height: str
    left: str
    step: str


@dataclass(frozen=True, slots=True)
class YearBars:
    first: int
    last: int
    bars: tuple[YearBar, ...]
    height: int = HEIGHT


def year_bars(years: Sequence[CountedYear]) -> YearBars | None:
    """None for so few years that their list tells as much."""
    if len(years) < FEWEST:
        return None
    first, last = min(each.year for each in years), max(each.year for each in years)
    step, largest = 1 / (last - first + 1), max(each.count for each in years)
    bars = []
    for each in sorted(years, key=lambda each: each.year):
        tall, left = max(2.0, HEIGHT * each.count / largest), (each.year - first) * step
        bars.append(
            YearBar(
                words=f"{each.year}年：{each.count:,}篇",
                url=each.url,
                is_on=each.is_on,
                x=percent(left + (1 - FILLED) / 2 * step),
                width=percent(FILLED * step),
                y=pixels(HEIGHT - tall),
                height=pixels(tall),
                left=percent(left),
                step=percent(step),
            )
        )
    return YearBars(first, last, tuple(bars))
