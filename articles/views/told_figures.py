"""The figures that articles tell of a program or department, a sentence each, in order of the day they are true of."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from django.db.models import F, Q, QuerySet

from articles.models import Article, Issue, article_address
from articles.views.fixed_queries import AnyGiven, FixedQuery, Given
from articles.views.sentence_links import sentence_address
from entities.models import Figure

Told = TypeVar("Told")
_NUMBER = re.compile("[0-9０-９〇零一二三四五六七八九十]")

#: Sentences on a dossier, and figures read for them; a page of its own lists all. The API gives more in one answer.
SENTENCES_OF_DOSSIER, FIGURES_OF_DOSSIER, MOST_FIGURES = 6, 60, 200
#: Columns of `FigureRow`, in the order of its fields.
COLUMNS = (
    *("article_id", "article__public_id", "article__body", "article__page__issue__date"),
    *("article__page__issue__date_source", "day", "as_of", "as_of_words"),
    *("sentence_start", "sentence_end", "start", "end", "measure", "surface", "unit", "multiplier"),
    *("normalized", "normalized_upper"),
)


class ToldOf(NamedTuple):
    """A program, or the departments of one series."""

    field: str
    ids: tuple[int, ...]


class FiguresQuery:
    """A fixed query for the figures told of an entry.

    A body under several names has several ids. The query is asked for each of them by itself, which the database
    answers from an index that has the figures of an id in the order of days; unless they are counted `together`.
    """

    def __init__(self, build: Callable[[Q], QuerySet[Any, Any]], *, together: bool = False) -> None:
        self._of_one, self._of_all = (
            {field: FixedQuery(partial(build, Q((field, kind("told_of"))))) for field in ("program", "department")}
            for kind in (Given, AnyGiven)
        )
        self._together = together

    def rows(self, told_of: ToldOf, **given: Any) -> list[tuple[Any, ...]]:
        """Those of one id after those of another."""
        if self._together and len(told_of.ids) > 1:
            return self._of_all[told_of.field].rows(told_of=list(told_of.ids), **given)
        query = self._of_one[told_of.field]
        return [row for pk in told_of.ids for row in query.rows(told_of=pk, **given)]


class FigureRow(NamedTuple):
    """A figure with what is read of its article: hundreds are for one page."""

    article_id: int
    public_id: int
    body: str
    printed_on: datetime.date | None
    date_source: str | None
    told_on: datetime.date | None
    as_of: datetime.date | None
    as_of_words: str
    sentence_start: int
    sentence_end: int
    start: int
    end: int
    measure: str
    surface: str
    unit: str
    multiplier: str
    normalized: Decimal
    normalized_upper: Decimal | None

    def get_absolute_url(self) -> str:
        return article_address(self.public_id)

    @property
    def is_printed_on_estimate(self) -> bool:
        return self.date_source == Issue.DateSource.INFERRED

    @property
    def is_inferred(self) -> bool:
        return self.is_printed_on_estimate and rests_on_print(self.as_of_words)


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
    so in the paper's words. `is_inferred`: that day is an estimate; `is_printed_on_estimate`: the day of print is."""

    told_on: datetime.date | None
    printed_on: datetime.date | None
    as_of: str
    sentence: str
    url: str
    figures: tuple[ToldFigure, ...]
    is_inferred: bool = False
    is_printed_on_estimate: bool = False


def figures_told(told_of: Q) -> QuerySet[Figure]:
    """Of public articles in their present revision, by the day they are told of."""
    return (
        Figure.objects.filter(told_of, article__state=Article.State.PUBLISHED)
        .filter(revision_number=F("article__revision_number"))
        .order_by(F("day").asc(nulls_last=True), "article_id", "start")
    )


def figure_rows(figures: QuerySet[Figure]) -> list[FigureRow]:
    return list(map(FigureRow._make, figures.values_list(*COLUMNS)))


EARLIEST = FiguresQuery(lambda told_of: figures_told(told_of).values_list(*COLUMNS)[: FIGURES_OF_DOSSIER + 1])


def figure_groups(told_of: ToldOf) -> tuple[tuple[FigureGroup, ...], bool]:
    """The earliest sentences, and whether there are more."""
    figures = by_day(map(FigureRow._make, EARLIEST.rows(told_of)))[: FIGURES_OF_DOSSIER + 1]
    groups = list(sentences(figures[:FIGURES_OF_DOSSIER]))
    first = groups[:SENTENCES_OF_DOSSIER]
    return tuple(map(figure_group, first)), len(groups) > len(first) or len(figures) > FIGURES_OF_DOSSIER


def by_day(figures: Iterable[FigureRow]) -> list[FigureRow]:
    """As `figures_told` orders them, also those of several ids."""
    return sorted(figures, key=lambda each: (each.told_on is None, each.told_on, each.article_id, each.start))


def by_sentence(figures: Iterable[FigureRow]) -> tuple[FigureGroup, ...]:
    return tuple(map(figure_group, sentences(figures)))


def sentences(figures: Iterable[FigureRow]) -> Iterator[list[FigureRow]]:
    """`figures` as `figures_told` orders them."""
    once = told_once(figures, lambda figure: figure)
    for _, members in groupby(once, key=lambda figure: (figure.article_id, figure.told_on, figure.sentence_start)):
        yield list(members)


def told_once(figures: Iterable[Told], figure_of: Callable[[Told], FigureRow]) -> Iterator[Told]:
    """Without those that an article prints a second time of the same day, or that are told of two names of a body."""
    seen = set()
    for each in figures:
        figure = figure_of(each)
        place = (figure.article_id, figure.start, figure.end)
        value = (figure.article_id, figure.measure, figure.surface, figure.told_on) if figure.measure else place
        if place not in seen and value not in seen:
            yield each
        seen |= {place, value}


def figure_group(figures: list[FigureRow]) -> FigureGroup:
    first = figures[0]
    start, end = first.sentence_start, first.sentence_end
    return FigureGroup(
        told_on=first.told_on,
        printed_on=first.printed_on,
        as_of=first.as_of_words,
        sentence=sentence_of(first),
        url=sentence_address(first, first.body, start, end),
        figures=tuple(told_figures(figures)),
        is_inferred=first.is_inferred,
        is_printed_on_estimate=first.is_printed_on_estimate,
    )


def rests_on_print(as_of_words: str) -> bool:
    """Whether the day that a figure is true of is counted from the day of print: 截至目前, 去年底."""
    return not _NUMBER.search(as_of_words)


def sentence_of(figure: FigureRow) -> str:
    return "".join(figure.body[figure.sentence_start : figure.sentence_end].split("\n")).strip()


def told_figures(figures: Iterable[FigureRow]) -> Iterable[ToldFigure]:
    once: set[tuple[int, int]] = set()
    for figure in figures:
        if (figure.start, figure.end) not in once:
            once.add((figure.start, figure.end))
            yield ToldFigure(figure.measure, figure.surface, exact(figure))


def exact(figure: FigureRow) -> str:
    """1,041亿元 as 104,100,000,000元; empty where the paper prints every digit."""
    if not figure.multiplier or figure.multiplier in figure.unit:
        return ""
    ends = [figure.normalized, *([figure.normalized_upper] if figure.normalized_upper is not None else [])]
    return "至".join(written_out(value) for value in ends) + figure.unit


def written_out(value: Decimal) -> str:
    whole = value.to_integral_value()
    return f"{whole:,.0f}" if value == whole else f"{value.normalize():,f}"
