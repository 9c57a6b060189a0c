"""The names the archive knows: words of its own to the word cutter, and what a query's fields mean."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import connection

from articles.models import Department, DepartmentAlias, Reporter
from articles.search.normalize import normalize
from articles.search.parsing import Entries
from articles.search.query_tokens import QueryField
from entities.models import Program, ProgramAlias
from entities.registry import STATE_QUERY

#: Entries that a part of a name may mean.
MOST_GUESSES = 200


def registered_names() -> list[str]:
    names = [
        *Department.objects.values_list("name", "short_name"),
        *Program.objects.values_list("name"),
        *DepartmentAlias.objects.values_list("surface"),
        *ProgramAlias.objects.values_list("surface"),
        *Reporter.objects.values_list("name"),
    ]
    return [name for row in names for name in row if name]


def registered_entries(field: QueryField, typed: str) -> Entries:
    """The entries with this name or alias; where there is none, those whose names hold it."""
    name = normalize(typed)
    if field == QueryField.REPORTER:
        return _reporters(typed, name)
    known = _known_names(field, _registry_state())
    exact = {pk for pk, each in known if each == name}
    if exact or len(name) < 2:
        return Entries(tuple(sorted(exact)))
    holding = {pk for pk, each in known if name in each}
    return Entries(tuple(sorted(holding))[:MOST_GUESSES], is_guess=True)


def _reporters(typed: str, name: str) -> Entries:
    reporters = Reporter.objects.order_by("pk").values_list("pk", flat=True)
    if exact := tuple(reporters.filter(name__in={typed, name})):
        return Entries(exact)
    if len(name) < 2:
        return Entries()
    return Entries(tuple(reporters.filter(name__contains=name)[:MOST_GUESSES]), is_guess=True)


def _registry_state() -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(STATE_QUERY)
        return cursor.fetchone() or (0, "")


@lru_cache(maxsize=4)
def _known_names(field: QueryField, registry_state: tuple[int, str]) -> tuple[tuple[int, str], ...]:
    """Each entry with each of its names, normalised; read once for a state of the registry."""
    rows: Iterable[tuple[Any, ...]]
    if field == QueryField.DEPARTMENT:
        rows = [
            *Department.objects.values_list("pk", "name", "short_name"),
            *DepartmentAlias.objects.values_list("department_id", "surface"),
        ]
    else:
        rows = [
            *Program.objects.values_list("pk", "name"),
            *ProgramAlias.objects.values_list("program_id", "surface"),
        ]
    return tuple((pk, normalize(name)) for pk, *names in rows for name in names if name)
