"""The names the archive knows: words of its own to the word cutter, and what a query's fields mean."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import connection

from articles.models import Department, DepartmentAlias, Reporter
from articles.search.normalize import normalize
from articles.search.parsing import Entries
from articles.search.query_tokens import QueryField
from articles.services.series import department_series
from entities.models import Program, ProgramAlias
from entities.registry import STATE_QUERY

#: Entries that a part of a name may mean.
MOST_GUESSES = 200
#: Changes with every name of a reporter that is added, changed or removed: reporters have no version of their own.
REPORTERS_STATE_QUERY = "SELECT count(*), sum(hashtextextended(name, id)) FROM articles_reporter"

#: Ids of entries, each with one of its names, normalised.
Names = tuple[tuple[int, str], ...]


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
    """The entries with this name or alias; where there is none, those whose names hold it.

    One character is too little to look for in names, but it may be the surname of reporters.
    """
    name = normalize(typed)
    is_reporter = field == QueryField.REPORTER
    known = _known_reporters(_reporters_state()) if is_reporter else _known_names(field, _registry_state())
    if field == QueryField.DEPARTMENT:
        known = _of_present_bodies(known)
    if exact := {pk for pk, each in known if each == name}:
        return Entries(tuple(sorted(exact)))
    if len(name) < 2:
        is_surname = is_reporter and bool(name)
        return _guess({pk for pk, each in known if is_surname and each.startswith(name)}, is_surname=is_surname)
    return _guess({pk for pk, each in known if name in each})


def _of_present_bodies(known: Names) -> Names:
    """As in every list of the site, a department of old stands for the one it became, which has its articles too."""
    series = department_series()
    return tuple((series.head(pk), name) for pk, name in known)


def _guess(ids: set[int], *, is_surname: bool = False) -> Entries:
    if not ids:
        return Entries()
    first = tuple(sorted(ids)[:MOST_GUESSES])
    return Entries(first, is_guess=True, is_surname=is_surname, left_out=len(ids) - len(first))


def _registry_state() -> tuple[int, str]:
    return _row_of(STATE_QUERY) or (0, "")


def _reporters_state() -> tuple[Any, ...]:
    return _row_of(REPORTERS_STATE_QUERY) or ()


def _row_of(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()


@lru_cache(maxsize=1)
def _known_reporters(state: tuple[Any, ...]) -> Names:
    """Each reporter with the name, normalised; read once for a state of their names."""
    return tuple((pk, normalize(name)) for pk, name in Reporter.objects.values_list("pk", "name"))


@lru_cache(maxsize=4)
def _known_names(field: QueryField, registry_state: tuple[int, str]) -> Names:
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
