"""The names the archive knows: words of its own to the word cutter."""

from articles.models import Department, DepartmentAlias, Reporter
from entities.models import Program, ProgramAlias


def registered_names() -> list[str]:
    names = [
        *Department.objects.values_list("name", "short_name"),
        *Program.objects.values_list("name"),
        *DepartmentAlias.objects.values_list("surface"),
        *ProgramAlias.objects.values_list("surface"),
        *Reporter.objects.values_list("name"),
    ]
    return [name for row in names for name in row if name]
