"""Reads the registry's CSV files and checks them line by line. It knows the models' limits, and asks no database."""

import csv
import datetime
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError

from articles.models.newspapers import refuse_reserved_slug
from articles.series import Series, series_of
from articles.spreadsheets import unguarded
from entities.matching.folding import fold
from entities.registry_faults import Fault, RegistryFileError
from entities.registry_tables import (
    DEPARTMENT_ALIASES,
    DEPARTMENTS,
    NEWSPAPERS,
    PROGRAM_ALIASES,
    PROGRAMS,
    SUCCESSIONS,
    TABLES,
    Column,
    Table,
)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: What spreadsheet programs make of 2019-01-05 and of 2019-01.
SLASHED_DATE = re.compile(r"([12]\d{3})/(\d{1,2})(?:/(\d{1,2}))?")
#: A name of one character would be found in almost every article.
SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Line:
    file: str
    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def fault(self, column: str, english: str, chinese: str) -> Fault:
        return Fault(self.file, self.number, column, english, chinese)


@dataclass(slots=True)
class RegistryFiles:
    """All lines of all files, by file name."""

    lines: dict[str, list[Line]] = field(default_factory=dict)

    def of(self, table: Table) -> list[Line]:
        return self.lines[table.file]


def read_registry_files(folder: Path) -> RegistryFiles:
    """Every file of the folder, checked. Raises RegistryFileError with all faults of all files, not only the first."""
    faults: list[Fault] = []
    files = RegistryFiles({table.file: list(read_table(folder / table.file, table, faults)) for table in TABLES})
    for table in TABLES:
        faults += repeated_lines(files.of(table), table)
    faults += shared_surfaces(files)
    if faults:
        raise RegistryFileError(faults)
    return files


def read_table(path: Path, table: Table, faults: list[Fault]) -> Iterator[Line]:
    if table.is_optional and not path.exists():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        faults.append(Fault(str(path), 0, "", error.strerror or str(error), f"不能读取（{error.strerror}）。"))
        return
    except UnicodeDecodeError:
        faults.append(Fault(str(path), 0, "", "not UTF-8; save the file as UTF-8", "不是 UTF-8 编码。"))
        return
    yield from read_lines(text, table, faults, path=str(path))


def read_lines(text: str, table: Table, faults: list[Fault], *, path: str) -> Iterator[Line]:
    """The lines of one file's text; what is wrong with it is added to `faults`."""
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    needed = {column.name for column in table.columns if not column.is_optional}
    if not needed <= set(header) <= set(table.names) or len(set(header)) != len(header):
        have, want = ",".join(header), ",".join(table.names)
        english = f"the columns are {have}; they must be {want}"
        faults.append(Fault(path, 1, "", english, f"列名是 {have}；应当是 {want}。"))
        return
    missing = dict.fromkeys(set(table.names) - set(header), "")
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            english = f"{len(cells)} values for {len(header)} columns"
            faults.append(Fault(path, reader.line_num, "", english, f"有{len(cells)}个值，列有{len(header)}个。"))
            continue
        values = missing | dict(zip(header, (unguarded(cell.strip()) for cell in cells), strict=True))
        line = Line(
            table.file, reader.line_num, {column.name: tidy(values[column.name], column) for column in table.columns}
        )
        found = list(faults_of(line, table))
        faults += found
        if not found:
            yield line


def tidy(value: str, column: Column) -> str:
    """A date as a spreadsheet program rewrote it, brought back to the form that is stored."""
    if (column.is_date or column.pattern) and (match := SLASHED_DATE.fullmatch(value)):
        return "-".join(part.zfill(2) for part in match.groups() if part)
    return value


def faults_of(line: Line, table: Table) -> Iterator[Fault]:
    for column in table.columns:
        value = line[column.name]
        found = fault_of(value, column)
        if found is None and table is NEWSPAPERS and column.is_slug:
            found = reserved_fault(value)
        if found is None and (table.file, column.name) in LINKED_NAMES:
            found = fault_of_name(value)
        if found:
            yield line.fault(column.name, *found)
    if line.values.get("valid_from") and "" < line.values.get("valid_to", "") < line["valid_from"]:
        yield line.fault("valid_to", "it ends before it began", "撤销日期早于设立日期。")


#: Names that are looked for in articles.
LINKED_NAMES = frozenset(
    {
        (DEPARTMENTS.file, "name"),
        (PROGRAMS.file, "name"),
        (DEPARTMENT_ALIASES.file, "surface"),
        (PROGRAM_ALIASES.file, "surface"),
    }
)


