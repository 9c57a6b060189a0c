"""Departments: the registry, and one department with its series, its months and its figures."""

import datetime

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from pydantic import BaseModel, Field

from articles.api.answers.parts import EntryRef, base_of, entry_ref
from articles.api.entry_dossiers import EntryDossier, entry_dossier
from articles.api.parameters import refuse_unknown
from articles.api.registry_lists import COMPANIONS, RegistryPage, page_of_registry
from articles.api.registry_parameters import DepartmentParameters
from articles.models import Department, DepartmentSuccession
from articles.search.name_index import NameKind
from articles.search.queries import FacetGroup, Filters
from articles.series import Series
from articles.services.series import department_series
from articles.views.dossiers import beside_department
from articles.views.moved_addresses import moved_entry
from articles.views.registry_counts import article_counts
from entities.models import MovedSlug


class DepartmentRow(BaseModel):
    """一个部门。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="正式名称")
    short_name: str = Field(description="简称")
    level: str = Field(description="national 国家，province 省，city 市，county 县区，town 乡镇街道")
    kind: str = Field(
        description="department 部门，government 党委政府，committee 议事机构，institution 事业单位，other 其他"
    )
    place: str = Field(description="地方")
    articles: int = Field(description="写到它的篇数，连同它的前身")
    url: str = Field(description="网页地址")
    api_url: str = Field(description="接口地址")


class DepartmentList(RegistryPage):
    """一页部门：现有的，以拼音为序。"""

    items: list[DepartmentRow] = Field(description="本页的各条")


class SuccessionAnswer(BaseModel):
    """沿革中的一步。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="名称")
    happened_on: datetime.date | None = Field(description="改名、合并或撤销之日")
    note: str = Field(description="说明")


class DepartmentEntry(DepartmentRow):
    """一个部门在名录里的一切。"""

    aliases: list[str] = Field(description="又称")
    valid_from: datetime.date | None = Field(description="设立日期")
    valid_to: datetime.date | None = Field(description="撤销日期；现存的为 null")
    parent: EntryRef | None = Field(description="上级")
    children: list[EntryRef] = Field(description="下属")
    predecessors: list[SuccessionAnswer] = Field(description="前身")
    successors: list[SuccessionAnswer] = Field(description="后继")
    programs: list[EntryRef] = Field(description="主办项目")


class DepartmentAnswer(EntryDossier, DepartmentEntry):
    """一个部门和报上关于它的一切。"""


def list_departments(request: HttpRequest, asked: DepartmentParameters) -> DepartmentList:
    base = base_of(request)

    def row(department: Department, count: int) -> DepartmentRow:
        return department_row(department, count, base)

    entries = Department.objects.current()
    if asked.level:
        entries = entries.filter(level__in=asked.level)
    if asked.kind:
        entries = entries.filter(kind__in=asked.kind)
    return DepartmentList(**page_of_registry(request, asked, entries, NameKind.DEPARTMENT, row))


def department_row(department: Department, count: int, base: str) -> DepartmentRow:
    return DepartmentRow(
        slug=department.slug,
        name=department.name,
        short_name=department.short_name,
        level=department.level,
        kind=department.kind,
        place=department.place,
        articles=count,
        url=base + department.get_absolute_url(),
        api_url=base + reverse("api:department", kwargs={"slug": department.slug}),
    )


def department_answer(request: HttpRequest, slug: str) -> object:
    """A department of old leads to the one body that it became, as its page does, one that was merged to the other."""
    refuse_unknown(request, ())
    department = Department.objects.select_related("parent").filter(slug=slug).first()
    if department is None:
        moved = moved_entry(MovedSlug.Section.DEPARTMENTS, slug)
        if moved is None:
            raise Http404("部门名录里没有这一条。")
        return redirect("api:department", slug=moved.slug, permanent=True)
    series = department_series()
    head = series.head(department.pk)
    if head != department.pk:
        return redirect("api:department", slug=Department.objects.values_list("slug", flat=True).get(pk=head))
    base = base_of(request)
    own = series.members(department.pk)
    filters, told_of = Filters(department_ids=(department.pk,)), Q(department__in=own)
    dossier = entry_dossier(
        filters, beside_department(department, own, COMPANIONS), told_of, base, department=department.slug
    )
    count = article_counts(FacetGroup.DEPARTMENT).get(department.pk, 0)
    predecessors, successors = successions_of(department, series)
    return DepartmentAnswer(
        **department_row(department, count, base).model_dump(),
        aliases=[alias.surface for alias in department.aliases.all()],
        valid_from=department.valid_from,
        valid_to=department.valid_to,
        parent=entry_ref(department.parent, base) if department.parent else None,
        children=[entry_ref(each, base) for each in department.children.current().order_by("pinyin", "id")],
        predecessors=predecessors,
        successors=successors,
        programs=[entry_ref(each, base) for each in department.programs.listed().order_by("pinyin", "id")],
        **dict(dossier),
    )


def successions_of(department: Department, series: Series) -> tuple[list[SuccessionAnswer], list[SuccessionAnswer]]:
    """Predecessors and successors; no query where the series knows of none."""
    predecessors = department.precessions.select_related("predecessor") if department.pk in series.predecessors else ()
    successors = department.successions.select_related("successor") if department.pk in series.successors else ()
    return (
        [_succession(each.predecessor, each) for each in predecessors],
        [_succession(each.successor, each) for each in successors],
    )


def _succession(other: Department, step: DepartmentSuccession) -> SuccessionAnswer:
    return SuccessionAnswer(slug=other.slug, name=other.name, happened_on=step.happened_on, note=step.note)
