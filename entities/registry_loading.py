"""Loads the registry's files into the database, in one transaction, in bulk.

The rule: a line is loaded once. What it made may be renamed, corrected or deleted by an editor, and no later load
touches it again; the report says where file and database differ. So a load can be repeated at every start.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from articles.models import AuditEntry, Department, DepartmentAlias, DepartmentSuccession, Newspaper
from articles.pinyin import pinyin_key
from articles.services.audit import record
from articles.services.series import series_changed
from entities.models import LoadedLine, Place, Program, ProgramAlias, ProgramRelation
from entities.registry_faults import RegistryFileError
from entities.registry_files import Line, RegistryFiles, read_registry_files
from entities.registry_tables import (
    DEPARTMENT_ALIASES,
    DEPARTMENTS,
    NEWSPAPERS,
    PLACES,
    PROGRAM_ALIASES,
    PROGRAMS,
    RELATIONS,
    SUCCESSIONS,
    Table,
)

EntryModel = TypeVar("EntryModel", Newspaper, Department, Program)


@dataclass(slots=True)
class LoadReport:
    """What a load made, by file, and where an editor's version stands instead of the file's."""

    created: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)


@transaction.atomic
def load_registry(folder: Path) -> LoadReport:
    """Raises RegistryFileError, and then nothing was loaded."""
    files = read_registry_files(folder)
    check_references(files)
    report = LoadReport()
    load_entries(NEWSPAPERS, Newspaper.objects.all(), files, report, build_newspaper)
    load_places(files, report)
    departments = load_departments(files, report)
    load_successions(files, departments, report)
    held_programs = Program.objects.select_related("run_by")
    programs = load_entries(PROGRAMS, held_programs, files, report, program_builder(departments))
    load_aliases(DEPARTMENT_ALIASES, DepartmentAlias, departments, files, report)
    load_aliases(PROGRAM_ALIASES, ProgramAlias, programs, files, report)
    load_relations(files, programs, report)
    created = {file: count for file, count in report.created.items() if count}
    if created:
        words = "、".join(f"{file} {count} 行" for file, count in created.items())
        record(AuditEntry.Action.PROGRAM, f"载入名录：{words}", details={"created": created})
    return report


def check_references(files: RegistryFiles) -> None:
    """A name that a line refers to stands in the files or in the database."""
    departments = names_known(files, DEPARTMENTS, Department)
    programs = names_known(files, PROGRAMS, Program)
    faults = [
        line.fault(
            column,
            f"{line[column]!r} is not registered; add it to {target.file}",
            f"名录里没有“{line[column]}”；请先加进 {target.file}。",
        )
        for table, column, target, known in (
            (DEPARTMENTS, "parent", DEPARTMENTS, departments),
            (DEPARTMENT_ALIASES, "department", DEPARTMENTS, departments),
            (PROGRAMS, "run_by", DEPARTMENTS, departments),
            (PROGRAM_ALIASES, "program", PROGRAMS, programs),
            (SUCCESSIONS, "predecessor", DEPARTMENTS, departments),
            (SUCCESSIONS, "successor", DEPARTMENTS, departments),
            (RELATIONS, "source", PROGRAMS, programs),
            (RELATIONS, "target", PROGRAMS, programs),
            (PLACES, "parent", PLACES, names_known(files, PLACES, Place)),
        )
        for line in files.of(table)
        if line[column] and line[column] not in known
    ]
    if faults:
        raise RegistryFileError(faults)


def names_known(files: RegistryFiles, table: Table, model: type[models.Model]) -> set[str]:
    return {line["name"] for line in files.of(table)} | set(model._default_manager.values_list("name", flat=True))


def load_entries(
    table: Table,
    held: "models.QuerySet[EntryModel]",
    files: RegistryFiles,
    report: LoadReport,
    build: Callable[[Line], EntryModel],
) -> dict[str, EntryModel]:
    """Create what no earlier load made and nobody registered. Returns the entries by the names that the files use."""
    by_slug = {entry.slug: entry for entry in held}
    entries = {entry.name: entry for entry in held}
    loaded = loaded_keys(table)
    created: list[EntryModel] = []
    for line in files.of(table):
        entry = by_slug.get(line["slug"]) or entries.get(line["name"])
        if entry is not None:
            report.differing += differences(line, entry)
        elif line["slug"] in loaded:
            report.differing.append(f"{line.file} line {line.number}: the archive has {line['name']} no more")
            continue
        else:
            entry = build(line)
            created.append(entry)
        entries[line["name"]] = entry
    held.model._default_manager.bulk_create(created)
    report.created[table.file] += len(created)
    remember_lines(table, [line["slug"] for line in files.of(table)], loaded)
    return entries


def loaded_keys(table: Table) -> set[str]:
    return set(LoadedLine.objects.filter(file=table.file).values_list("key", flat=True))


def remember_lines(table: Table, keys: Iterable[str], loaded: set[str]) -> None:
    LoadedLine.objects.bulk_create([LoadedLine(file=table.file, key=key) for key in keys if key not in loaded])


def differences(line: Line, entry: models.Model) -> list[str]:
    """Where an entry is not what its line says: an editor's word, which stays."""
    return [
        f"{line.file} line {line.number}, column {column}: the archive has {value!r}"
        for column in line.values
        if (value := shown(getattr(entry, column))) != line[column]
    ]


def shown(value: object) -> str:
    return "" if value is None else str(value)


