"""Programs: the registry, and one program with its relations, its months and its figures."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from pydantic import BaseModel, Field

from articles.api.answers.parts import EntryRef, base_of, entry_ref
from articles.api.entry_dossiers import EntryDossier, entry_dossier
from articles.api.parameters import refuse_unknown
from articles.api.registry_lists import COMPANIONS, RegistryPage, page_of_registry
from articles.api.registry_parameters import ProgramParameters
from articles.search.name_index import NameKind
from articles.search.queries import FacetGroup, Filters
from articles.views.dossiers import beside_program
from articles.views.moved_addresses import moved_entry
from articles.views.registry_counts import article_counts
from entities.models import MovedSlug, Program, ProgramRelation


class ProgramRow(BaseModel):
    """一个项目。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="名称")
    kind: str = Field(
        description="类别：campaign 活动、platform 平台、app 应用、project 项目、mechanism 机制、policy 政策 等"
    )
    summary: str = Field(description="一句话说明")
    articles: int = Field(description="提到它的篇数")
    url: str = Field(description="网页地址")
    api_url: str = Field(description="接口地址")


class ProgramList(RegistryPage):
    """一页项目，以拼音为序；口号与政策用语不列。"""

    items: list[ProgramRow] = Field(description="本页的各条")


class RelationAnswer(BaseModel):
    """与另一项目的关系，由 source 读到 target：企业纾困 supports 助企行动。"""

    source: EntryRef = Field(description="这一项目")
    kind: str = Field(
        description="supports 支撑，part_of 属于，built_on 建于，local_form 是其本地做法，continues 接续，governs 规范"
    )
    target: EntryRef = Field(description="对方项目")


class ProgramEntry(ProgramRow):
    """一个项目在名录里的一切。"""

    aliases: list[str] = Field(description="又称")
    started: str = Field(description="起始，如 2021 或 2021-06；不详时为空")
    run_by: EntryRef | None = Field(description="主办部门")
    run_by_name: str = Field(description="主办机构原名，主办者不在部门名录时")
    relations: list[RelationAnswer] = Field(description="与其他项目的关系")


class ProgramAnswer(EntryDossier, ProgramEntry):
    """一个项目和报上关于它的一切。"""


def list_programs(request: HttpRequest, asked: ProgramParameters) -> ProgramList:
    base = base_of(request)

    def row(program: Program, count: int) -> ProgramRow:
        return program_row(program, count, base)

    entries = Program.objects.listed()
    if asked.kind:
        entries = entries.filter(kind__in=asked.kind)
    return ProgramList(**page_of_registry(request, asked, entries, NameKind.PROGRAM, row))


def program_row(program: Program, count: int, base: str) -> ProgramRow:
    return ProgramRow(
        slug=program.slug,
        name=program.name,
        kind=program.kind,
        summary=program.summary,
        articles=count,
        url=base + program.get_absolute_url(),
        api_url=base + reverse("api:program", kwargs={"slug": program.slug}),
    )


def program_answer(request: HttpRequest, slug: str) -> object:
    """A program that was merged leads to the one that it became part of."""
    refuse_unknown(request, ())
    program = Program.objects.select_related("run_by").filter(slug=slug).first()
    if program is None:
        moved = moved_entry(MovedSlug.Section.PROGRAMS, slug)
        if moved is None:
            raise Http404("项目名录里没有这一条。")
        return redirect("api:program", slug=moved.slug, permanent=True)
    base = base_of(request)
    filters = Filters(program_ids=(program.pk,))
    dossier = entry_dossier(
        filters, beside_program(program, COMPANIONS), Q(program=program), base, program=program.slug
    )
    count = article_counts(FacetGroup.PROGRAM).get(program.pk, 0)
    relations = ProgramRelation.objects.filter(Q(source=program) | Q(target=program)).select_related("source", "target")
    return ProgramAnswer(
        **program_row(program, count, base).model_dump(),
        aliases=list(program.aliases.exclude(surface=program.name).values_list("surface", flat=True)),
        started=program.started,
        run_by=entry_ref(program.run_by, base) if program.run_by else None,
        run_by_name=program.run_by_name,
        relations=[
            RelationAnswer(source=entry_ref(each.source, base), kind=each.kind, target=entry_ref(each.target, base))
            for each in relations
        ],
        **dict(dossier),
    )
