"""The home page: search first, then the latest issue, what is spoken of, and what the archive holds."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.models import Article, Department, Issue, Page
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, Filters, SearchQuery
from articles.search.results import FacetCount
from articles.views.coverage import coverage
from articles.views.headlines import short_articles
from articles.views.kept_pages import kept_until_a_change
from articles.views.page_columns import READ_KINDS, in_label_order
from entities.models import Program

HEADLINES = 8
NAMES = 10
ON_THIS_DAY = 3
#: What is spoken of now: in the year that ends with the latest issue.
YEAR = datetime.timedelta(days=365)


@kept_until_a_change
def show_home(request: HttpRequest) -> HttpResponse:
    latest = latest_issue()
    spoken_of = facets_since(latest["issue"].date - YEAR) if latest else {}
    programs = named(Program.objects.listed(), spoken_of.get(FacetGroup.PROGRAM, ()))
    context = {
        "article_count": search_backend().search(SearchQuery(limit=0)).total,
        "latest": latest,
        "programs": programs,
        "departments": named(Department.objects.current(), spoken_of.get(FacetGroup.DEPARTMENT, ())),
        "examples": [program.name for program, _ in programs[:3]],
        "coverage": coverage(),
        "on_this_day": on_this_day(timezone.localdate()),
    }
    return render(request, "articles/home.html", context)


def facets_since(day: datetime.date) -> Mapping[FacetGroup, tuple[FacetCount, ...]]:
    groups = (FacetGroup.PROGRAM, FacetGroup.DEPARTMENT)
    query = SearchQuery(filters=Filters(date_from=day), limit=0, facets=True, facet_groups=groups)
    return search_backend().search(query).facets


def named(queryset: Any, counts: tuple[FacetCount, ...]) -> list[tuple[Any, int]]:
    """The entries most spoken of, each with its number of articles. Some counted ones are not listed: look at more."""
    candidates = counts[: NAMES * 4]
    entries = queryset.in_bulk([int(each.key) for each in candidates])
    return [(entries[int(each.key)], each.count) for each in candidates if int(each.key) in entries][:NAMES]


def latest_issue() -> dict[str, Any] | None:
    """The newest issue that has a page, with the headlines of its front page; of samples only if there is no other."""
    issue = (
        Issue.objects.filter(Exists(Page.objects.filter(issue=OuterRef("pk"))))
        .select_related("newspaper")
        .order_by("newspaper__kind", "-date", "id")
        .first()
    )
    if issue is None:
        return None
    pages = in_label_order(issue.pages.defer("text", "line_sketch"))
    for page in pages:
        page.issue, page.newspaper = issue, issue.newspaper
    articles = short_articles().filter(page=pages[0], kind__in=READ_KINDS).order_by("position", "id")[:HEADLINES]
    return {"issue": issue, "front": pages[0], "pages": pages, "articles": list(articles)}


def on_this_day(today: datetime.date) -> list[Article]:
    """A few articles printed on this day of other years, from the front pages, one a year."""
    issues = Issue.objects.filter(date__month=today.month, date__day=today.day).exclude(date__year=today.year)
    found = (
        short_articles()
        .filter(page__issue__in=issues, kind=Article.Kind.ARTICLE, position__lte=3)
        .exclude(headline="")
        .select_related("page__issue")
        .order_by("page__issue__date", "page__label", "position")
    )
    by_year: dict[int, Article] = {}
    for article in found[:200]:
        issue = article.page.issue
        if issue is not None:
            by_year.setdefault(issue.date.year, article)
    return [by_year[year] for year in sorted(by_year, reverse=True)[:ON_THIS_DAY]]