def fault_of(value: str, column: Column) -> tuple[str, str] | None:
    """What is wrong with the value, in English and in Chinese."""
    if not value:
        return ("a value is needed", "不能是空的。") if column.is_required else None
    if any(unicodedata.category(character) == "Cc" and character not in "\t\r\n" for character in value):
        return ("it holds a control character; type it anew", "含有控制字符；请重新输入。")
    if len(value) > column.longest:
        return (
            f"{len(value)} characters; {column.longest} is the most",
            f"有{len(value)}个字，最多{column.longest}个。",
        )
    if column.choices and value not in column.choices:
        choices = ", ".join(column.choices)
        return (
            f"unknown {column.name} {value!r}; it must be one of {choices}",
            f"没有“{value}”；应当是 {choices} 之一。",
        )
    if column.is_slug and not SLUG.fullmatch(value):
        return (
            f"{value!r} is no address; use a-z, 0-9 and single hyphens",
            f"“{value}”不能作地址；请用小写字母、数字和单个连字符。",
        )
    if column.is_date and not is_date(value):
        return f"{value!r} is no date; write it like 2019-01-31", f"“{value}”不是日期；请写成 2019-01-31 的样子。"
    if column.pattern and not column.pattern.fullmatch(value):
        return (
            f"{value!r} is no date; write it like 2019, 2019-01 or 2019-01-31",
            f"“{value}”不是日期；请写成 2019、2019-01 或 2019-01-31 的样子。",
        )
    return None


def is_date(value: str) -> bool:
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def reserved_fault(slug: str) -> tuple[str, str] | None:
    try:
        refuse_reserved_slug(slug)
    except ValidationError:
        return f"{slug!r} is an address of the site itself; choose another", f"“{slug}”是本站自己的地址；请另选一个。"
    return None


def fault_of_name(name: str) -> tuple[str, str] | None:
    """Why a name cannot be looked for in articles: too little is left of it without blanks and quotes."""
    if len(fold(name)) >= SHORTEST_NAME:
        return None
    return (
        f"{name!r} is too short to be looked for; {SHORTEST_NAME} characters at least, quotes not counted",
        f"“{name}”太短，不能用来查找；除引号外至少要有{SHORTEST_NAME}个字。",
    )


def repeated_lines(lines: Sequence[Line], table: Table) -> Iterator[Fault]:
    for columns in table.unique:
        seen: dict[tuple[str, ...], int] = {}
        for line in lines:
            key = tuple(fold(line[column]) if column == "surface" else line[column] for column in columns)
            first = seen.setdefault(key, line.number)
            if first != line.number:
                value = line[columns[-1]]
                yield line.fault(columns[-1], f"{value!r} repeats line {first}", f"“{value}”与第{first}行重复。")


def shared_surfaces(files: RegistryFiles) -> Iterator[Fault]:
    """A name or alias that two entries claim could be linked to neither, unless one of them became the other."""
    series = series_of_lines(files.of(SUCCESSIONS))
    owners: dict[str, tuple[str, str]] = {}
    for table, owner_column, surface_column in (
        (DEPARTMENTS, "name", "name"),
        (PROGRAMS, "name", "name"),
        (DEPARTMENT_ALIASES, "department", "surface"),
        (PROGRAM_ALIASES, "program", "surface"),
    ):
        for line in files.of(table):
            owner, surface = line[owner_column], line[surface_column]
            held_by, held_at = owners.setdefault(fold(surface), (owner, f"{line.file} line {line.number}"))
            if held_by != owner and not series.is_one_body(held_by, owner):
                yield line.fault(
                    surface_column,
                    f"{surface!r} stands for {held_by} too ({held_at})",
                    f"“{surface}”也是“{held_by}”的名称或别名（{held_at}）。",
                )


@dataclass(frozen=True, slots=True)
class NamedSeries:
    """Who became whom, by name."""

    numbers: Mapping[str, int]
    series: Series

    def is_one_body(self, first: str, second: str) -> bool:
        if first not in self.numbers or second not in self.numbers:
            return False
        return self.series.is_one_body(self.numbers[first], self.numbers[second])


def series_of_lines(lines: Iterable[Line]) -> NamedSeries:
    pairs = [(line["predecessor"], line["successor"]) for line in lines]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(name for pair in pairs for name in pair))}
    return NamedSeries(numbers, series_of((numbers[before], numbers[after]) for before, after in pairs))
