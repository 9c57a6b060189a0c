"""Measures what the server takes for each kind of page, through Django's test client, with the number of queries."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import quote

from django.conf import settings
from django.db.models import Max, Min, Model, QuerySet
from django.test import Client
from django.test.utils import override_settings

from articles.management.benchmarks.clock import Measured, measure
from articles.models import Article, Department, Issue, Newspaper, Page, Reporter
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, SearchQuery
from articles.views.archive_months import held_months
from articles.views.paging import PAGE_SIZE
from entities.models import Program

ModelT = TypeVar("ModelT", bound=Model)


def page_speeds(words: Sequence[str], *, samples: int) -> list[Measured]:
    """One line a kind of page; `words` are typed into the search box."""
    addresses: dict[str, list[str]] = {
        "home": ["/"] * samples,
        "search": [f"/search/?q={quote(word)}" for word in words],
        "search, deep pages": [deep_page(word) for word in words],
        "search, everything": ["/search/"] * samples,
        "search, nothing found": [f"/search/?q={quote(_misspelt(word))}" for word in words],
        "suggestions": [f"/search/suggest/?q={quote(word[:typed])}" for word in words for typed in (1, 2, 4)],
        "article": _urls(spread(Article.objects.published(), samples)),
        "article, with hits": [f"{url}?q=%E7%9A%84" for url in _urls(spread(Article.objects.published(), samples))],
        "newspapers": ["/newspapers/"] * samples,
        "newspaper": _urls(spread(Newspaper.objects.all(), samples)),
        "issue": _urls(spread(Issue.objects.select_related("newspaper"), samples)),
        "page": _urls(spread(Page.objects.select_related("issue__newspaper", "newspaper"), samples)),
        "departments": ["/departments/"] * samples,
        "departments of a level": ["/departments/?level=county"] * samples,
        "departments, filtered": ["/departments/?q=fgw"] * samples,
        "department, busiest": _busiest(Department.objects.all(), FacetGroup.DEPARTMENT, samples),
        "programs": ["/programs/"] * samples,
        "program, busiest": _busiest(Program.objects.listed(), FacetGroup.PROGRAM, samples),
        "reporters": ["/reporters/"] * samples,
        "reporters of a letter": ["/reporters/?letter=w"] * samples,
        "reporter, busiest": _busiest(Reporter.objects.all(), FacetGroup.REPORTER, samples),
        "statistics": statistics_of_periods(samples),
        "about": ["/about/"] * samples,
        "api, articles": ["/api/v1/articles?limit=100"] * samples,
        "api, search": [f"/api/v1/search?limit=100&q={quote(word)}" for word in words],
        "api, article": [
            f"/api/v1/articles/{article.public_id}" for article in spread(Article.objects.published(), samples)
        ],
    }
    client = Client(raise_request_exception=False)
    with override_settings(RATE_LIMITS=dict.fromkeys(settings.RATE_LIMITS)):
        return [measure(name, [_get(client, url) for url in urls]) for name, urls in addresses.items()]


def _misspelt(word: str) -> str:
    """The word with a character in its middle that no article holds."""
    return f"{word[: len(word) // 2]}\u9f98{word[len(word) // 2 :]}"


def statistics_of_periods(count: int) -> list[str]:
    """Each subject over periods that grow by a month: no answer is one that the index remembers."""
    held = sorted(held_months())[-count:]
    paths = ("", "programs/", "reporters/")
    return [f"/statistics/{paths[place % 3]}?month_from={month.iso}" for place, month in enumerate(held)]


def deep_page(word: str) -> str:
    """The 50th page of results, or the last one."""
    total = search_backend().search(SearchQuery(text=word, limit=0)).total
    return f"/search/?q={quote(word)}&page={max(1, min(50, total // PAGE_SIZE))}"


def spread(queryset: QuerySet[ModelT], count: int) -> list[ModelT]:
    """At most `count` records, evenly spread over the primary keys; a query each, none that sorts the table."""
    ends = queryset.order_by().aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return []
    step = max(1, (ends["last"] - ends["first"]) // count)
    starts = range(ends["first"], ends["last"] + 1, step)
    found = (queryset.filter(pk__gte=start).order_by("pk").first() for start in starts)
    return list({record.pk: record for record in found if record}.values())[:count]


def _urls(records: Sequence[Model]) -> list[str]:
    return [record.get_absolute_url() for record in records]  # type: ignore[attr-defined]


def _busiest(queryset: QuerySet[Model], group: FacetGroup, count: int) -> list[str]:
    """The addresses of the entries with the most articles: the dearest pages of their kind."""
    results = search_backend().search(SearchQuery(limit=0, facets=True, facet_groups=(group,), facet_limit=count))
    entries = queryset.in_bulk([int(each.key) for each in results.facets.get(group, ())])
    return _urls(list(entries.values()))


def _get(client: Client, url: str) -> Callable[[], str]:
    def get() -> str:
        response = client.get(url)
        return "" if response.status_code == 200 else f"{url} answered {response.status_code}"

    return get
