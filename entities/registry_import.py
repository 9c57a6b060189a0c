"""Takes one registry file in as a person's word: a line changes the entry that it names, or makes a new one.

Nothing is deleted: what the file leaves out stays. All or nothing: RegistryFileError names every fault. A load of the
shipped files (`registry_loading`) is another thing: it never changes what editors made.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from articles.models import Department, DepartmentAlias, DepartmentSuccession
from articles.pinyin import pinyin_key
from articles.services.series import series_changed
from entities.matching.folding import fold
from entities.models import Place, Program, ProgramAlias, ProgramRelation
from entities.registry_files import (
    DEPARTMENT_ALIASES,
    DEPARTMENTS,
    PLACES,
    PROGRAM_ALIASES,
    PROGRAMS,
    RELATIONS,
    SUCCESSIONS,
    Line,
    RegistryFileError,
    Table,
    read_lines,
)

#: What the desk takes in; newspapers are few and have a form.
IMPORTED = (PLACES, DEPARTMENTS, DEPARTMENT_ALIASES, SUCCESSIONS, PROGRAMS, PROGRAM_ALIASES, RELATIONS)


@transaction.atomic
def import_table(table: Table, text: str) -> Counter[str]:
    """How many lines were `created`, `changed` and `unchanged`."""
    problems: list[str] = []
    lines = list(read_lines(text.removeprefix("\ufeff"), table, problems, path=table.file))
    if not problems:
        counts = Counter(_IMPORTERS[table.file](line, problems) for line in lines)
    if problems:
        raise RegistryFileError(problems)
    if table is SUCCESSIONS:
        series_changed(DepartmentSuccession.objects.values_list("successor_id", flat=True))
    return counts


def import_entry(model: type[Department] | type[Program], fields: Callable[[Line, list[str]], dict[str, Any]]) -> Any:
    """An entry is known by its slug, else by its name; so a file can rename."""

    def importer(line: Line, problems: list[str]) -> str:
        values = fields(line, problems) | {"pinyin": pinyin_key(line["name"])}
        manager = model._default_manager
        entry = manager.filter(slug=line["slug"]).first() or manager.filter(name=line["name"]).first()
        namesake = manager.filter(name=line["name"]).first()
        if namesake is not None and namesake != entry:
            problems.append(f"{line.file} line {line.number}, column name: {line['name']!r} is another entry's name")
            return "unchanged"
        if entry is not None:
            values.pop("slug", None)
        return save(entry, model, values)

    return importer


def department_fields(line: Line, problems: list[str]) -> dict[str, Any]:
    dates = {column: line[column] or None for column in ("valid_from", "valid_to")}
    if line["valid_from"] and line["valid_to"] and line["valid_from"] > line["valid_to"]:
        problems.append(f"{line.file} line {line.number}, column valid_to: it ends before it began")
    return dict(line.values) | dates | {"parent": referred(Department, line, "parent", problems)}


def program_fields(line: Line, problems: list[str]) -> dict[str, Any]:
    return dict(line.values) | {"run_by": referred(Department, line, "run_by", problems)}


def referred(model: type[models.Model], line: Line, column: str, problems: list[str]) -> Any:
    if not line[column]:
        return None
    entry = model._default_manager.filter(name=line[column]).first()
    if entry is None:
        problems.append(f"{line.file} line {line.number}, column {column}: {line[column]!r} is not registered")
    return entry


def save(entry: Any, model: type[models.Model], values: dict[str, Any]) -> str:
    if entry is None:
        model._default_manager.create(**values)
        return "created"
    changed = [
        name for name, value in values.items() if name != "pinyin" and _as_text(getattr(entry, name)) != _as_text(value)
    ]
    if not changed:
        return "unchanged"
    if "name" in changed and "pinyin" in values:
        changed.append("pinyin")
    for name in changed:
        setattr(entry, name, values[name])
    entry.save(update_fields=changed)
    return "changed"


def _as_text(value: object) -> str:
    return "" if value is None else str(value)


def import_alias(model: type[DepartmentAlias] | type[ProgramAlias], owner_field: str, owners: Any) -> Any:
    def importer(line: Line, problems: list[str]) -> str:
        owner = referred(owners, line, owner_field, problems)
        if owner is None:
            return "unchanged"
        claimed = claimants(line["surface"]) - {(owners, owner.pk)}
        if claimed:
            names = "、".join(str(kind._default_manager.get(pk=pk)) for kind, pk in sorted(claimed, key=str))
            problems.append(
                f"{line.file} line {line.number}, column surface: {line['surface']!r} stands for {names} too"
            )
        alias = model._default_manager.filter(**{owner_field: owner}, surface=line["surface"]).first()
        return save(alias, model, {owner_field: owner, "surface": line["surface"], "rule": line["rule"]})

    return importer


def claimants(surface: str) -> set[tuple[Any, int]]:
    """The entries that the words, as they stand or in another width, name already."""
    spellings = {surface, fold(surface)}
    found: set[tuple[Any, int]] = set()
    for kind, aliases, owner in ((Department, DepartmentAlias, "department_id"), (Program, ProgramAlias, "program_id")):
        found |= {(kind, pk) for pk in kind._default_manager.filter(name__in=spellings).values_list("pk", flat=True)}
        rows = aliases._default_manager.filter(surface__in=spellings).values_list(owner, flat=True)
        found |= {(kind, pk) for pk in rows}
    return found


def import_place(line: Line, problems: list[str]) -> str:
    parent = referred(Place, line, "parent", problems)
    place = Place.objects.filter(name=line["name"], parent=parent).first()
    return save(place, Place, {"name": line["name"], "level": line["level"], "parent": parent})


def import_succession(line: Line, problems: list[str]) -> str:
    before, after = (referred(Department, line, column, problems) for column in ("predecessor", "successor"))
    if before is None or after is None:
        return "unchanged"
    if before == after:
        problems.append(f"{line.file} line {line.number}: no department succeeds itself")
        return "unchanged"
    held = DepartmentSuccession.objects.filter(predecessor=before, successor=after).first()
    values = {
        "predecessor": before,
        "successor": after,
        "happened_on": line["happened_on"] or None,
        "note": line["note"],
    }
    return save(held, DepartmentSuccession, values)


def import_relation(line: Line, problems: list[str]) -> str:
    source, target = (referred(Program, line, column, problems) for column in ("source", "target"))
    if source is None or target is None:
        return "unchanged"
    if source == target:
        problems.append(f"{line.file} line {line.number}: no program relates to itself")
        return "unchanged"
    held = ProgramRelation.objects.filter(source=source, kind=line["kind"], target=target).first()
    return save(held, ProgramRelation, {"source": source, "kind": line["kind"], "target": target})


_IMPORTERS: dict[str, Callable[[Line, list[str]], str]] = {
    PLACES.file: import_place,
    DEPARTMENTS.file: import_entry(Department, department_fields),
    DEPARTMENT_ALIASES.file: import_alias(DepartmentAlias, "department", Department),
    SUCCESSIONS.file: import_succession,
    PROGRAMS.file: import_entry(Program, program_fields),
    PROGRAM_ALIASES.file: import_alias(ProgramAlias, "program", Program),
    RELATIONS.file: import_relation,
}
