"""The charts on the page of a department, program or reporter, each mark with the address of its articles.

Counts come from the index, which the lists are of, too: a mark and the list that it leads to never differ.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from articles.charts.bars import MOST_BARS, BarChart, bar_chart
from articles.charts.lines import LineChart, Told, is_line, line_chart
from articles.charts.matrix import Matrix, Member, matrix
from articles.charts.months import Month, Slot
from articles.models import Department, Reporter
from articles.search.queries import FacetGroup, Filters
from articles.search.results import FacetCount
from articles.templatetags.headlines import title
from articles.views.archive_months import by_month, date_parameters, held_months
from articles.views.dossiers import Companion, Dossier, FigureRow, counted
from entities.models import Program

MOST_LINES = 4
MOST_TOGETHER = 12
MOST_REPORTERS = 10
FEWEST_MONTHS = 12
#: Qualifiers that add weight to an exact number.
EMPHASES = frozenset({"高达", "多达", "低至", "只有", "仅"})

Counts = Mapping[FacetGroup, Sequence[FacetCount]]


@dataclass(frozen=True, slots=True)
class EntryCharts:
    """`reporters` are those who wrote most, each with the address of these articles."""

    months: BarChart | None = None
    lines: tuple[LineChart, ...] = ()
    together: Matrix | None = None
    reporters: tuple[Companion, ...] = ()


def program_charts(program: Program, dossier: Dossier) -> EntryCharts:
    filters, parameters = Filters(program_ids=(program.pk,)), {"program": program.slug}
    counts = counted(filters, FacetGroup.MONTH, FacetGroup.REPORTER)
    beside = [each.entry for each in dossier.programs]
    return EntryCharts(
        months=months_chart(counts, parameters),
        lines=measures(dossier.figures),
        together=programs_together([program, *beside], Filters(), {}),
        reporters=reporters(counts, parameters),
    )


def department_charts(department: Department, dossier: Dossier) -> EntryCharts:
    filters, parameters = Filters(department_ids=(department.pk,)), {"department": department.slug}
    counts = counted(filters, FacetGroup.MONTH, FacetGroup.REPORTER)
    return EntryCharts(
        months=months_chart(counts, parameters),
        lines=measures(dossier.figures),
        together=programs_together([each.entry for each in dossier.programs], filters, parameters),
        reporters=reporters(counts, parameters),
    )


def reporter_charts(reporter: Reporter) -> EntryCharts:
    counts = counted(Filters(reporter_ids=(reporter.pk,)), FacetGroup.MONTH)
    return EntryCharts(months=months_chart(counts, {"reporter": reporter.slug}))


def addresses(parameters: Mapping[str, str]) -> Callable[[Slot], str]:
    def address(slot: Slot) -> str:
        return f"/search/?{urlencode({**parameters, **date_parameters(slot.first, slot.last)})}"

    return address


def months_chart(counts: Counts, parameters: Mapping[str, str]) -> BarChart | None:
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


def reporters(counts: Counts, parameters: Mapping[str, str]) -> tuple[Companion, ...]:
    most = counts.get(FacetGroup.REPORTER, ())[:MOST_REPORTERS]
    named = Reporter.objects.in_bulk([int(each.key) for each in most])
    return tuple(
        Companion(entry, each.count, f"/search/?{urlencode({**parameters, 'reporter': entry.slug})}")
        for each in most
        if (entry := named.get(int(each.key)))
    )


def programs_together(programs: Sequence[Any], filters: Filters, parameters: Mapping[str, str]) -> Matrix | None:
    """How many articles speak of each two of the first programs, among those that the filters let through."""
    members = [Member(each.pk, each.name, each.get_absolute_url()) for each in programs[:MOST_TOGETHER]]
    slugs = {each.pk: each.slug for each in programs}
    pairs: dict[frozenset[int], int] = {}
    for member in members[:-1]:
        counts = counted(replace(filters, with_program_ids=(member.pk,)), FacetGroup.PROGRAM)
        pairs |= {frozenset({member.pk, int(each.key)}): each.count for each in counts.get(FacetGroup.PROGRAM, ())}

    def address(one: Member, other: Member) -> str:
        return f"/search/?{urlencode({**parameters, 'program': slugs[one.pk], 'with_program': slugs[other.pk]})}"

    return matrix("together", "一同出现的项目", members, pairs, address)


def measures(figures: Sequence[FigureRow]) -> tuple[LineChart, ...]:
    """The measures told on several days, those told on most of them first."""
    told: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for row in figures:
        if row.told_on and row.figure.measure:
            told[row.figure.measure, row.figure.unit].append(told_of(row))
    lines = [(measure, unit, values) for (measure, unit), values in told.items() if is_line(values)]
    lines.sort(key=lambda each: (-len({value.on for value in each[2]}), each[0], each[1]))
    return tuple(line_chart(f"measure-{place}", *each) for place, each in enumerate(lines[:MOST_LINES], 1))


def told_of(row: FigureRow) -> Told:
    figure = row.figure
    if row.told_on is None:
        raise ValueError(f"figure {figure.pk} is told of no day")
    return Told(
        on=row.told_on,
        value=float(figure.normalized),
        upper=float(figure.normalized_upper) if figure.normalized_upper is not None else None,
        surface=figure.surface,
        url=row.url,
        is_about=bool(figure.qualifier) and figure.qualifier not in EMPHASES,
        source=title(figure.article),
    )
