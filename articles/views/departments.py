"""The registry of departments, and all that is printed about one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Department
from articles.search.queries import FacetGroup, Filters
from articles.views.registry_counts import article_counts
from articles.views.result_lists import result_list


def list_departments(request: HttpRequest) -> HttpResponse:
    """By level, from the nation down; each with the number of articles that speak of it."""
    counts = article_counts(FacetGroup.DEPARTMENT)
    by_level: dict[str, list[tuple[Department, int]]] = {label: [] for label in Department.Level.labels}
    for department in Department.objects.order_by("pinyin", "id"):
        by_level[department.get_level_display()].append((department, counts.get(department.pk, 0)))
    groups = [(label, members) for label, members in by_level.items() if members]
    return render(request, "articles/departments.html", {"groups": groups})


def show_department(request: HttpRequest, slug: str) -> HttpResponse:
    department = get_object_or_404(Department.objects.select_related("parent"), slug=slug)
    articles = result_list(request, fixed=Filters(department_ids=(department.pk,)))
    context = {
        "department": department,
        "aliases": list(department.aliases.values_list("surface", flat=True)),
        "children": list(department.children.order_by("pinyin", "id")),
        "programs": list(department.programs.listed().order_by("pinyin", "id")),
        "list": articles,
    }
    return render(request, "articles/department.html", context, status=articles.status)
