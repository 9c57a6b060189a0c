"""The registry in the database as the matcher's gazetteer, built once for each version in each process."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from articles.models import Department, DepartmentAlias
from entities.matching.gazetteer import Gazetteer, build_gazetteer
from entities.matching.registry import Alias, AliasRule, Entry, EntryType, Home, Level
from entities.matching.registry import Place as MatchedPlace
from entities.models import UNLISTED_KINDS, Place, Program, ProgramAlias
from entities.registry_series import members_of

#: `xmin` tells apart two transactions that both made the same version, one of which was rolled back.
STATE_QUERY = "SELECT version, xmin::text FROM articles_registrystate WHERE id = 1"

#: 市委、市政府 stand in most news without being its subject; a working group acts through its departments.
WEIGHTS: dict[str, float] = {Department.Kind.GOVERNMENT: 0.3, Department.Kind.COMMITTEE: 0.9}

DEPARTMENT_COLUMNS = ("name", "level", "place", "kind", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Registry:
    """The gazetteer with the version that links made by it are stamped with. `homes` are those of newspapers that are
    to be read otherwise than the database has them."""

    version: int
    gazetteer: Gazetteer
    homes: Mapping[int, Home] = field(default_factory=dict)


_held: tuple[tuple[int, str], Registry] | None = None


def current_registry() -> Registry:
    """The registry as this transaction sees it. One query, unless it changed since this process last asked."""
    global _held
    with connection.cursor() as cursor:
        cursor.execute(STATE_QUERY)
        state = cursor.fetchone() or (0, "")
    if _held is None or _held[0] != state:
        _held = (state, Registry(state[0], build_gazetteer(read_entries(), read_places())))
    return _held[1]


def read_entries() -> list[Entry]:
    """All departments and programs with their aliases, in four queries."""
    return [*_departments(), *_programs()]


def read_places() -> list[MatchedPlace]:
    return [MatchedPlace(name, Level(level)) for name, level in Place.objects.values_list("name", "level")]


def _departments() -> list[Entry]:
    aliases = _aliases(DepartmentAlias.objects.values_list("department_id", "surface", "rule"))
    rows, successions = {}, []
    for pk, *columns, before, day in Department.objects.order_by("id").values_list(
        "id", *DEPARTMENT_COLUMNS, "precessions__predecessor_id", "precessions__happened_on"
    ):
        rows[pk] = columns
        if before is not None:
            successions.append((before, pk, day))
    members = members_of({pk: (since, until) for pk, (*_, since, until) in rows.items()}, successions)
    return [
        Entry(
            type=EntryType.DEPARTMENT,
            id=pk,
            name=name,
            aliases=tuple(aliases[pk]),
            level=Level(level),
            place=place,
            weight=WEIGHTS.get(kind, 1.0),
            **(asdict(members[pk]) if pk in members else {}),
        )
        for pk, (name, level, place, kind, _, _) in rows.items()
    ]


def _programs() -> list[Entry]:
    aliases = _aliases(ProgramAlias.objects.values_list("program_id", "surface", "rule"))
    return [
        Entry(
            type=EntryType.PROGRAM,
            id=pk,
            name=name,
            aliases=tuple(aliases[pk]),
            is_listed=kind not in UNLISTED_KINDS,
            run_by=run_by,
        )
        for pk, name, kind, run_by in Program.objects.order_by("id").values_list("id", "name", "kind", "run_by_id")
    ]


def _aliases(rows: "QuerySet[Any, tuple[int, str, str]]") -> dict[int, list[Alias]]:
    """Aliases by the entry they stand for, in the order they were registered."""
    aliases: defaultdict[int, list[Alias]] = defaultdict(list)
    for owner, surface, rule in rows.order_by("id"):
        aliases[owner].append(Alias(surface, AliasRule(rule)))
    return aliases
