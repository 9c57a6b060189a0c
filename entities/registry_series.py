"""What the matcher is told of departments that are one body through the years. Pure."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.series import Series, series_of

Period = tuple[datetime.date | None, datetime.date | None]
#: Predecessor, successor, and the day if it is known.
Succession = tuple[int, int, datetime.date | None]


@dataclass(frozen=True, slots=True)
class Member:
    """A department in its series: `generation` counts the successions before it."""

    series: int
    generation: int
    since: datetime.date | None
    until: datetime.date | None


def members_of(periods: Mapping[int, Period], successions: Iterable[Succession]) -> dict[int, Member]:
    """Those departments that succeeded or were succeeded. `periods`: from when until when each was, as registered; what
    is not registered the successions tell."""
    began: defaultdict[int, set[datetime.date]] = defaultdict(set)
    ended: defaultdict[int, set[datetime.date]] = defaultdict(set)
    pairs = []
    for before, after, day in successions:
        pairs.append((before, after))
        for known in filter(None, (day or periods[after][0], day or periods[before][1])):
            began[after].add(known)
            ended[before].add(known)
    series = series_of(pairs)
    ages = generations(series, {pk for pair in pairs for pk in pair})
    return {
        pk: Member(
            series=min(series.kin(pk)),
            generation=age,
            since=periods[pk][0] or min(began[pk], default=None),
            until=periods[pk][1] or max(ended[pk], default=None),
        )
        for pk, age in ages.items()
    }


def generations(series: Series, departments: Iterable[int]) -> dict[int, int]:
    """How many successions, at most, led to each. In a circle, which no registry should hold, the count ends."""
    ages = dict.fromkeys(departments, 0)
    for _ in range(len(ages)):
        older = {pk: max((ages[before] + 1 for before in series.predecessors.get(pk, ())), default=0) for pk in ages}
        if older == ages:
            break
        ages = older
    return ages
