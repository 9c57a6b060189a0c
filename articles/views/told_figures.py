"""The figures that articles tell of a program or department, a sentence each, in order of the day they are true of."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import F, Q, QuerySet

from articles.models import Article
from articles.views.sentence_links import sentence_address
from entities.models import Figure

#: On a dossier; a page of its own lists all. The API gives more in one answer.
FIGURES_OF_DOSSIER, MOST_FIGURES = 60, 200
#: What is told of each.
FIELDS = (
    *("department_id", "program_id", "start", "end", "sentence_start", "sentence_end", "measure", "surface", "day"),
    *("unit", "multiplier", "value", "upper", "normalized", "normalized_upper", "qualifier", "as_of", "as_of_words"),
    *("article__public_id", "article__body"),
)


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """`measure` is empty where only the sentence says what is counted. `exact`: the number written out, where the paper
    prints it with 万 or 亿."""

    measure: str
    surface: str
    exact: str


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures of one sentence. `told_on` is the day they are true of, else the day they were printed; `as_of` says
    so in the paper's words."""

    told_on: datetime.date | None
    printed_on: datetime.date | None
    as_of: str
    sentence: str
    url: str
    figures: tuple[ToldFigure, ...]


def figures_told(told_of: Q) -> QuerySet[Figure]:
    """Of public articles in their present revision, by the day they are told of."""
    return (
        Figure.objects.filter(told_of, article__state=Article.State.PUBLISHED)
        .filter(revision_number=F("article__revision_number"))
        .annotate(told_on=F("day"), printed_on=F("article__page__issue__date"))
        .select_related("article")
        .only(*FIELDS)
        .order_by(F("told_on").asc(nulls_last=True), "article_id", "start")
    )


def figure_groups(told_of: Q) -> tuple[tuple[FigureGroup, ...], bool]:
    """The earliest figures, and whether there are more."""
    figures = list(figures_told(told_of)[: FIGURES_OF_DOSSIER + 1])
    return by_sentence(figures[:FIGURES_OF_DOSSIER]), len(figures) > FIGURES_OF_DOSSIER


def by_sentence(figures: Iterable[Figure]) -> tuple[FigureGroup, ...]:
    """`figures` as `figures_told` orders them. One that an article prints twice counts once."""
    seen = set()
    fresh = []
    for figure in figures:
        key = (figure.article_id, figure.measure, figure.surface)
        if not figure.measure or key not in seen:
            fresh.append(figure)
        seen.add(key)
    groups = groupby(fresh, key=lambda figure: (figure.article_id, figure.told_on, figure.sentence_start))  # type: ignore[attr-defined]
    return tuple(figure_group(list(members)) for _, members in groups)


def figure_group(figures: list[Figure]) -> FigureGroup:
    first = figures[0]
    article, body = first.article, first.article.body
    start, end = first.sentence_start, first.sentence_end
    return FigureGroup(
        told_on=first.told_on,  # type: ignore[attr-defined]
        printed_on=first.printed_on,  # type: ignore[attr-defined]
        as_of=first.as_of_words,
        sentence="".join(body[start:end].split("\n")).strip(),
        url=sentence_address(article, body, start, end),
        figures=tuple(told_figures(figures)),
    )


def told_figures(figures: Iterable[Figure]) -> Iterable[ToldFigure]:
    once: set[tuple[int, int]] = set()
    for figure in figures:
        if (figure.start, figure.end) not in once:
            once.add((figure.start, figure.end))
            yield ToldFigure(figure.measure, figure.surface, exact(figure))


def exact(figure: Figure) -> str:
    """1,041亿元 as 104,100,000,000元; empty where the paper prints every digit."""
    if not figure.multiplier or figure.multiplier in figure.unit:
        return ""
    ends = [figure.normalized, *([figure.normalized_upper] if figure.normalized_upper is not None else [])]
    return "至".join(written_out(value) for value in ends) + figure.unit


def written_out(value: Decimal) -> str:
    whole = value.to_integral_value()
    return f"{whole:,.0f}" if value == whole else f"{value.normalize():,f}"
