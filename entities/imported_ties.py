"""Lines of successions of departments and of relations of programs, made into what they change of the registry."""

from articles.models import Department, DepartmentSuccession
from articles.series import series_of
from articles.services.series import series_changed
from entities.import_plan import ImportPlan, by_name, referred
from entities.models import Program, ProgramRelation
from entities.registry_files import Line


def plan_successions(lines: list[Line]) -> ImportPlan:
    """Two departments succeed one another once, and never in a circle."""
    plan = ImportPlan(DepartmentSuccession)
    known = by_name(Department.objects.order_by("pk"))
    held = {(each.predecessor_id, each.successor_id): each for each in DepartmentSuccession.objects.all()}
    pairs: dict[tuple[int, int], Line] = {}
    for line in lines:
        before, after = (referred(line, column, known, plan) for column in ("predecessor", "successor"))
        if before is None or after is None:
            continue
        if before == after:
            plan.faults.append(line.fault("successor", "no department succeeds itself", "部门不能承接它自己。"))
            continue
        pair = (before.pk, after.pk)
        pairs[pair] = line
        values = {"predecessor_id": before.pk, "successor_id": after.pk}
        plan.put(held.get(pair), values | {"happened_on": line["happened_on"] or None, "note": line["note"]})
    circle = series_of([*held, *pairs]).circle()
    plan.faults += [
        line.fault(
            "predecessor",
            f"{line['predecessor']!r} would come of {line['successor']!r}, which came of it",
            f"沿革成了一个圈：“{line['predecessor']}”本身就是由“{line['successor']}”而来的。",
        )
        for pair, line in pairs.items()
        if set(pair) <= circle
    ]
    return plan


def successions_changed(plan: ImportPlan) -> None:
    """What a body became decides under whom its articles are filed."""
    changed = {each.successor_id for each in [*plan.created, *plan.changed.values()]}
    if changed:
        series_changed(changed)


def plan_relations(lines: list[Line]) -> ImportPlan:
    plan = ImportPlan(ProgramRelation)
    known = by_name(Program.objects.order_by("pk"))
    held = {(each.source_id, each.kind, each.target_id): each for each in ProgramRelation.objects.all()}
    for line in lines:
        source, target = (referred(line, column, known, plan) for column in ("source", "target"))
        if source is None or target is None:
            continue
        if source == target:
            plan.faults.append(line.fault("target", "no program relates to itself", "项目不能与它自己有关系。"))
            continue
        values = {"source_id": source.pk, "kind": line["kind"], "target_id": target.pk}
        plan.put(held.get((source.pk, line["kind"], target.pk)), values)
    return plan
