"""A figure that an article states of a department or program, with the sentence that says so."""

import datetime
from decimal import Decimal

from django.db.models import Q
from django.utils.encoding import iri_to_uri
from pydantic import BaseModel, Field

from articles.api.answers.parts import EntryRef, entry_ref
from articles.views.sentence_links import sentence_address
from articles.views.told_figures import MOST_FIGURES, figures_told
from entities.models import Figure

#: What an answer tells of a figure, of its article and of the entries.
FIELDS = (
    *("day", "measure", "surface", "qualifier", "normalized", "normalized_upper", "unit"),
    *("sentence_start", "sentence_end", "article__public_id", "article__body"),
    *("department__slug", "department__name", "program__slug", "program__name"),
)


class FigureAnswer(BaseModel):
    """报道中说到的一个数。"""

    told_on: datetime.date | None = Field(description="所说的日子：截至日期，没有则为见报日期")
    measure: str = Field(description="指标，如 累计解决问题；只有原句说得清时为空")
    surface: str = Field(description="原文，如 3.35亿元")
    qualifier: str = Field(description="限定，如 超、约、近")
    value: float = Field(description="折算后的数值，万、亿已乘开")
    upper: float | None = Field(description="范围的上限，折算后")
    unit: str = Field(description="单位")
    department: EntryRef | None = Field(description="说的是哪个部门")
    program: EntryRef | None = Field(description="说的是哪个项目")
    sentence: str = Field(description="原句")
    article: int = Field(description="文章的编号")
    url: str = Field(description="打开原句的网页地址")


def figure_answers(told_of: Q, base: str) -> tuple[list[FigureAnswer], bool]:
    """The earliest figures, and whether there are more; one query."""
    told = figures_told(told_of).select_related("article", "department", "program").only(*FIELDS)
    figures = list(told[: MOST_FIGURES + 1])
    return [_answer(figure, base) for figure in figures[:MOST_FIGURES]], len(figures) > MOST_FIGURES


def _answer(figure: Figure, base: str) -> FigureAnswer:
    article, start, end = figure.article, figure.sentence_start, figure.sentence_end
    return FigureAnswer(
        told_on=figure.day,
        measure=figure.measure,
        surface=figure.surface,
        qualifier=figure.qualifier,
        value=float(figure.normalized),
        upper=_number(figure.normalized_upper),
        unit=figure.unit,
        department=entry_ref(figure.department, base) if figure.department else None,
        program=entry_ref(figure.program, base) if figure.program else None,
        sentence=" ".join(article.body[start:end].split()),
        article=article.public_id,
        url=iri_to_uri(base + sentence_address(article, article.body, start, end)),
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
