"""Lines of places, departments and programs, made into what they change of the registry."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from articles.models import Department
from articles.pinyin import pinyin_key
from articles.series import series_of
from entities.import_plan import ImportPlan, by_name, referred
from entities.models import Place, Program
from entities.name_claims import registered_names
from entities.registry_files import Line


def plan_departments(lines: list[Line]) -> ImportPlan:
    """A department is known by its slug, else by its name. Its parent may stand further down in the file."""

    def fields(line: Line, _: ImportPlan) -> dict[str, Any]:
        dates = {column: line[column] or None for column in ("valid_from", "valid_to")}
        return {name: value for name, value in line.values.items() if name != "parent"} | dates

    held = list(Department.objects.order_by("pk"))
    plan, entries = plan_entries(Department, held, lines, fields)
    give_parents(
        plan,
        lines,
        entries,
        by_name(held) | by_name(entries),
        lambda: Department.objects.values_list("pk", "parent_id"),
    )
    return plan


def plan_programs(lines: list[Line]) -> ImportPlan:
    departments = by_name(Department.objects.order_by("pk"))

    def fields(line: Line, plan: ImportPlan) -> dict[str, Any]:
        run_by = referred(line, "run_by", departments, plan)
        values = {name: value for name, value in line.values.items() if name != "run_by"}
        return values | {"run_by_id": run_by.pk if run_by else None}

    return plan_entries(Program, list(Program.objects.order_by("pk")), lines, fields)[0]


def plan_entries(
    model: type[Department] | type[Program],
    held: Iterable[Any],
    lines: list[Line],
    fields: Callable[[Line, ImportPlan], Mapping[str, Any]],
) -> tuple[ImportPlan, list[Any]]:
    """The plan, and for each line the entry that it makes or changes."""
    plan, entries = ImportPlan(model), []
    by_slug, names = {entry.slug: entry for entry in held}, {entry.name: entry for entry in held}
    claims = registered_names()
    for line in lines:
        entry = by_slug.get(line["slug"]) or names.get(line["name"])
        values = dict(fields(line, plan))
        if entry is not None:
            # Addresses are kept.
            values.pop("slug")
        owner = (model, entry.pk if entry is not None else None)
        if others := claims.others(line["name"], owner):
            plan.faults.append(
                line.fault(
                    "name",
                    f"{line['name']!r} is another entry's name: {', '.join(others)}",
                    f"“{line['name']}”是另一条目“{'、'.join(others)}”的名称或别名。",
                )
            )
        if entry is None or entry.name != line["name"]:
            values["pinyin"] = pinyin_key(line["name"])
        claims.add(line["name"], (model, entry.pk if entry is not None else -line.number), line["name"])
        entries.append(plan.put(entry, values))
    return plan, entries


def plan_places(lines: list[Line]) -> ImportPlan:
    """A place is known by its name and its parent, which may stand further down in the file."""
    plan, places = ImportPlan(Place), []
    held = list(Place.objects.select_related("parent").order_by("pk"))
    known = {(place.name, place.parent.name if place.parent else ""): place for place in held}
    for line in lines:
        values = {"name": line["name"], "level": line["level"]}
        places.append(plan.put(known.get((line["name"], line["parent"])), values))
    give_parents(plan, lines, places, by_name([*held, *places]), lambda: Place.objects.values_list("pk", "parent_id"))
    return plan


def give_parents(
    plan: ImportPlan,
    lines: list[Line],
    entries: list[Any],
    known: Mapping[str, Any],
    held_parents: Callable[[], Iterable[tuple[int, int | None]]],
) -> None:
    """Let each entry of `lines` have the parent that its line names, once those that are new have keys."""
    parents = [referred(line, "parent", known, plan) for line in lines]
    numbers = {id(entry): entry.pk or -number for number, entry in enumerate(entries, start=1)}

    def number_of(entry: Any) -> int:
        return numbers.get(id(entry)) or int(entry.pk)

    above = dict(held_parents())
    above |= {
        number_of(entry): number_of(parent) if parent is not None else None
        for entry, parent in zip(entries, parents, strict=True)
    }
    circle = series_of((child, parent) for child, parent in above.items() if parent is not None).circle()
    plan.faults += [
        line.fault("parent", f"{line['name']!r} would belong to itself", f"“{line['name']}”成了它自己的下级。")
        for line, entry in zip(lines, entries, strict=True)
        if number_of(entry) in circle
    ]

    if not plan.faults:
        for entry, parent in zip(entries, parents, strict=True):
            plan.set_parent(entry, parent)
