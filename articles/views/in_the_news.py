"""The programs and departments most spoken of in the twelve months up to the latest issue, each month by month.

All counts come from the index: one question for the names, and one for each name that is shown, which the index
remembers as long as nothing changes.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from articles.models import Department
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, Filters, SearchQuery
from articles.search.results import FacetCount
from entities.models import Program

NAMES = 8
MONTHS = 12
#: Of the drawing, in its own units: a month is a bar and the space behind it.
BAR_HEIGHT, BAR_WIDTH, BAR_STEP = 14, 4, 5
LEAST_HEIGHT = 2


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """An entry with its number of articles and the address of their list.

    `bars` is an SVG path, a bar for every month that has an article.
    """

    entry: Any
    count: int
    articles_url: str
    bars: str


@dataclass(frozen=True, slots=True)
class InTheNews:
    """`period` is the twelve months, in words."""

    period: str = ""
    programs: tuple[SpokenOf, ...] = ()
    departments: tuple[SpokenOf, ...] = ()


def in_the_news(latest: datetime.date) -> InTheNews:
    months = months_up_to(latest)
    start = datetime.date(*months[0], 1)
    groups = (FacetGroup.PROGRAM, FacetGroup.DEPARTMENT)
    query = SearchQuery(filters=Filters(date_from=start), facets=True, facet_groups=groups)
    counts = search_backend().facets(query)
    (first_year, first), (last_year, last) = months[0], months[-1]
    return InTheNews(
        period=f"{first_year}年{first}月至{last_year}年{last}月",
        programs=tuple(
            spoken_of(program, "program", Filters(program_ids=(program.pk,), date_from=start), months)
            for program in entries_of(Program.objects.listed(), counts.get(FacetGroup.PROGRAM, ()))
        ),
        departments=tuple(
            spoken_of(department, "department", Filters(department_ids=(department.pk,), date_from=start), months)
            for department in entries_of(Department.objects.current(), counts.get(FacetGroup.DEPARTMENT, ()))
        ),
    )


def months_up_to(day: datetime.date) -> list[tuple[int, int]]:
    """Twelve of them as (year, month), the day's own last."""
    last = day.year * 12 + day.month - 1
    return [(number // 12, number % 12 + 1) for number in range(max(last - MONTHS + 1, 12), last + 1)]


def entries_of(queryset: QuerySet[Any], counts: Sequence[FacetCount]) -> list[Any]:
    """The commonest first: one query. Some that are counted are not listed, so more are looked at than are shown."""
    candidates = [int(each.key) for each in counts[: NAMES * 4]]
    entries = queryset.in_bulk(candidates)
    return [entries[pk] for pk in candidates if pk in entries][:NAMES]


def spoken_of(entry: Any, parameter: str, filters: Filters, months: Sequence[tuple[int, int]]) -> SpokenOf:
    group = FacetGroup.MONTH
    # The filters begin with a day, so that each article has its month.
    facets = search_backend().facets(SearchQuery(filters=filters, facets=True, facet_groups=(group,), facet_limit=None))
    by_month = {divmod(int(each.key), 100): each.count for each in facets.get(group, ())}
    address = {parameter: entry.slug, "date_from": filters.date_from}
    return SpokenOf(entry, sum(by_month.values()), f"/search/?{urlencode(address)}", bars_of(by_month, months))


def bars_of(counts: Mapping[tuple[int, int], int], months: Sequence[tuple[int, int]]) -> str:
    fullest = max((counts.get(month, 0) for month in months), default=0)
    bars = []
    for number, month in enumerate(months):
        if count := counts.get(month, 0):
            height = max(LEAST_HEIGHT, -(-count * BAR_HEIGHT // fullest))
            bars.append(f"M{number * BAR_STEP} {BAR_HEIGHT - height}h{BAR_WIDTH}v{height}h-{BAR_WIDTH}z")
    return "".join(bars)
