"""What the archive holds, a year a row and a month a cell."""

from calendar import monthrange
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear

from articles.models import Issue

DEPTHS = 4


@dataclass(frozen=True, slots=True)
class MonthCell:
    """`depth` is 0 where nothing is held, else 1 to `DEPTHS` by the number of pages against the fullest month."""

    year: int
    month: int
    pages: int
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
    pages: int
    months: tuple[MonthCell, ...]


def coverage() -> list[YearRow]:
    """One query over the issues; years between the first and the last that hold nothing show as gaps."""
    by_month = (
        Issue.objects.order_by()
        .annotate(year=ExtractYear("date"), month=ExtractMonth("date"))
        .values_list("year", "month")
        .annotate(page_count=Count("pages"))
    )
    return rows_of({(year, month): pages for year, month, pages in by_month if pages})


def rows_of(counts: dict[tuple[int, int], int]) -> list[YearRow]:
    if not counts:
        return []
    fullest = max(counts.values())
    years = [year for year, _ in counts]
    return [_row(year, counts, fullest) for year in range(max(years), min(years) - 1, -1)]


def _row(year: int, counts: dict[tuple[int, int], int], fullest: int) -> YearRow:
    pages = [counts.get((year, month), 0) for month in range(1, 13)]
    cells = (MonthCell(year, month, held, -(-held * DEPTHS // fullest)) for month, held in enumerate(pages, 1))
    return YearRow(year, sum(pages), tuple(cells))
