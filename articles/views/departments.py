"""The registry of departments, and all that is printed about one."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from articles.models import Department, DepartmentSuccession
from articles.search.queries import DepartmentRole, FacetGroup, Filters
from articles.services.series import department_series
from articles.views.addresses import address_of, address_without
from articles.views.crumbs import to_department
from articles.views.dossiers import department_dossier
from articles.views.kept_pages import kept_until_a_change
from articles.views.lookups import get_or_missing
from articles.views.registry_counts import article_counts, group_of
from articles.views.result_lists import ChoiceLink, result_list


@kept_until_a_change
def list_departments(request: HttpRequest) -> HttpResponse:
    """By level, from the nation down; each with the number of articles that speak of it under any name it had."""
    counts = article_counts(FacetGroup.DEPARTMENT)
    by_level: dict[str, list[Department]] = {label: [] for label in Department.Level.labels}
    for department in Department.objects.current().order_by("pinyin", "id"):
        by_level[department.get_level_display()].append(department)
    groups = [group_of(label, members, counts) for label, members in by_level.items() if members]
    former = DepartmentSuccession.objects.select_related("predecessor", "successor").order_by(
        "predecessor__pinyin", "id"
    )
    return render(request, "articles/departments.html", {"groups": groups, "former": list(former)})


def show_department(request: HttpRequest, slug: str) -> HttpResponse:
    """A department of old leads to the one body that it became; one that was split keeps its own page."""
    department = get_or_missing(Department.objects.select_related("parent"), "部门名录里没有这一条。", slug=slug)
    series = department_series()
    head = series.head(department.pk)
    if head != department.pk:
        return redirect(Department.objects.get(pk=head))
    members = Department.objects.filter(pk__in=series.members(department.pk)).prefetch_related("aliases")
    names = [name for each in members for name in names_of(each)]
    articles = result_list(request, fixed=Filters(department_ids=(department.pk,)), about=names)
    context = {
        "department": department,
        "crumbs": to_department(department),
        "aliases": [alias.surface for alias in department.aliases.all()],
        "predecessors": department.precessions.select_related("predecessor")
        if department.pk in series.predecessors
        else (),
        "successors": department.successions.select_related("successor") if department.pk in series.successors else (),
        "children": list(department.children.current().order_by("pinyin", "id")),
        "programs": list(department.programs.listed().order_by("pinyin", "id")),
        "dossier": SimpleLazyObject(lambda: department_dossier(department, series.members(department.pk))),
        "roles": role_links(articles.filterset.data),
        "list": articles,
    }
    return render(request, "articles/department.html", context, status=articles.status)


def names_of(department: Department) -> list[str]:
    return [department.name, department.short_name, *(alias.surface for alias in department.aliases.all())]


def role_links(data: QueryDict) -> list[ChoiceLink]:
    """All articles, those about the department, those that only mention it."""
    chosen = data.get("role", "")
    roles = [(DepartmentRole.PRIMARY, "主办"), (DepartmentRole.MENTIONED, "提及")]
    return [
        ChoiceLink("全部报道", address_without(data, "role"), not chosen),
        *(ChoiceLink(label, address_of(data, role=role.value), chosen == role) for role, label in roles),
    ]
