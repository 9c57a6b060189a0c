"""The registry of departments, and all that is printed about one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from articles.filters import ROLES
from articles.models import Department, DepartmentAlias, DepartmentSuccession
from articles.search.name_index import NameKind
from articles.search.queries import FacetGroup, Filters
from articles.series import Series
from articles.views.addresses import ChoiceLink, address_of, address_without
from articles.views.crumbs import to_department
from articles.views.dossiers import Dossier, department_dossier
from articles.views.entry_charts import EntryCharts, department_charts
from articles.views.fixed_queries import AnyGiven, FixedQuery, FixedRecords, Given
from articles.views.present_departments import of_present_department
from articles.views.registry_counts import counts_to_show
from articles.views.registry_index import Counts, Listed, Registry, labels_of, registry_index
from articles.views.result_lists import result_list
from articles.views.without_index import unless_unavailable
from entities.models import Program

#: Names of old departments that the index page lists; each of them is found by its filter as well.
FORMER = 60
LEVELS = labels_of(Department.Level.choices)

ALIASES = FixedQuery(
    lambda: (
        DepartmentAlias.objects.filter(department=AnyGiven("ids"))
        .order_by("surface")
        .values_list("department_id", "surface")
    )
)
CHILDREN = FixedRecords(
    lambda: Department.objects.current().filter(parent=Given("parent")).order_by("pinyin", "id"), "id", "name", "slug"
)
PROGRAMS = FixedRecords(
    lambda: Program.objects.listed().filter(run_by=Given("run_by")).order_by("pinyin", "id"), "id", "name", "slug"
)


def department_registry(counts: Counts | None) -> Registry:
    """By level and place, each with the number of articles that speak of it under any name it had."""
    rows = Department.objects.current().order_by("pinyin", "id").values_list("pk", "name", "slug", "level", "place")
    return Registry(
        NameKind.DEPARTMENT,
        "/departments/",
        "level",
        "请从国家、省、市、县区、乡镇街道中选一级。",
        LEVELS,
        [
            Listed(pk, name, f"/departments/{slug}/", level, place_in(level, place))
            for pk, name, slug, level, place in rows
        ],
        counts,
    )


def list_departments(request: HttpRequest) -> HttpResponse:
    registry = department_registry(counts_to_show(request, FacetGroup.DEPARTMENT))
    index = registry_index(request, registry)
    context: dict[str, Any] = {"index": index, "is_empty": not registry.entries}
    if index.is_overview:
        former = list(
            DepartmentSuccession.objects.select_related("predecessor", "successor").order_by(
                "predecessor__pinyin", "id"
            )
        )
        context |= {"former": former[:FORMER], "former_count": len(former)}
    return render(request, "articles/departments.html", context)


def place_in(level: str, place: str) -> str:
    """Where the bodies of a level are of many places; those of a nation, a province or a city are of few."""
    return place if level in {Department.Level.COUNTY, Department.Level.TOWN} else ""


@of_present_department
def show_department(request: HttpRequest, department: Department, series: Series) -> HttpResponse:
    members = sorted(series.members(department.pk))
    others = Department.objects.in_bulk([pk for pk in members if pk != department.pk]) if len(members) > 1 else {}
    aliases = aliases_of(members)
    names = [name for each in (department, *others.values()) for name in names_of(each, aliases[each.pk])]
    articles = result_list(request, fixed=Filters(department_ids=(department.pk,)), about=names)
    dossier: Any = SimpleLazyObject(
        lambda: unless_unavailable(request, lambda: department_dossier(department, members), Dossier())
    )
    charts: Any = SimpleLazyObject(
        lambda: unless_unavailable(request, lambda: department_charts(department, members, dossier), EntryCharts())
    )
    predecessors = (
        list(department.precessions.select_related("predecessor")) if department.pk in series.predecessors else []
    )
    context = {
        "department": department,
        "crumbs": to_department(department),
        "aliases": aliases[department.pk],
        "predecessors": predecessors,
        "succession_notes": dict.fromkeys(each.note for each in predecessors if each.note),
        "successors": department.successions.select_related("successor") if department.pk in series.successors else (),
        "children": CHILDREN.records(parent=department.pk),
        "programs": PROGRAMS.records(run_by=department.pk),
        "dossier": dossier,
        "charts": charts,
        "roles": role_links(articles.filterset.data),
        "list": articles,
    }
    return render(request, "articles/department.html", context, status=articles.status)


def aliases_of(department_ids: Sequence[int]) -> Mapping[int, list[str]]:
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for pk, surface in ALIASES.rows(ids=department_ids):
        aliases[pk].append(surface)
    return aliases


def names_of(department: Department, aliases: Iterable[str]) -> list[str]:
    return [department.name, department.short_name, *aliases]


def role_links(data: QueryDict) -> list[ChoiceLink]:
    """All articles, those about the department, those that only mention it."""
    chosen = data.get("role", "")
    return [
        ChoiceLink("全部报道", address_without(data, "role"), not chosen),
        *(ChoiceLink(label, address_of(data, role=role.value), chosen == role) for role, label in ROLES.items()),
    ]
