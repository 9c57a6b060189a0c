"""What a program's or department's page tells beside its list: what changed when, its figures, coverage by month, what
it appears with. Counts come from the index, one question for all of them; every one of them leads to the articles it
counts.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from articles.models import SHOWN_STATUSES, Article, Department, DepartmentLink
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, Filters, SearchQuery
from articles.search.results import FacetCount
from articles.views.timelines import Event, department_places, first_appearance, program_places, timeline
from articles.views.told_figures import FigureGroup, FigureRow, figures_of
from entities.models import Mention, Program

COMPANIONS = 20
GROUPS_SHOWN_FIRST = 6
EVENTS_SHOWN_FIRST = 8


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
class Dossier:
    """`figures`: by sentence; `figure_rows`: one by one. `has_more_figures`: only the earliest are here."""

    months: tuple[MonthCount, ...]
    departments: tuple[Companion, ...]
    programs: tuple[Companion, ...]
    figures: tuple[FigureGroup, ...]
    figure_rows: tuple[FigureRow, ...]
    has_more_figures: bool
    events: tuple[Event, ...]
    first_seen: Event | None

    @property
    def first_figures(self) -> tuple[FigureGroup, ...]:
        return self.figures[:GROUPS_SHOWN_FIRST]

    @property
    def more_figures(self) -> tuple[FigureGroup, ...]:
        return self.figures[GROUPS_SHOWN_FIRST:]

    @property
    def first_events(self) -> tuple[Event, ...]:
        return self.events[:EVENTS_SHOWN_FIRST]

    @property
    def more_events(self) -> tuple[Event, ...]:
        return self.events[EVENTS_SHOWN_FIRST:]


def program_dossier(program: Program) -> Dossier:
    parameter = {"program": program.slug}
    counts = counted(Filters(program_ids=(program.pk,)), FacetGroup.DEPARTMENT)
    told, rows, has_more = figures_of(Q(program=program))
    places = program_places(program)
    return Dossier(
        months=months_of(counts.get(FacetGroup.MONTH, ()), parameter),
        departments=companions(Department.objects.current(), pairs(counts.get(FacetGroup.DEPARTMENT, ())), parameter),
        programs=programs_beside(program),
        figures=told,
        figure_rows=rows,
        has_more_figures=has_more,
        events=timeline(places, told),
        first_seen=first_appearance(places),
    )


def department_dossier(department: Department, members: Iterable[int]) -> Dossier:
    """`members`: the ids of the departments of its series."""
    own = set(members)
    parameter = {"department": department.slug}
    counts = counted(Filters(department_ids=(department.pk,)), FacetGroup.PROGRAM)
    told, rows, has_more = figures_of(Q(department__in=own))
    places = department_places(own)
    return Dossier(
        months=months_of(counts.get(FacetGroup.MONTH, ()), parameter),
        departments=departments_beside(own),
        programs=companions(Program.objects.listed(), pairs(counts.get(FacetGroup.PROGRAM, ())), parameter),
        figures=told,
        figure_rows=rows,
        has_more_figures=has_more,
        events=timeline(places, told),
        first_seen=None,
    )


def counted(filters: Filters, group: FacetGroup) -> Mapping[FacetGroup, Sequence[FacetCount]]:
    """Months, and the entries of the other kind: of its own kind the index counts what is not chosen, too."""
    query = SearchQuery(filters=filters, limit=0, facets=True, facet_groups=(FacetGroup.MONTH, group), facet_limit=None)
    return search_backend().search(query).facets


def pairs(counts: Sequence[FacetCount]) -> list[tuple[int, int]]:
    return [(int(each.key), each.count) for each in counts]


def programs_beside(program: Program) -> tuple[Companion, ...]:
    """The other programs that public articles name beside it."""
    its_own = Mention.objects.filter(program=program, status__in=SHOWN_STATUSES).values("article")
    beside = Program.objects.listed().exclude(pk=program.pk)
    return commonest(
        beside.filter(
            mentions__status__in=SHOWN_STATUSES,
            mentions__article__state=Article.State.PUBLISHED,
            mentions__article__in=its_own,
        ).annotate(articles=Count("mentions__article", distinct=True))
    )


def departments_beside(own: set[int]) -> tuple[Companion, ...]:
    """The other departments that public articles name beside these."""
    their_own = DepartmentLink.objects.filter(department__in=own, status__in=SHOWN_STATUSES).values("article")
    beside = Department.objects.current().exclude(pk__in=own)
    return commonest(
        beside.filter(
            article_links__status__in=SHOWN_STATUSES,
            article_links__article__state=Article.State.PUBLISHED,
            article_links__article__in=their_own,
        ).annotate(articles=Count("article_links__article", distinct=True))
    )


def commonest(entries: QuerySet[Any]) -> tuple[Companion, ...]:
    """One query. Each leads to its own page: a filter by two entries of one kind would mean either."""
    return tuple(
        Companion(entry, entry.articles, entry.get_absolute_url())
        for entry in entries.order_by("-articles", "pk")[:COMPANIONS]
    )


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
    """The commonest first, each with the address of the articles that name both; without `parameter`, with its own."""
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
