"""The registry's CSV files: their columns, what each may hold, and what makes a line the line it is."""

import re
from dataclasses import dataclass

from articles.models import Department, MatchRule, Newspaper
from entities.models import Place, Program, ProgramRelation
from entities.models.programs import PARTIAL_DATE


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    longest: int
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_slug: bool = False
    is_date: bool = False
    pattern: re.Pattern[str] | None = None
    #: A file may do without the column; its values are then empty.
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A registry file: its columns and those whose values make a line what it is, which no two lines share.

    A folder may do without an optional file.
    """

    file: str
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...]
    is_optional: bool = False

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


NAME = Column("name", 100, is_required=True)
SLUG_COLUMN = Column("slug", 120, is_required=True, is_slug=True)
SURFACE = Column("surface", 100, is_required=True)
RULE = Column("rule", 12, is_required=True, choices=tuple(MatchRule.values))

NEWSPAPERS = Table(
    "newspapers.csv",
    (
        NAME,
        Column("slug", 60, is_required=True, is_slug=True),
        Column("city", 30),
        Column("province", 30),
        Column("kind", 10, is_required=True, choices=tuple(Newspaper.Kind.values)),
        Column("rights", 2000),
    ),
    (("slug",), ("name",)),
)
DEPARTMENTS = Table(
    "departments.csv",
    (
        NAME,
        Column("short_name", 60),
        SLUG_COLUMN,
        Column("level", 10, is_required=True, choices=tuple(Department.Level.values)),
        Column("kind", 12, is_required=True, choices=tuple(Department.Kind.values)),
        Column("place", 60),
        Column("parent", 100),
        Column("valid_from", 10, is_date=True, is_optional=True),
        Column("valid_to", 10, is_date=True, is_optional=True),
    ),
    (("slug",), ("name",)),
)
DEPARTMENT_ALIASES = Table(
    "department_aliases.csv", (Column("department", 100, is_required=True), SURFACE, RULE), (("department", "surface"),)
)
PROGRAMS = Table(
    "programs.csv",
    (
        NAME,
        SLUG_COLUMN,
        Column("kind", 10, is_required=True, choices=tuple(Program.Kind.values)),
        Column("run_by", 100),
        Column("run_by_name", 100),
        Column("summary", 300),
        Column("started", 10, pattern=PARTIAL_DATE, is_optional=True),
    ),
    (("slug",), ("name",)),
)
PROGRAM_ALIASES = Table(
    "program_aliases.csv", (Column("program", 100, is_required=True), SURFACE, RULE), (("program", "surface"),)
)
PLACES = Table(
    "places.csv",
    (
        Column("name", 60, is_required=True),
        Column("level", 10, is_required=True, choices=tuple(Place.Level.values)),
        Column("parent", 60),
    ),
    (("name", "parent"),),
    is_optional=True,
)
SUCCESSIONS = Table(
    "department_successions.csv",
    (
        Column("predecessor", 100, is_required=True),
        Column("successor", 100, is_required=True),
        Column("happened_on", 10, is_date=True),
        Column("note", 200),
    ),
    (("predecessor", "successor"),),
    is_optional=True,
)
RELATIONS = Table(
    "program_relations.csv",
    (
        Column("source", 100, is_required=True),
        Column("kind", 12, is_required=True, choices=tuple(ProgramRelation.Kind.values)),
        Column("target", 100, is_required=True),
    ),
    (("source", "kind", "target"),),
    is_optional=True,
)
TABLES = (
    NEWSPAPERS,
    PLACES,
    DEPARTMENTS,
    DEPARTMENT_ALIASES,
    SUCCESSIONS,
    PROGRAMS,
    PROGRAM_ALIASES,
    RELATIONS,
)
