"""Reporters: those who signed, and one reporter with the months of his articles."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from pydantic import BaseModel, Field

from articles.api.answers.parts import MonthAnswer, NewspaperAnswer, base_of, newspaper_answer
from articles.api.newspapers import newspaper_named
from articles.api.parameters import refuse_unknown
from articles.api.registry_lists import (
    COMPANIONS,
    CompanionAnswer,
    RegistryPage,
    companion_answers,
    month_answers,
    page_of_registry,
)
from articles.api.registry_parameters import ReporterParameters
from articles.models import Department, Reporter
from articles.search.name_index import NameKind
from articles.search.queries import FacetGroup, Filters
from articles.views.dossiers import companions, counted, pairs
from articles.views.lookups import get_or_missing
from articles.views.registry_counts import article_counts


class ReporterRow(BaseModel):
    """一位记者。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="姓名")
    note: str = Field(description="同名者以此区别；没有同名的为空")
    newspaper: str = Field(description="报纸的 slug")
    articles: int = Field(description="署名的篇数")
    url: str = Field(description="网页地址")
    api_url: str = Field(description="接口地址")


class ReporterList(RegistryPage):
    """一页记者，以拼音为序。"""

    items: list[ReporterRow] = Field(description="本页的各条")


class ReporterAnswer(BaseModel):
    """一位记者和他署名的报道。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="姓名")
    note: str = Field(description="同名者以此区别；没有同名的为空")
    newspaper: NewspaperAnswer = Field(description="报纸")
    articles: int = Field(description="署名的篇数")
    months: list[MonthAnswer] = Field(description="逐月篇数")
    with_departments: list[CompanionAnswer] = Field(description=f"写到的部门，多的在前，最多 {COMPANIONS} 个")
    url: str = Field(description="网页地址")
    articles_url: str = Field(description="署名的文章：列表的接口地址")


def list_reporters(request: HttpRequest, asked: ReporterParameters) -> ReporterList:
    base = base_of(request)

    def row(reporter: Reporter, count: int) -> ReporterRow:
        return ReporterRow(
            slug=reporter.slug,
            name=reporter.name,
            note=reporter.note,
            newspaper=reporter.newspaper.slug,
            articles=count,
            url=base + reporter.get_absolute_url(),
            api_url=base + reverse("api:reporter", kwargs={"slug": reporter.slug}),
        )

    entries = Reporter.objects.select_related("newspaper")
    if asked.newspaper:
        entries = entries.filter(newspaper=newspaper_named(asked.newspaper))
    return ReporterList(**page_of_registry(request, asked, entries, NameKind.REPORTER, row))


def reporter_answer(request: HttpRequest, slug: str) -> ReporterAnswer:
    refuse_unknown(request, ())
    reporter = get_or_missing(Reporter.objects.select_related("newspaper"), "文库里没有这位记者。", slug=slug)
    base = base_of(request)
    filters = Filters(reporter_ids=(reporter.pk,))
    counts = counted(filters, FacetGroup.DEPARTMENT)
    departments = companions(Department, pairs(counts.get(FacetGroup.DEPARTMENT, ())), {}, COMPANIONS)
    return ReporterAnswer(
        slug=reporter.slug,
        name=reporter.name,
        note=reporter.note,
        newspaper=newspaper_answer(reporter.newspaper, base),
        articles=article_counts(FacetGroup.REPORTER).get(reporter.pk, 0),
        months=month_answers(filters),
        with_departments=companion_answers(departments),
        url=base + reporter.get_absolute_url(),
        articles_url=f"{base}{reverse('api:articles')}?{urlencode({'reporter': reporter.slug})}",
    )
