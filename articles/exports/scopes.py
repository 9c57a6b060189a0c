"""What a list is fixed to: nothing, or the department, program or reporter whose page it stands on."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404

from articles.models import Department, Reporter
from articles.search.queries import Filters
from articles.services.series import department_series
from articles.views.lookups import get_or_missing
from entities.models import Program


@dataclass(frozen=True, slots=True)
class Scope:
    """`name` is empty for the whole archive; `url` is the page that shows the list.

    `has_moved`: the list stands at another address than the one asked for.
    """

    name: str
    url: str
    fixed: Filters
    has_moved: bool = False


def scope_of(section: str, slug: str) -> Scope:
    """The list of the page `/section/slug/`, of a department of old that of the one body that it became.

    Raises `Http404` where there is none.
    """
    if section == "search":
        return Scope("", "/search/", Filters())
    if section == "departments":
        department = get_or_missing(Department.objects.all(), "部门名录里没有这一条。", slug=slug)
        head = department_series().head(department.pk)
        if head != department.pk:
            return replace(_of_department(Department.objects.get(pk=head)), has_moved=True)
        return _of_department(department)
    if section == "programs":
        program = get_or_missing(Program.objects.all(), "项目名录里没有这一条。", slug=slug)
        return _scope(program, Filters(program_ids=(program.pk,)))
    if section == "reporters":
        reporter = get_or_missing(Reporter.objects.select_related("newspaper"), "文库里没有这位记者。", slug=slug)
        return _scope(reporter, Filters(reporter_ids=(reporter.pk,)))
    raise Http404("没有这样的列表。")


def _of_department(department: Department) -> Scope:
    return _scope(department, Filters(department_ids=(department.pk,)))


def _scope(entry: Any, fixed: Filters) -> Scope:
    return Scope(str(entry), entry.get_absolute_url(), fixed)
