"""Lines of aliases, made into what they change of the registry."""

from articles.models import Department, DepartmentAlias
from entities.import_plan import ImportPlan, by_name, referred
from entities.matching.folding import fold
from entities.models import Program, ProgramAlias
from entities.name_claims import registered_names
from entities.registry_files import Line


def plan_department_aliases(lines: list[Line]) -> ImportPlan:
    return plan_aliases(DepartmentAlias, Department, "department", lines)


def plan_program_aliases(lines: list[Line]) -> ImportPlan:
    return plan_aliases(ProgramAlias, Program, "program", lines)


def plan_aliases(
    model: type[DepartmentAlias] | type[ProgramAlias],
    owners: type[Department] | type[Program],
    column: str,
    lines: list[Line],
) -> ImportPlan:
    """An alias is known by its entry and by what is left of it without blanks, quotes and width."""
    plan, claims = ImportPlan(model), registered_names()
    known = by_name(owners._default_manager.order_by("pk"))
    owner_id = f"{column}_id"
    held = {(getattr(alias, owner_id), fold(alias.surface)): alias for alias in model._default_manager.order_by("pk")}
    for line in lines:
        owner, surface = referred(line, column, known, plan), line["surface"]
        if owner is None:
            continue
        if others := claims.others(surface, (owners, owner.pk)):
            named = "、".join(others)
            plan.faults.append(
                line.fault("surface", f"{surface!r} stands for {named} too", f"“{surface}”也是“{named}”的名称或别名。")
            )
        claims.add(surface, (owners, owner.pk), owner.name)
        plan.put(held.get((owner.pk, fold(surface))), {owner_id: owner.pk, "surface": surface, "rule": line["rule"]})
    return plan
