"""When the archive has anything at all: months with an issue are told from months without one."""

import datetime
from collections.abc import Iterable, Mapping

from articles.charts.months import Month
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, Filters, SearchQuery
from articles.search.results import FacetCount


def held_months(newspaper_ids: tuple[int, ...] = ()) -> Mapping[Month, int]:
    """The months of which the archive holds issues, with their number of articles: every page that is held has some."""
    return months_of(Filters(newspaper_ids=newspaper_ids))


def months_of(filters: Filters) -> Mapping[Month, int]:
    """How many articles of each month the filters let through; months without one are absent."""
    query = SearchQuery(filters=filters, facets=True, facet_groups=(FacetGroup.MONTH,), facet_limit=None)
    return by_month(search_backend().facets(query).get(FacetGroup.MONTH, ()))


def by_month(counts: Iterable[FacetCount]) -> dict[Month, int]:
    return {Month.of_key(int(each.key)): each.count for each in counts}


def date_parameters(first: Month, last: Month) -> dict[str, str]:
    """The parameters with which a list shows these months."""
    return {"date_from": written(first.first_day), "date_to": written(last.last_day)}


def written(day: datetime.date) -> str:
    return day.isoformat()
