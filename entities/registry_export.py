"""The registry as CSV files, in the form that `load_registry` and the desk's import read."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from articles.models import Department, DepartmentAlias, DepartmentSuccession, Newspaper
from articles.spreadsheets import guarded
from entities.models import Place, Program, ProgramAlias, ProgramRelation
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

#: For each file, the rows of its columns, in the order in which a load needs them.
ROWS: Mapping[str, Callable[[], Iterable[Sequence[Any]]]] = {
    NEWSPAPERS.file: lambda: Newspaper.objects.order_by("id").values_list(*NEWSPAPERS.names),
    PLACES.file: lambda: Place.objects.order_by("id").values_list("name", "level", "parent__name"),
    DEPARTMENTS.file: lambda: Department.objects.order_by("id").values_list(
        "name", "short_name", "slug", "level", "kind", "place", "parent__name", "valid_from", "valid_to"
    ),
    DEPARTMENT_ALIASES.file: lambda: DepartmentAlias.objects.order_by("department_id", "id").values_list(
        "department__name", "surface", "rule"
    ),
    SUCCESSIONS.file: lambda: DepartmentSuccession.objects.order_by("id").values_list(
        "predecessor__name", "successor__name", "happened_on", "note"
    ),
    PROGRAMS.file: lambda: Program.objects.order_by("id").values_list(
        "name", "slug", "kind", "run_by__name", "run_by_name", "summary", "started"
    ),
    PROGRAM_ALIASES.file: lambda: ProgramAlias.objects.order_by("program_id", "id").values_list(
        "program__name", "surface", "rule"
    ),
    RELATIONS.file: lambda: ProgramRelation.objects.order_by("id").values_list("source__name", "kind", "target__name"),
}


def export_table(table: Table) -> str:
    """The file's text, in one query."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows(["" if value is None else guarded(str(value)) for value in row] for row in ROWS[table.file]())
    return out.getvalue()


def export_all(tables: Iterable[Table]) -> bytes:
    """All files as one ZIP archive. Each begins with a byte order mark, so that spreadsheets read it as UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            archive.writestr(table.file, "\ufeff" + export_table(table))
    return out.getvalue()
