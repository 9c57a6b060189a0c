"""历史上的今天: what was printed on this day of earlier years; of years without an issue then, in the same week."""

import datetime
from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Article, Issue
from articles.views.headlines import short_articles

LINES = 3
#: Days before and after that count as the same week.
NEARBY = 3
#: Years looked at in case the issues of some have no article with a headline on their first pages.
MORE_YEARS = 6
FIRST_POSITIONS = 3


@dataclass(frozen=True, slots=True)
class Remembered:
    """`is_same_day` is false where the year had no issue on the day itself."""

    article: Article
    date: datetime.date
    is_same_day: bool


def on_this_day(today: datetime.date, first_year: int) -> list[Remembered]:
    """At most three, one a year, the latest years first; two queries. `first_year`: of the archive."""
    days = {day: year for year in range(first_year, today.year) for day in days_around(today, year)}
    if not days:
        return []
    issues = Issue.objects.filter(date__in=days).order_by("newspaper__kind", "newspaper_id").values_list("id", "date")
    chosen = nearest_by_year(issues, days, today)
    found = (
        short_articles()
        .prefetch_related(None)
        .filter(page__issue__in=chosen, kind=Article.Kind.ARTICLE, position__lt=FIRST_POSITIONS)
        .exclude(headline="")
        .order_by("page__issue_id", "page__label", "page_id", "position")
        .distinct("page__issue_id")
        .select_related("page__issue")
        .defer("page__text", "page__line_sketch")
    )
    by_issue = {article.page.issue_id: article for article in found}
    held = [(pk, date) for pk, date in chosen.items() if pk in by_issue][:LINES]
    remembered = [Remembered(by_issue[pk], date, is_day_of(date, today)) for pk, date in held]
    return sorted(remembered, key=lambda each: each.date, reverse=True)


def nearest_by_year(
    issues: Iterable[tuple[int, datetime.date]], years: dict[datetime.date, int], today: datetime.date
) -> dict[int, datetime.date]:
    """Issue → date: of each year the issue nearest to the day; years that have the day itself stand first."""
    best: dict[int, tuple[int, int, datetime.date]] = {}
    for pk, date in issues:
        year = years[date]
        away = abs((date - same_day(today, year)).days)
        if year not in best or away < best[year][0]:
            best[year] = (away, pk, date)
    in_order = sorted(best.items(), key=lambda item: (item[1][0] > 0, -item[0]))
    return {pk: date for _, (_, pk, date) in in_order[:MORE_YEARS]}


def days_around(today: datetime.date, year: int) -> list[datetime.date]:
    ordinal = same_day(today, year).toordinal()
    return [datetime.date.fromordinal(day) for day in range(max(ordinal - NEARBY, 1), ordinal + NEARBY + 1)]


def same_day(today: datetime.date, year: int) -> datetime.date:
    """The 29th of February is the 28th in years that have none."""
    is_missing = (today.month, today.day) == (2, 29) and not isleap(year)
    return today.replace(year=year, day=28) if is_missing else today.replace(year=year)


def is_day_of(date: datetime.date, today: datetime.date) -> bool:
    return (date.month, date.day) == (today.month, today.day)
