"""Takes one registry file in as a person's word: a line changes the entry that it names, or makes a new one.

Nothing is deleted: what the file leaves out stays. All or nothing: RegistryFileError names every fault. A load of the
shipped files (`registry_loading`) is another thing: it never changes what editors made.
"""

from collections.abc import Callable, Mapping

from django.db import transaction

from entities.import_plan import ImportPlan
from entities.imported_entries import plan_departments, plan_places, plan_programs
from entities.imported_names import plan_department_aliases, plan_program_aliases
from entities.imported_ties import plan_relations, plan_successions, successions_changed
from entities.registry_faults import Fault, RegistryFileError
from entities.registry_files import Line, read_lines, repeated_lines
from entities.registry_tables import (
    DEPARTMENT_ALIASES,
    DEPARTMENTS,
    PLACES,
    PROGRAM_ALIASES,
    PROGRAMS,
    RELATIONS,
    SUCCESSIONS,
    Table,
)

#: What the desk takes in; newspapers are few and have a form.
IMPORTED = (PLACES, DEPARTMENTS, DEPARTMENT_ALIASES, SUCCESSIONS, PROGRAMS, PROGRAM_ALIASES, RELATIONS)

PLANNERS: Mapping[str, Callable[[list[Line]], ImportPlan]] = {
    PLACES.file: plan_places,
    DEPARTMENTS.file: plan_departments,
    DEPARTMENT_ALIASES.file: plan_department_aliases,
    SUCCESSIONS.file: plan_successions,
    PROGRAMS.file: plan_programs,
    PROGRAM_ALIASES.file: plan_program_aliases,
    RELATIONS.file: plan_relations,
}


@transaction.atomic
def import_table(table: Table, text: str) -> ImportPlan:
    """What was made of the lines, all of it written; RegistryFileError, and then nothing was."""
    faults: list[Fault] = []
    lines = list(read_lines(text.removeprefix("\ufeff"), table, faults, path=table.file))
    faults += repeated_lines(lines, table)
    if faults:
        raise RegistryFileError(faults)
    plan = PLANNERS[table.file](lines)
    if plan.faults:
        raise RegistryFileError(plan.faults)
    plan.write()
    if table is SUCCESSIONS:
        successions_changed(plan)
    return plan
