"""Which entry a name stands for already: one check for the forms, for candidates and for files.

A name that two entries claim could be linked to neither. A body and the one that it became may share theirs.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from articles.models import Department, DepartmentAlias
from articles.series import Series
from articles.services.series import department_series
from entities.matching.folding import fold
from entities.models import Program, ProgramAlias

#: A department or a program, and its key; no key while it is not registered.
Owner = tuple[type[Department] | type[Program], int | None]


@dataclass(frozen=True, slots=True)
class NameClaims:
    """All names and aliases of the registry, folded, with the entries that they stand for."""

    owners: dict[str, dict[Owner, str]]
    series: Series

    def others(self, name: str, owner: Owner) -> list[str]:
        """The entries, by their names, that `name` stands for and that are not `owner` under another name."""
        return [
            title for other, title in self.owners.get(fold(name), {}).items() if not self._is_one_body(other, owner)
        ]

    def add(self, name: str, owner: Owner, title: str) -> None:
        self.owners.setdefault(fold(name), {})[owner] = title

    def _is_one_body(self, first: Owner, second: Owner) -> bool:
        if first == second:
            return True
        both_departments = first[0] is second[0] is Department
        return both_departments and None not in (first[1], second[1]) and self.series.is_one_body(first[1], second[1])  # type: ignore[arg-type]


def registered_names() -> NameClaims:
    """Five queries over small tables, whatever is asked afterwards."""
    owners: defaultdict[str, dict[Owner, str]] = defaultdict(dict)
    for owner, name, title in chain(_of_departments(), _of_programs()):
        owners[fold(name)][owner] = title
    return NameClaims(dict(owners), department_series())


def _of_departments() -> Iterator[tuple[Owner, str, str]]:
    for pk, name in Department.objects.values_list("pk", "name"):
        yield (Department, pk), name, name
    for pk, surface, name in DepartmentAlias.objects.values_list("department_id", "surface", "department__name"):
        yield (Department, pk), surface, name


def _of_programs() -> Iterator[tuple[Owner, str, str]]:
    for pk, name in Program.objects.values_list("pk", "name"):
        yield (Program, pk), name, name
    for pk, surface, name in ProgramAlias.objects.values_list("program_id", "surface", "program__name"):
        yield (Program, pk), surface, name