def build_newspaper(line: Line) -> Newspaper:
    return Newspaper(**line.values)


def load_departments(files: RegistryFiles, report: LoadReport) -> dict[str, Department]:
    """Departments, and once all of them have a key, whom each belongs to."""
    held = Department.objects.select_related("parent").order_by("pk")
    known = {department.pk for department in held}
    departments = load_entries(DEPARTMENTS, held, files, report, build_department)
    children = []
    for line in files.of(DEPARTMENTS):
        department = departments.get(line["name"])
        if line["parent"] and department is not None and department.pk not in known:
            department.parent = departments.get(line["parent"])
            children.append(department)
    Department.objects.bulk_update(children, ["parent"])
    return departments


def build_department(line: Line) -> Department:
    dates = {column: line[column] or None for column in ("valid_from", "valid_to")}
    values = {column: value for column, value in line.values.items() if column != "parent"}
    return Department(**(values | dates), pinyin=pinyin_key(line["name"]))


def load_places(files: RegistryFiles, report: LoadReport) -> None:
    """Level by level, so that a place's parent has a key before it."""
    held = {(place.name, place.parent_id): place for place in Place.objects.order_by("pk")}
    loaded = loaded_keys(PLACES)
    for level in Place.Level:
        by_name = {name: place for (name, _), place in reversed(held.items())}
        created = []
        for line in files.of(PLACES):
            parent = by_name.get(line["parent"])
            key = (line["name"], parent.pk if parent else None)
            if line["level"] == level and key not in held and place_key(line) not in loaded:
                held[key] = Place(name=line["name"], level=level, parent=parent)
                created.append(held[key])
        Place.objects.bulk_create(created)
        report.created[PLACES.file] += len(created)
    remember_lines(PLACES, map(place_key, files.of(PLACES)), loaded)


def place_key(line: Line) -> str:
    return f"{line['name']} {line['parent']}"


def load_successions(files: RegistryFiles, departments: Mapping[str, Department], report: LoadReport) -> None:
    held = set(DepartmentSuccession.objects.values_list("predecessor_id", "successor_id"))
    loaded = loaded_keys(SUCCESSIONS)
    created = []
    for line in files.of(SUCCESSIONS):
        before, after = departments.get(line["predecessor"]), departments.get(line["successor"])
        if before and after and (before.pk, after.pk) not in held and alias_key(line) not in loaded:
            happened_on = line["happened_on"] or None
            created.append(
                DepartmentSuccession(predecessor=before, successor=after, happened_on=happened_on, note=line["note"])
            )
    DepartmentSuccession.objects.bulk_create(created)
    report.created[SUCCESSIONS.file] += len(created)
    remember_lines(SUCCESSIONS, map(alias_key, files.of(SUCCESSIONS)), loaded)
    if created:
        series_changed({each.successor_id for each in created})


def load_relations(files: RegistryFiles, programs: Mapping[str, Program], report: LoadReport) -> None:
    held = set(ProgramRelation.objects.values_list("source_id", "kind", "target_id"))
    loaded = loaded_keys(RELATIONS)
    created = []
    for line in files.of(RELATIONS):
        source, target = programs.get(line["source"]), programs.get(line["target"])
        known = source and target and (source.pk, line["kind"], target.pk) in held
        if source and target and not known and relation_key(line) not in loaded:
            created.append(ProgramRelation(source=source, kind=line["kind"], target=target))
    ProgramRelation.objects.bulk_create(created)
    report.created[RELATIONS.file] += len(created)
    remember_lines(RELATIONS, map(relation_key, files.of(RELATIONS)), loaded)


def relation_key(line: Line) -> str:
    return " ".join(line.values.values())


def program_builder(departments: Mapping[str, Department]) -> Callable[[Line], Program]:
    def build(line: Line) -> Program:
        values: dict[str, Any] = dict(line.values) | {"run_by": departments.get(line["run_by"])}
        return Program(**values, pinyin=pinyin_key(line["name"]))

    return build


def load_aliases(
    table: Table,
    model: type[DepartmentAlias] | type[ProgramAlias],
    owners: Mapping[str, Department] | Mapping[str, Program],
    files: RegistryFiles,
    report: LoadReport,
) -> None:
    """Create the aliases of entries that are still there. An alias that an editor took away does not come back."""
    owner_field = table.columns[0].name
    rows = model._default_manager.values_list(f"{owner_field}_id", "surface", "rule")
    held = {(owner, surface): rule for owner, surface, rule in rows}
    loaded = loaded_keys(table)
    created = []
    for line in files.of(table):
        owner = owners.get(line[owner_field])
        rule = held.get((owner.pk, line["surface"])) if owner else None
        if owner is not None and rule is None and alias_key(line) not in loaded:
            created.append(model(**{owner_field: owner}, surface=line["surface"], rule=line["rule"]))
        elif rule != line["rule"]:
            present = f"the rule {rule!r}" if rule else "this alias no more"
            report.differing.append(f"{line.file} line {line.number}: the archive has {present}")
    model._default_manager.bulk_create(created)  # type: ignore[arg-type]
    report.created[table.file] += len(created)
    remember_lines(table, map(alias_key, files.of(table)), loaded)


def alias_key(line: Line) -> str:
    """What an alias line is remembered by: its owner's name in the file, and the alias."""
    return " ".join(list(line.values.values())[:2])
