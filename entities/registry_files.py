"""Reads the registry's CSV files and checks them line by line. It knows the models' limits, and asks no database."""

import csv
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError

from articles.errors import ArchiveError
from articles.models import Department, MatchRule, Newspaper
from articles.models.newspapers import refuse_reserved_slug
from entities.matching.folding import fold
from entities.models import Place, Program, ProgramRelation
from entities.models.programs import PARTIAL_DATE

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RegistryFileError(ArchiveError):
    """Registry files are wrong; the message has a line for each fault: file, line, column, what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("registry_file", "\n".join(problems))


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


@dataclass(frozen=True, slots=True)
class Line:
    file: str
    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


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


@dataclass(slots=True)
class RegistryFiles:
    """All lines of all files, by file name."""

    lines: dict[str, list[Line]] = field(default_factory=dict)

    def of(self, table: Table) -> list[Line]:
        return self.lines[table.file]


def read_registry_files(folder: Path) -> RegistryFiles:
    """Every file of the folder, checked. Raises RegistryFileError with all faults of all files, not only the first."""
    problems: list[str] = []
    files = RegistryFiles({table.file: list(read_table(folder / table.file, table, problems)) for table in TABLES})
    problems += repeated_lines(files)
    problems += shared_surfaces(files)
    if problems:
        raise RegistryFileError(problems)
    return files


def read_table(path: Path, table: Table, problems: list[str]) -> Iterator[Line]:
    if table.is_optional and not path.exists():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8; save the file as UTF-8"
        problems.append(f"{path}: {reason}")
        return
    yield from read_lines(text, table, problems, path=str(path))


def read_lines(text: str, table: Table, problems: list[str], *, path: str) -> Iterator[Line]:
    """The lines of one file's text; what is wrong with it is added to `problems`."""
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader, [])
    needed = {column.name for column in table.columns if not column.is_optional}
    if not needed <= set(header) <= set(table.names) or len(set(header)) != len(header):
        problems.append(f"{path} line 1: the columns are {','.join(header)}; they must be {','.join(table.names)}")
        return
    missing = dict.fromkeys(set(table.names) - set(header), "")
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(header):
            problems.append(f"{path} line {reader.line_num}: {len(cells)} values for {len(header)} columns")
            continue
        values = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        line = Line(table.file, reader.line_num, {name: (values | missing)[name] for name in table.names})
        faults = list(faults_of(line, table))
        problems += faults
        if not faults:
            yield line


def faults_of(line: Line, table: Table) -> Iterator[str]:
    for column in table.columns:
        value = line[column.name]
        fault = fault_of(value, column)
        if not fault and table is NEWSPAPERS and column.is_slug:
            fault = reserved_fault(value)
        if fault:
            yield f"{line.file} line {line.number}, column {column.name}: {fault}"


def fault_of(value: str, column: Column) -> str:
    """What is wrong with the value, in words; empty when nothing is."""
    if not value:
        return "a value is needed" if column.is_required else ""
    if len(value) > column.longest:
        return f"{len(value)} characters; {column.longest} is the most"
    if column.choices and value not in column.choices:
        return f"unknown {column.name} {value!r}; it must be one of {', '.join(column.choices)}"
    if column.is_slug and not SLUG.fullmatch(value):
        return f"{value!r} is no address; use a-z, 0-9 and single hyphens"
    if column.is_date and not is_date(value):
        return f"{value!r} is no date; write it like 2019-01-31"
    if column.pattern and not column.pattern.fullmatch(value):
        return f"{value!r} is no date; write it like 2019, 2019-01 or 2019-01-31"
    return ""


def is_date(value: str) -> bool:
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def reserved_fault(slug: str) -> str:
    try:
        refuse_reserved_slug(slug)
    except ValidationError:
        return f"{slug!r} is an address of the site itself; choose another"
    return ""


def repeated_lines(files: RegistryFiles) -> Iterator[str]:
    for table in TABLES:
        for columns in table.unique:
            seen: dict[tuple[str, ...], int] = {}
            for line in files.of(table):
                key = tuple(fold(line[column]) if column == "surface" else line[column] for column in columns)
                first = seen.setdefault(key, line.number)
                if first != line.number:
                    yield (
                        f"{line.file} line {line.number}, column {columns[-1]}: "
                        f"{line[columns[-1]]!r} repeats line {first}"
                    )


def shared_surfaces(files: RegistryFiles) -> Iterator[str]:
    """A name or alias that two entries claim could be linked to neither."""
    owners: dict[str, tuple[str, str]] = {}
    for table, owner_column, surface_column in (
        (DEPARTMENTS, "name", "name"),
        (PROGRAMS, "name", "name"),
        (DEPARTMENT_ALIASES, "department", "surface"),
        (PROGRAM_ALIASES, "program", "surface"),
    ):
        for line in files.of(table):
            owner = line[owner_column]
            place = f"{line.file} line {line.number}"
            held_by, held_at = owners.setdefault(fold(line[surface_column]), (owner, place))
            if held_by != owner:
                yield (
                    f"{place}, column {surface_column}: {line[surface_column]!r} stands for {held_by} too ({held_at})"
                )
