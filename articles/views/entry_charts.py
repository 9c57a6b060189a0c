"""The charts on the page of a department, program or reporter, each mark with the address of its articles.

Counts come from the index, which the lists are of, too: a mark and the list that it leads to never differ.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from articles.charts.bars import MOST_BARS, BarChart, bar_chart
from articles.charts.lines import LineChart
from articles.charts.matrix import Matrix, Member, matrix
from articles.charts.months import Month, Slot
from articles.models import Department, Reporter
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, Filters
from articles.search.results import Facets
from articles.views.archive_months import by_month, date_parameters, held_months
from articles.views.dossiers import Companion, Dossier, counted, counts_of_department, counts_of_program
from articles.views.fixed_queries import AnyGiven, FixedRecords
from articles.views.measure_lines import measure_lines
from articles.views.told_figures import ToldOf
from entities.models import Program

MOST_TOGETHER = 5
#: Of two there is but one number to tell, which stands beside their names already.
FEWEST_TOGETHER = 3
MOST_REPORTERS = 10
FEWEST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class EntryCharts:
    """`reporters` are those who wrote most, each with the address of these articles."""

    months: BarChart | None = None
    lines: tuple[LineChart, ...] = ()
    together: Matrix | None = None
    reporters: tuple[Companion, ...] = ()


def program_charts(program: Program, dossier: Dossier) -> EntryCharts:
    parameters = {"program": program.slug}
    counts = counts_of_program(program)
    beside = [each.entry for each in dossier.programs]
    return EntryCharts(
        months=months_chart(counts, parameters),
        lines=measure_lines(ToldOf("program", (program.pk,))),
        together=programs_together([program, *beside], Filters(), {}),
        reporters=reporters(counts, parameters),
    )


def department_charts(department: Department, members: Iterable[int], dossier: Dossier) -> EntryCharts:
    """`members`: the ids of the departments of its series."""
    filters, parameters = Filters(department_ids=(department.pk,)), {"department": department.slug}
    counts = counts_of_department(department)
    return EntryCharts(
        months=months_chart(counts, parameters),
        lines=measure_lines(ToldOf("department", tuple(members))),
        together=programs_together([each.entry for each in dossier.programs], filters, parameters),
        reporters=reporters(counts, parameters),
    )


def reporter_charts(reporter: Reporter) -> EntryCharts:
    counts = counted(Filters(reporter_ids=(reporter.pk,)), FacetGroup.MONTH)
    return EntryCharts(months=months_chart(counts, {"reporter": reporter.slug}))


def addresses(parameters: Mapping[str, str]) -> Callable[[Slot], str]:
    entry = urlencode(parameters)

    def address(slot: Slot) -> str:
        # Days need no quoting.
        dates = "&".join(f"{name}={day}" for name, day in date_parameters(slot.first, slot.last).items())
        return f"/search/?{entry}&{dates}"

    return address


def months_chart(counts: Facets, parameters: Mapping[str, str]) -> BarChart | None:
    months = by_month(counts.get(FacetGroup.MONTH, ()))
    if not months:
        return None
    held = held_months()
    return bar_chart("months", "报道", months, held.keys(), period_shown(months, held), addresses(parameters))


def period_shown(months: Iterable[Month], held: Iterable[Month]) -> tuple[Month, Month]:
    """From the year of the first article, as far as it is held, to the last one; on to the archive's own end, where
    there is room for it by months, so that silence shows. Never less than a year."""
    numbers = sorted(month.number for month in months)
    holding = [month.number for month in held] or numbers
    first = Month(0, 1).later(min(numbers[0], max(numbers[0] // 12 * 12, min(holding))))
    last = max(numbers[-1], max(holding))
    if last - first.number >= MOST_BARS:
        last = numbers[-1]
    return first, first.later(max(last - first.number, FEWEST_MONTHS - 1))


REPORTERS = FixedRecords(lambda: Reporter.objects.filter(pk=AnyGiven("ids")).order_by(), "id", "name", "note", "slug")


def reporters(counts: Facets, parameters: Mapping[str, str]) -> tuple[Companion, ...]:
    """None where there is nothing to compare: a single article."""
    most = counts.get(FacetGroup.REPORTER, ())[:MOST_REPORTERS]
    named = {entry.pk: entry for entry in REPORTERS.records(ids=[each.key for each in most])}
    wrote = tuple(
        Companion(entry, each.count, f"/search/?{urlencode({**parameters, 'reporter': entry.slug})}")
        for each in most
        if (entry := named.get(int(each.key)))
    )
    return wrote if sum(each.count for each in wrote) > 1 else ()


def programs_together(programs: Sequence[Any], filters: Filters, parameters: Mapping[str, str]) -> Matrix | None:
    """How many articles speak of each two of the first programs, among those that the filters let through."""
    if len(programs) < FEWEST_TOGETHER:
        return None
    members = [Member(each.pk, each.name, each.get_absolute_url()) for each in programs[:MOST_TOGETHER]]
    slugs = {each.pk: each.slug for each in programs}
    pairs = search_backend().programs_together([each.pk for each in members], filters)

    def address(one: Member, other: Member) -> str:
        return f"/search/?{urlencode({**parameters, 'program': slugs[one.pk], 'with_program': slugs[other.pk]})}"

    return matrix("together", "一同出现的项目", members, pairs, address)
