"""What the pages of an archive are asked for when they are measured: entries, words and filters, drawn from itself.

The same archive gives the same samples.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Max, Min, Model, QuerySet

from articles.management.benchmarks.query_samples import COMMONEST, dice, typical_queries
from articles.models import Article, Department, Issue, Newspaper, Page, Reporter
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, SearchQuery, Sort
from articles.views.paging import MAX_PAGE, PAGE_SIZE
from entities.models import Program

ModelT = TypeVar("ModelT", bound=Model)
#: Parameters of every list; each narrows it alone, and then several together.
FILTERS = ("year", "department", "program", "reporter", "newspaper", "kind", "role", "date_from", "date_to")
MOST_TOGETHER = 5


@dataclass(frozen=True)
class PageSamples:
    """`count` of each; the busiest entries of a registry come first, since their pages are the dearest."""

    count: int

    @cached_property
    def articles(self) -> list[Article]:
        return spread(Article.objects.published(), self.count)

    @cached_property
    def words(self) -> list[str]:
        return [*COMMONEST, *typical_queries(self.articles, self.count)][: self.count]

    @cached_property
    def departments(self) -> list[Department]:
        return busiest(Department.objects.current(), FacetGroup.DEPARTMENT, self.count)

    @cached_property
    def programs(self) -> list[Program]:
        return busiest(Program.objects.listed(), FacetGroup.PROGRAM, self.count)

    @cached_property
    def reporters(self) -> list[Reporter]:
        return busiest(Reporter.objects.all(), FacetGroup.REPORTER, self.count)

    @cached_property
    def newspapers(self) -> list[Newspaper]:
        return spread(Newspaper.objects.all(), self.count)

    @cached_property
    def issues(self) -> list[Issue]:
        return spread(Issue.objects.select_related("newspaper"), self.count)

    @cached_property
    def pages(self) -> list[Page]:
        dated = Page.objects.filter(issue__isnull=False).select_related("issue__newspaper", "newspaper")
        return spread(dated.defer("text", "line_sketch"), self.count)

    @cached_property
    def undated(self) -> list[Page]:
        undated = Page.objects.filter(issue__isnull=True, source__isnull=False).select_related("newspaper")
        return spread(undated.defer("text", "line_sketch"), self.count)

    @cached_property
    def filter_values(self) -> dict[str, list[str]]:
        """Of each filter, values that articles have."""
        days = [issue.date for issue in self.issues] or [datetime.date(2022, 1, 1)]
        values: dict[str, list[str]] = {
            "year": sorted({str(day.year) for day in days}),
            "department": [each.slug for each in self.departments],
            "program": [each.slug for each in self.programs],
            "reporter": [each.slug for each in self.reporters],
            "newspaper": [each.slug for each in self.newspapers],
            "kind": [Article.Kind.ARTICLE, Article.Kind.BRIEF_LIST],
            "role": ["primary", "mentioned"],
            "date_from": [day.isoformat() for day in days if day <= middle(days)],
            "date_to": [day.isoformat() for day in days if day >= middle(days)],
        }
        return {name: found for name, found in values.items() if found}

    def filtered(self, what: str, leave_out: Sequence[str] = ()) -> list[str]:
        """Queries of addresses: each filter alone, then several at random."""
        source = dice(what)
        names = [name for name in FILTERS if name in self.filter_values and name not in leave_out]
        alone = [(name,) for name in names]
        together = [
            tuple(source.sample(names, source.randint(2, min(MOST_TOGETHER, len(names)))))
            for _ in range(max(0, self.count - len(alone)))
            if len(names) > 1
        ]
        return [self.query(source, chosen) for chosen in [*alone, *together][: self.count]]

    def query(self, source: Random, names: Sequence[str]) -> str:
        return urlencode({name: source.choice(self.filter_values[name]) for name in names})


def middle(days: Sequence[datetime.date]) -> datetime.date:
    return sorted(days)[len(days) // 2]


def spread(queryset: QuerySet[ModelT], count: int) -> list[ModelT]:
    """At most `count` records, evenly spread over the primary keys; a query each, none that sorts the table."""
    ends = queryset.order_by().aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return []
    step = max(1, (ends["last"] - ends["first"]) // count)
    starts = range(ends["first"], ends["last"] + 1, step)
    found = (queryset.filter(pk__gte=start).order_by("pk").first() for start in starts)
    return list({record.pk: record for record in found if record}.values())[:count]


def busiest(queryset: QuerySet[ModelT], group: FacetGroup, count: int) -> list[ModelT]:
    """The half of the entries with the most articles, and as many spread over the others that have any."""
    counts = counted(group)
    entries = queryset.in_bulk(counts)
    ranked = [entries[pk] for pk in counts if pk in entries]
    most = (count + 1) // 2
    rest = ranked[most:]
    step = max(1, len(rest) // max(1, count - most))
    return [*ranked[:most], *rest[::step]][:count]


def counted(group: FacetGroup) -> dict[int, int]:
    """Id of an entry → number of its articles, the most first."""
    query = SearchQuery(limit=0, facets=True, facet_groups=(group,), facet_limit=None)
    return {int(each.key): each.count for each in search_backend().search(query).facets.get(group, ())}


def nearest(group: FacetGroup, size: int) -> int | None:
    """The entry whose number of articles is nearest to `size`."""
    counts = counted(group)
    return min(counts, key=lambda pk: abs(counts[pk] - size), default=None)


def deep_page(text: str) -> int:
    """The number of the last page of the list that can be opened."""
    total = search_backend().search(SearchQuery(text, sort=Sort.NEWEST, limit=0)).total
    return max(1, min(MAX_PAGE, total // PAGE_SIZE))
