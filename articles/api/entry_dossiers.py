"""What an answer tells of a department and of a program alike: its months, its company and its figures."""

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from pydantic import BaseModel, Field

from articles.api.answers.figure_answers import FigureAnswer, figure_answers
from articles.api.answers.parts import MonthAnswer
from articles.api.registry_lists import COMPANIONS, CompanionAnswer, companion_answers, month_answers
from articles.search.queries import Filters
from articles.views.dossiers import Companion
from articles.views.told_figures import MOST_FIGURES


class EntryDossier(BaseModel):
    """报上关于一个部门或项目的一切。"""

    months: list[MonthAnswer] = Field(description="逐月篇数")
    with_departments: list[CompanionAnswer] = Field(description=f"同见于报道的部门，多的在前，最多 {COMPANIONS} 个")
    with_programs: list[CompanionAnswer] = Field(description=f"同见于报道的项目，多的在前，最多 {COMPANIONS} 个")
    figures: list[FigureAnswer] = Field(description=f"报道中说到的数据，依所说日期，最多 {MOST_FIGURES} 条")
    figures_are_cut: bool = Field(description="数据是否还有更多")
    articles_url: str = Field(description="写到它的文章：列表的接口地址")


def entry_dossier(
    filters: Filters,
    beside: tuple[tuple[Companion, ...], tuple[Companion, ...]],
    told_of: Q,
    base: str,
    **parameter: str,
) -> EntryDossier:
    """`filters`: its articles; `beside`: the departments and programs in them; `parameter`: what lists call it."""
    departments, programs = beside
    figures, has_more = figure_answers(told_of, base)
    return EntryDossier(
        months=month_answers(filters),
        with_departments=companion_answers(departments),
        with_programs=companion_answers(programs),
        figures=figures,
        figures_are_cut=has_more,
        articles_url=f"{base}{reverse('api:articles')}?{urlencode(parameter)}",
    )
