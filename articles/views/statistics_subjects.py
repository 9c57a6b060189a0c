"""What is counted month by month: departments, programs, reporters, the most spoken of first.

Counts come from the index, which the lists are of, too: a number and the list that it leads to never differ.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from articles.charts.heat import Entry
from articles.charts.months import Month, Slot
from articles.models import Department, Newspaper, Reporter
from articles.search.queries import DepartmentRole, FacetGroup, Filters
from articles.views.archive_months import date_parameters, months_of
from articles.views.dossiers import counted, pairs
from articles.views.statistics_form import Period
from entities.models import Program

#: Counted entries looked at for each that is wanted: some are slogans, or departments under a name of old.
CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """`path` is the last part of its address; a list is filtered by `parameter`, which is `filter` in `Filters`."""

    path: str
    label: str
    group: FacetGroup
    parameter: str
    filter: str
    entries: Callable[[], QuerySet[Any]]


SUBJECTS: Mapping[str, Subject] = {
    subject.path: subject
    for subject in (
        Subject(
            "departments", "部门", FacetGroup.DEPARTMENT, "department", "department_ids", Department.objects.current
        ),
        Subject("programs", "项目", FacetGroup.PROGRAM, "program", "program_ids", Program.objects.listed),
        Subject("reporters", "记者", FacetGroup.REPORTER, "reporter", "reporter_ids", Reporter.objects.all),
    )
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles are counted. A role is one of departments alone."""

    period: Period
    role: DepartmentRole | None = None
    newspaper: Newspaper | None = None

    @property
    def filters(self) -> Filters:
        return Filters(
            newspaper_ids=(self.newspaper.pk,) if self.newspaper else (),
            department_role=self.role,
            date_from=self.period.first.first_day,
            date_to=self.period.last.last_day,
        )

    @property
    def parameters(self) -> dict[str, str]:
        """The same for the address of a list, but for the period."""
        newspaper = {"newspaper": self.newspaper.slug} if self.newspaper else {}
        return newspaper | ({"role": self.role.value} if self.role else {})

    def address(self, slot: Slot) -> str:
        return f"/search/?{urlencode(self.parameters | date_parameters(slot.first, slot.last))}"


def most_spoken_of(subject: Subject, scope: Scope, most: int | None) -> Iterator[Entry]:
    """The `most` commonest, or all, with their articles month by month: a question to the index for each."""
    found = pairs(counted(scope.filters, subject.group).get(subject.group, ()))
    candidates = found if most is None else found[: most * CANDIDATES]
    rows = subject.entries().in_bulk([pk for pk, _ in candidates])
    for pk in [pk for pk, _ in candidates if pk in rows][:most]:
        chosen: dict[str, Any] = {subject.filter: (pk,)}
        yield entry_of(subject, scope, rows[pk], months_of(replace(scope.filters, **chosen)))


def entry_of(subject: Subject, scope: Scope, row: Any, counts: Mapping[Month, int]) -> Entry:
    chosen = {subject.parameter: row.slug} | scope.parameters

    def address(slot: Slot) -> str:
        return f"/search/?{urlencode(chosen | date_parameters(slot.first, slot.last))}"

    return Entry(str(row), getattr(row, "short_name", ""), row.get_absolute_url(), counts, address)
