"""What the archive holds, a year a row and a month a cell."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear

from articles.models import Issue, Page
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, SearchQuery

DEPTHS = 4
#: Years shown month by month; of an archive that reaches further back the earlier years are a line of links.
YEARS_IN_FULL = 15

#: (year, month) → how many.
Months = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class MonthCell:
    """`depth` is 0 where no issue is held, else 1 to `DEPTHS` by the number of articles against the fullest month."""

    year: int
    month: int
    issues: int
    articles: int
    depth: int

    @property
    def first_day(self) -> str:
        return f"{self.year}-{self.month:02}-01"

    @property
    def last_day(self) -> str:
        return f"{self.year}-{self.month:02}-{monthrange(self.year, self.month)[1]}"


@dataclass(frozen=True, slots=True)
class YearRow:
    year: int
    months: tuple[MonthCell, ...]

    @property
    def issues(self) -> int:
        return sum(cell.issues for cell in self.months)

    @property
    def articles(self) -> int:
        return sum(cell.articles for cell in self.months)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`rows` are the latest years, the newest first; years between the first and the last that hold nothing are gaps.

    `earlier` are the years before those that hold something; `undated` are the articles that no month holds. Unless
    `is_counted` no numbers of articles are known.
    """

    pages: int
    articles: int
    rows: tuple[YearRow, ...]
    earlier: tuple[YearRow, ...]
    undated: int = 0
    is_counted: bool = True

    @property
    def issues(self) -> int:
        return sum(row.issues for row in (*self.rows, *self.earlier))

    @property
    def first_year(self) -> int:
        return (*self.rows, *self.earlier)[-1].year

    @property
    def last_year(self) -> int:
        return self.rows[0].year


def coverage() -> Coverage:
    """Two queries, over issues and pages, and one question to the index."""
    months = SearchQuery(limit=0, facets=True, facet_groups=(FacetGroup.MONTH,), facet_limit=None)
    answer = search_backend().search(months)
    articles = {divmod(int(each.key), 100): each.count for each in answer.facets.get(FacetGroup.MONTH, ())}
    by_month = (
        Issue.objects.order_by()
        .annotate(year=ExtractYear("date"), month=ExtractMonth("date"))
        .values_list("year", "month")
        .annotate(count=Count("pk"))
    )
    rows = rows_of({(year, month): count for year, month, count in by_month}, articles)
    return Coverage(
        pages=Page.objects.count(),
        articles=answer.total,
        rows=tuple(rows[:YEARS_IN_FULL]),
        earlier=tuple(row for row in rows[YEARS_IN_FULL:] if row.issues),
        undated=max(0, answer.total - sum(articles.values())),
        is_counted=not answer.is_unavailable,
    )


def rows_of(issues: Months, articles: Months) -> list[YearRow]:
    """The newest year first, without a gap."""
    if not issues:
        return []
    fullest = max((articles.get(month, 0) for month in issues), default=0)
    years = [year for year, _ in issues]
    return [_row(year, issues, articles, fullest) for year in range(max(years), min(years) - 1, -1)]


def _row(year: int, issues: Months, articles: Months, fullest: int) -> YearRow:
    return YearRow(year, tuple(_cell(year, month, issues, articles, fullest) for month in range(1, 13)))


def _cell(year: int, month: int, issues: Months, articles: Months, fullest: int) -> MonthCell:
    held, printed = issues.get((year, month), 0), articles.get((year, month), 0)
    depth = max(1, -(-printed * DEPTHS // max(fullest, 1))) if held else 0
    return MonthCell(year, month, held, printed, depth)
