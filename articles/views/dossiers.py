"""What a program's or department's page tells beside its list and its charts: what changed when, its figures, what it
appears with. Counts come from the index, one question for all of them; each leads to the articles it counts.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model

from articles.models import Department
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, Filters, SearchQuery
from articles.search.results import FacetCount, Facets
from articles.views.entry_events import Timeline, entry_of_departments, entry_of_program, timeline
from articles.views.fixed_queries import AnyGiven, FixedRecords
from articles.views.told_figures import FigureGroup, ToldOf, figure_groups
from entities.models import Program

COMPANIONS = 10
COUNTED = (FacetGroup.PROGRAM, FacetGroup.DEPARTMENT, FacetGroup.MONTH, FacetGroup.REPORTER)


@dataclass(frozen=True, slots=True)
class Companion:
    """An entry that the same articles speak of, and how many do."""

    entry: Any
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """`figures` are the earliest; `has_more_figures`: there are others."""

    departments: tuple[Companion, ...] = ()
    programs: tuple[Companion, ...] = ()
    figures: tuple[FigureGroup, ...] = ()
    has_more_figures: bool = False
    events: Timeline = field(default_factory=Timeline)


def program_dossier(program: Program) -> Dossier:
    told, has_more = figure_groups(ToldOf("program", (program.pk,)))
    departments, programs = beside_program(program)
    return Dossier(
        departments=departments,
        programs=programs,
        figures=told,
        has_more_figures=has_more,
        events=timeline(entry_of_program(program)),
    )


def department_dossier(department: Department, members: Iterable[int]) -> Dossier:
    """`members`: the ids of the departments of its series."""
    own = set(members)
    told, has_more = figure_groups(ToldOf("department", tuple(own)))
    departments, programs = beside_department(department, own)
    return Dossier(
        departments=departments,
        programs=programs,
        figures=told,
        has_more_figures=has_more,
        events=timeline(entry_of_departments(own)),
    )


def beside_program(program: Program, at_most: int = COMPANIONS) -> tuple[tuple[Companion, ...], tuple[Companion, ...]]:
    """The departments and the programs of the articles that speak of it."""
    counts = counts_of_program(program)
    others = [pair for pair in pairs(counts.get(FacetGroup.PROGRAM, ())) if pair[0] != program.pk]
    departments = pairs(counts.get(FacetGroup.DEPARTMENT, ()))
    return (
        companions(Department, departments, {"program": program.slug}, at_most),
        companions(Program, others, {"with_program": program.slug}, at_most),
    )


def beside_department(
    department: Department, own: Collection[int], at_most: int = COMPANIONS
) -> tuple[tuple[Companion, ...], tuple[Companion, ...]]:
    """The departments and the programs of the articles that speak of it. `own`: the ids of its series."""
    counts = counts_of_department(department)
    others = [pair for pair in pairs(counts.get(FacetGroup.DEPARTMENT, ())) if pair[0] not in own]
    programs = pairs(counts.get(FacetGroup.PROGRAM, ()))
    return (
        companions(Department, others, {"with_department": department.slug}, at_most),
        companions(Program, programs, {"department": department.slug}, at_most),
    )


def counts_of_program(program: Program) -> Facets:
    """What the dossier and the charts count: one question to the index for both, which remembers its answer."""
    return counted(Filters(with_program_ids=(program.pk,)), *COUNTED)


def counts_of_department(department: Department) -> Facets:
    return counted(Filters(with_department_ids=(department.pk,)), *COUNTED)


def counted(filters: Filters, *groups: FacetGroup) -> Facets:
    """Every value of these groups; of one that the filters choose from, the index counts what is not chosen, too."""
    return search_backend().facets(SearchQuery(filters=filters, facets=True, facet_groups=groups, facet_limit=None))


def pairs(counts: Sequence[FacetCount]) -> list[tuple[int, int]]:
    return [(int(each.key), each.count) for each in counts]


ENTRIES: Mapping[type[Model], FixedRecords] = {
    Department: FixedRecords(
        lambda: Department.objects.current().filter(pk=AnyGiven("ids")).order_by(), "id", "name", "slug"
    ),
    Program: FixedRecords(lambda: Program.objects.listed().filter(pk=AnyGiven("ids")).order_by(), "id", "name", "slug"),
}


def companions(
    model: type[Model], counts: Sequence[tuple[int, int]], parameter: dict[str, str], at_most: int
) -> tuple[Companion, ...]:
    """The commonest first, each with the address of the articles that name both."""
    candidates = counts[: at_most * 2]
    entries = {entry.pk: entry for entry in ENTRIES[model].records(ids=[pk for pk, _ in candidates])}
    found = [(entries[pk], count) for pk, count in candidates if pk in entries]
    name = "program" if model is Program else "department"
    return tuple(
        Companion(entry, count, f"/search/?{urlencode(parameter | {name: entry.slug})}")
        for entry, count in found[:at_most]
    )
