"""The home page: search first, then the latest issue, what is spoken of, and what the archive holds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.models import Article, Issue, Page
from articles.search.backend import search_backend
from articles.search.queries import SearchQuery
from articles.search.results import UNAVAILABLE_NOTE
from articles.views.coverage import coverage
from articles.views.headlines import short_articles
from articles.views.in_the_news import InTheNews, SpokenOf, in_the_news
from articles.views.kept_answers import leave_unkept
from articles.views.on_this_day import on_this_day
from articles.views.page_columns import READ_KINDS, in_label_order
from articles.views.without_index import unless_unavailable

HEADLINES = 8
#: Names and phrases that are tried as examples before none is given.
TRIED = 3
#: What of a headline is short enough to be an example and long enough to say something.
PHRASE = re.compile(r"[\u4e00-\u9fff0-9]{5,12}")
LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class LatestIssue:
    """`articles` are the first of its front page."""

    issue: Issue
    front: Page
    pages: list[Page]
    articles: list[Article]


def show_home(request: HttpRequest) -> HttpResponse:
    latest = latest_issue()
    held = coverage()
    if not held.is_counted:
        leave_unkept(request)
    news = unless_unavailable(request, lambda: in_the_news(latest.issue.date), None) if latest else None
    remembered = on_this_day(timezone.localdate(), held.first_year) if held.rows else []
    context = {
        "latest": latest,
        "news": news,
        "examples": examples(latest, news or InTheNews()),
        "coverage": held,
        "notice": "" if held.is_counted and (news or not latest) else UNAVAILABLE_NOTE,
        "on_this_day": remembered,
        "is_only_nearby": not any(each.is_same_day for each in remembered),
    }
    return render(request, "articles/home.html", context)


def latest_issue() -> LatestIssue | None:
    """The newest issue that has a page; of samples only if there is no other."""
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
    articles = short_articles().prefetch_related(None).filter(page=pages[0], kind__in=READ_KINDS)
    return LatestIssue(issue, pages[0], pages, list(articles.order_by("position", "id")[:HEADLINES]))


def examples(latest: LatestIssue | None, news: InTheNews) -> list[str]:
    """What can be typed and finds something: a program, a department, a phrase of the latest issue in quotes."""
    phrases = (
        (match.group() for article in latest.articles for match in PHRASE.finditer(article.headline)) if latest else ()
    )
    tried = (names_of(news.programs), names_of(news.departments), (f"“{phrase}”" for phrase in phrases))
    return [example for candidates in tried if (example := first_found(candidates))]


def names_of(entries: Iterable[SpokenOf]) -> list[str]:
    """The short ones first: an example is read at a glance."""
    names = [each.entry.name for each in entries]
    return sorted(names, key=lambda name: len(name) > LONGEST_NAME)


def first_found(candidates: Iterable[str]) -> str:
    """An article is linked to an entry under any name, so that the entry's own name may stand nowhere."""
    for _, words in zip(range(TRIED), candidates, strict=False):
        if search_backend().search(SearchQuery(words, limit=0)).exact_total:
            return words
    return ""
