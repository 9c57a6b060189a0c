"""Everything that happened to a department or program, page by page; a dossier shows the beginning and the latest.

Of an entry that very many articles speak of, the events are told in parts, each of so many articles in order of day.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Department
from articles.series import Series
from articles.views.crumbs import DEPARTMENTS, PROGRAMS, Crumb, to_department
from articles.views.entry_events import (
    Entry,
    entry_of_departments,
    entry_of_program,
    figures_claimed,
    made,
    moments_of_part,
    parts_of,
)
from articles.views.lookups import get_or_missing
from articles.views.paging import BadPageError, page_number, paging_of
from articles.views.present_departments import of_present_department
from articles.views.without_index import needs_index
from entities.models import Program

PAGE_SIZE = 60


@needs_index
@of_present_department
def show_department_events(request: HttpRequest, department: Department, series: Series) -> HttpResponse:
    """Those of the department under any name it had."""
    entry = entry_of_departments(series.members(department.pk))
    return _page(request, department, entry, DEPARTMENTS, to_department(department))


@needs_index
def show_program_events(request: HttpRequest, slug: str) -> HttpResponse:
    program = get_or_missing(Program.objects.all(), "项目名录里没有这一条。", slug=slug)
    way = [PROGRAMS, Crumb(program.name, program.get_absolute_url())]
    return _page(request, program, entry_of_program(program), PROGRAMS, way)


def _page(request: HttpRequest, named: Any, entry: Entry, section: Crumb, way: list[Crumb]) -> HttpResponse:
    context: dict[str, Any] = {"entry": named, "section": section.url.strip("/")}
    context["crumbs"] = [*way, Crumb("大事", request.path)]
    try:
        parts, size = parts_of(entry, page_number(request.GET.get("part")))
        number = page_number(request.GET.get("page"))
        found = moments_of_part(entry, parts.number, size)
        paging = paging_of(number, len(found), page_size=PAGE_SIZE)
    except BadPageError as error:
        return render(request, "articles/events.html", context | {"error": str(error)}, status=404)
    shown = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    days = [moment.day for moment in found if moment.day]
    context |= {
        "parts": parts,
        "part_size": size,
        "total": len(found),
        "days": (days[0], days[-1]) if days else None,
        "paging": paging,
        "events": made(shown, figures_claimed(entry, shown)),
    }
    return render(request, "articles/events.html", context)
