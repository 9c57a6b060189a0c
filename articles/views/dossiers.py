"""What a program's or department's page tells beside its list: coverage by month, what it appears with, its figures.

Counts come from the index, one question for all of them; every one of them leads to the articles it counts.
"""

import datetime
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from articles.models import SHOWN_STATUSES, Article, Department, DepartmentLink
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, Filters, SearchQuery
from articles.search.results import FacetCount
from articles.views.sentence_links import sentence_address
from entities.models import Figure, Mention, Program

COMPANIONS = 20
FIGURES = 200
SHOWN_FIRST = 12


@dataclass(frozen=True, slots=True)
class MonthCount:
    """`share` is the count in percent of the fullest month's."""

    year: int
    month: int
    count: int
    share: int
    url: str


@dataclass(frozen=True, slots=True)
class Companion:
    """An entry that the same articles speak of, and how many do."""

    entry: Any
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """`told_on` is the day that the figure is true of, else the day it was printed."""

    figure: Figure
    told_on: datetime.date | None
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Dossier:
    months: tuple[MonthCount, ...]
    departments: tuple[Companion, ...]
    programs: tuple[Companion, ...]
    #: One more than `FIGURES` where there are more.
    figures: tuple[FigureRow, ...]

    @property
    def first_figures(self) -> tuple[FigureRow, ...]:
        return self.figures[:SHOWN_FIRST]

    @property
    def more_figures(self) -> tuple[FigureRow, ...]:
        return self.figures[SHOWN_FIRST:FIGURES]

    @property
    def is_cut(self) -> bool:
        return len(self.figures) > FIGURES


def program_dossier(program: Program) -> Dossier:
    parameter = {"program": program.slug}
    counts = counted(Filters(program_ids=(program.pk,)), FacetGroup.DEPARTMENT)
    beside = named_beside(Mention.objects.all(), "program", {program.pk})
    return Dossier(
        months=months_of(counts.get(FacetGroup.MONTH, ()), parameter),
        departments=companions(Department.objects.current(), pairs(counts.get(FacetGroup.DEPARTMENT, ())), parameter),
        programs=companions(Program.objects.listed(), beside, {}),
        figures=figure_rows(Q(program=program)),
    )


def department_dossier(department: Department, members: Iterable[int]) -> Dossier:
    """`members`: the ids of the departments of its series."""
    own = set(members)
    parameter = {"department": department.slug}
    counts = counted(Filters(department_ids=(department.pk,)), FacetGroup.PROGRAM)
    beside = named_beside(DepartmentLink.objects.all(), "department", own)
    return Dossier(
        months=months_of(counts.get(FacetGroup.MONTH, ()), parameter),
        departments=companions(Department.objects.current(), beside, {}),
        programs=companions(Program.objects.listed(), pairs(counts.get(FacetGroup.PROGRAM, ())), parameter),
        figures=figure_rows(Q(department__in=own)),
    )


def counted(filters: Filters, group: FacetGroup) -> Mapping[FacetGroup, Sequence[FacetCount]]:
    """Months, and the entries of the other kind: of its own kind the index counts what is not chosen, too."""
    query = SearchQuery(filters=filters, limit=0, facets=True, facet_groups=(FacetGroup.MONTH, group), facet_limit=None)
    return search_backend().search(query).facets


def pairs(counts: Sequence[FacetCount]) -> list[tuple[int, int]]:
    return [(int(each.key), each.count) for each in counts]


def named_beside(links: QuerySet[Any], entry: str, own: set[int]) -> list[tuple[int, int]]:
    """(id, number of public articles) of the entries that articles name beside these, the commonest first."""
    shown = links.filter(status__in=SHOWN_STATUSES, article__state=Article.State.PUBLISHED).order_by()
    counts = (
        shown.filter(article__in=shown.filter(**{f"{entry}__in": own}).values("article"))
        .exclude(**{f"{entry}__in": own})
        .values_list(f"{entry}_id")
        .annotate(n=Count("article", distinct=True))
        .order_by("-n", f"{entry}_id")
    )
    return list(counts[: COMPANIONS * 2])


def months_of(counts: Sequence[FacetCount], parameter: dict[str, str]) -> tuple[MonthCount, ...]:
    """In order of time. Keys of the index are YYYYMM."""
    fullest = max((each.count for each in counts), default=0)
    return tuple(
        month_count(int(each.key) // 100, int(each.key) % 100, each.count, fullest, parameter)
        for each in sorted(counts, key=lambda each: int(each.key))
    )


def month_count(year: int, month: int, count: int, fullest: int, parameter: dict[str, str]) -> MonthCount:
    days = {
        "date_from": f"{year}-{month:02}-01",
        "date_to": f"{year}-{month:02}-{monthrange(year, month)[1]}",
    }
    return MonthCount(year, month, count, -(-count * 100 // fullest), f"/search/?{urlencode(parameter | days)}")


def companions(
    queryset: QuerySet[Any], counts: Sequence[tuple[int, int]], parameter: dict[str, str]
) -> tuple[Companion, ...]:
    """The commonest first, each with the address of the articles that name both; without `parameter`, where a filter by
    two entries of one kind would mean either, with its own address."""
    candidates = counts[: COMPANIONS * 2]
    entries = queryset.in_bulk([pk for pk, _ in candidates])
    found = [(entries[pk], count) for pk, count in candidates if pk in entries]
    name = "program" if queryset.model is Program else "department"
    return tuple(
        Companion(
            entry,
            count,
            f"/search/?{urlencode(parameter | {name: entry.slug})}" if parameter else entry.get_absolute_url(),
        )
        for entry, count in found[:COMPANIONS]
    )


def figures_told(told_of: Q) -> QuerySet[Figure]:
    """Of public articles in their present revision, by the day they are told of."""
    return (
        Figure.objects.filter(told_of, article__state=Article.State.PUBLISHED)
        .filter(revision_number=F("article__revision_number"))
        .annotate(told_on=Coalesce("as_of", "article__page__issue__date"))
        .select_related("article__page__issue__newspaper", "article__page__newspaper", "program", "department")
        .defer("article__page__text", "article__page__line_sketch")
        .order_by(F("told_on").asc(nulls_last=True), "article_id", "start")
    )


def figure_rows(told_of: Q) -> tuple[FigureRow, ...]:
    return tuple(figure_row(figure) for figure in figures_told(told_of)[: FIGURES + 1])


def figure_row(figure: Figure) -> FigureRow:
    body = figure.article.body
    start, end = figure.sentence_start, figure.sentence_end
    return FigureRow(
        figure=figure,
        told_on=figure.told_on,  # type: ignore[attr-defined]
        sentence=" ".join(body[start:end].split()),
        url=sentence_address(figure.article, body, start, end),
    )
