"""All the figures that articles tell of a department or program, page by page, where a dossier shows only the first."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Department
from articles.series import Series
from articles.views.crumbs import DEPARTMENTS, PROGRAMS, Crumb, to_department
from articles.views.lookups import get_or_missing
from articles.views.measure_lines import MOST_LINES, measure_lines
from articles.views.paging import BadPageError, page_number, paging_of
from articles.views.present_departments import of_present_department
from articles.views.result_lists import MOST_ROWS
from articles.views.told_figures import ToldOf, by_sentence, figure_rows, figures_told
from entities.models import Program

PAGE_SIZE = 60
BEYOND = f"更后面的数在导出的 CSV、XLSX 里，最多 {MOST_ROWS:,} 个。"


@of_present_department
def show_department_figures(request: HttpRequest, department: Department, series: Series) -> HttpResponse:
    """Those told of the department under any name it had."""
    told_of = ToldOf("department", tuple(series.members(department.pk)))
    return _page(request, department, told_of, DEPARTMENTS, to_department(department))


def show_program_figures(request: HttpRequest, slug: str) -> HttpResponse:
    program = get_or_missing(Program.objects.all(), "项目名录里没有这一条。", slug=slug)
    way = [PROGRAMS, Crumb(program.name, program.get_absolute_url())]
    return _page(request, program, ToldOf("program", (program.pk,)), PROGRAMS, way)


def _page(request: HttpRequest, entry: Any, told_of: ToldOf, section: Crumb, way: list[Crumb]) -> HttpResponse:
    figures = figures_told(Q((f"{told_of.field}__in", told_of.ids)))
    # One is stored for each name of a body that its sentence holds.
    total = figures.order_by().values("article", "start").distinct().count()
    context: dict[str, Any] = {
        "entry": entry,
        "total": total,
        "beyond": BEYOND,
        "most_rows": MOST_ROWS,
        "section": section.url.strip("/"),
    }
    context["crumbs"] = [*way, Crumb("数据", request.path)]
    try:
        number = page_number(request.GET.get("page"), beyond=BEYOND)
        paging = paging_of(number, figures.count(), page_size=PAGE_SIZE)
    except BadPageError as error:
        return render(request, "articles/figures.html", context | {"error": str(error)}, status=404)
    start = (number - 1) * PAGE_SIZE
    lines = measure_lines(told_of, MOST_LINES) if number == 1 else ()
    context |= {
        "lines": lines,
        "paging": paging,
        "groups": by_sentence(figure_rows(figures[start : start + PAGE_SIZE])),
    }
    return render(request, "articles/figures.html", context)
