"""Entries of one registry found by any part of a name, by pinyin or by its initials, printed or not.

The names are read once for a state of the registry in each process.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.db import connection

from articles.search import named_entries
from articles.search.name_index import FoundName, NamedEntry, NameIndex, NameKind
from articles.search.registered_names import REPORTERS_STATE_QUERY
from entities.registry import STATE_QUERY

#: Whoever narrows a list that stands before his eyes begins with one letter.
FEWEST_LETTERS = 1
#: More than any registry holds: what is too long for a page is cut where it is shown.
ALL = 1_000_000

_SUCCESSIONS_STATE_QUERY = (
    "SELECT count(*), sum(hashtextextended(concat(predecessor_id, '>', successor_id), 0))"
    " FROM articles_departmentsuccession"
)
_STATE_QUERIES: Mapping[NameKind, tuple[str, ...]] = {
    NameKind.PROGRAM: (STATE_QUERY,),
    NameKind.DEPARTMENT: (STATE_QUERY, _SUCCESSIONS_STATE_QUERY),
    NameKind.REPORTER: (REPORTERS_STATE_QUERY,),
}
_ENTRIES: Mapping[NameKind, Callable[[], Iterator[NamedEntry]]] = {
    NameKind.PROGRAM: named_entries.programs,
    NameKind.DEPARTMENT: named_entries.departments,
    NameKind.REPORTER: named_entries.reporters,
}


def find_entries(kind: NameKind, typed: str) -> list[FoundName]:
    """All of them, the best match first."""
    return _index(kind, _state_of(kind)).find(typed, limit=ALL, fewest_letters=FEWEST_LETTERS)


def ids_named(kind: NameKind, typed: str) -> set[int]:
    """The primary keys of those that `find_entries` finds."""
    return {found.entry.entry_id for found in find_entries(kind, typed)}


def _state_of(kind: NameKind) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        state = []
        for query in _STATE_QUERIES[kind]:
            cursor.execute(query)
            state.append(cursor.fetchone())
        return tuple(state)


@lru_cache(maxsize=len(NameKind))
def _index(kind: NameKind, state: tuple[Any, ...]) -> NameIndex:
    return NameIndex(_ENTRIES[kind]())
