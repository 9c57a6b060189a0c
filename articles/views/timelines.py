"""What changed with a program or department, in order of time: it began, it could do more, it was praised, and what was
claimed of it in figures."""

import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, OuterRef, QuerySet

from articles.models import SHOWN_STATUSES, Article, DepartmentLink, Issue, article_address
from articles.views.fixed_queries import AnyGiven, FixedQuery, Given
from articles.views.sentence_links import sentence_address
from articles.views.sentences import sentence_around
from articles.views.told_figures import FigureRow, ToldFigure, figure_group, sentences
from entities.matching.milestones import Milestone, MilestoneKind, find_milestones, sentence_bounds
from entities.models import Figure, Mention, Program

SENTENCE_LENGTH = 96
FIGURES_OF_EVENT = 6
#: Articles of one day tell the same of an entry.
ALIKE_A_DAY = 2
CLOSING = "”’」』）"
LABELS = {MilestoneKind.LAUNCH: "启动", MilestoneKind.FUNCTION: "新功能", MilestoneKind.PRAISE: "评价"}


@dataclass(frozen=True, slots=True)
class EventFigure:
    figure: ToldFigure
    url: str


@dataclass(frozen=True, slots=True)
class Event:
    """`sentence`: what stands before, in and after the words that tell of the change; empty where `figures` tell it.

    `is_inferred`: the day is that of an issue whose own is an estimate.
    """

    label: str
    day: datetime.date | None
    url: str
    sentence: tuple[str, ...] = ()
    figures: tuple[EventFigure, ...] = ()
    is_inferred: bool = False


class NamingArticle(NamedTuple):
    """What is read of an article, of hundreds. `claims`: the bounds of sentences that tell figures of the entry, each
    with a name."""

    pk: int
    public_id: int
    revision_number: int
    body: str
    printed_on: datetime.date | None
    is_inferred: bool
    claims: list[tuple[int, int]]

    def get_absolute_url(self) -> str:
        return article_address(self.public_id)


class Moment(NamedTuple):
    """An event that may be shown: its words and its address are made only for those that are."""

    day: datetime.date | None
    make: Callable[[], Event]


class Claims(NamedTuple):
    """What was claimed in figures on a day, in these sentences of articles, by their start: the figures are read for
    those days that are shown."""

    day: datetime.date | None
    sentences: tuple[tuple[NamingArticle, int], ...]


#: An article with the places of its body that name the entry.
Named = tuple[NamingArticle, list[tuple[int, int]]]
DAY, DATE_SOURCE = "page__issue__date", "page__issue__date_source"


def _naming_program() -> QuerySet[Any, Any]:
    named = Mention.objects.filter(
        article=OuterRef("pk"),
        revision_number=OuterRef("revision_number"),
        program=Given("program"),
        status__in=SHOWN_STATUSES,
        field=Mention.Field.BODY,
    ).exclude(surface="")
    places = ArraySubquery(named.order_by("start").values(bounds=bounds("start", "end")))
    articles = Article.objects.filter(pk=AnyGiven("ids"), state=Article.State.PUBLISHED)
    claims = claiming_sentences(OuterRef("pk"), OuterRef("revision_number"), program=Given("program"))
    ordered = articles.order_by(F(DAY).asc(nulls_last=True), "id").annotate(places=places, told=claims)
    return ordered.values_list("id", "public_id", "revision_number", "body", DAY, DATE_SOURCE, "told", "places")


def _about_departments() -> QuerySet[Any, Any]:
    links = DepartmentLink.objects.filter(
        article=AnyGiven("ids"),
        department=AnyGiven("departments"),
        status__in=SHOWN_STATUSES,
        role=DepartmentLink.Role.PRIMARY,
        article__state=Article.State.PUBLISHED,
        revision_number=F("article__revision_number"),
    )
    day, source = f"article__{DAY}", f"article__{DATE_SOURCE}"
    claims = claiming_sentences(OuterRef("article"), OuterRef("revision_number"), department=AnyGiven("departments"))
    ordered = links.order_by(F(day).asc(nulls_last=True), "article_id", "id").annotate(told=claims)
    columns = ("article", "article__public_id", "revision_number", "article__body", day, source, "told")
    return ordered.values_list(*columns, "evidence")


def claiming_sentences(article: OuterRef, revision: OuterRef, **told_of: Given) -> ArraySubquery:
    figures = Figure.objects.filter(article=article, revision_number=revision, **told_of).exclude(measure="")
    return ArraySubquery(figures.order_by("start").values(bounds=bounds("sentence_start", "sentence_end")))


def bounds(start: str, end: str) -> Func:
    return Func(start, end, template="ARRAY[%(expressions)s]", output_field=ArrayField(IntegerField()))


NAMING_PROGRAM = FixedQuery(_naming_program)
ABOUT_DEPARTMENTS = FixedQuery(_about_departments)


def program_places(program: Program, ids: Sequence[int]) -> list[Named]:
    """These articles by day, with the places of their bodies that name the program. One query."""
    rows = NAMING_PROGRAM.rows(program=program.pk, ids=ids)
    return [(naming_article(*columns), pairs(places)) for *columns, places in rows]


def department_places(members: Iterable[int], ids: Sequence[int]) -> list[Named]:
    """Those of these articles, by day, that are about one of the departments, under whichever of its names. One
    query."""
    rows = ABOUT_DEPARTMENTS.rows(departments=list(members), ids=ids)
    named = []
    for _, links in groupby(rows, key=itemgetter(0)):
        of_article = list(links)
        places = {place for *_, evidence in of_article for place in places_in_body(evidence)}
        named.append((naming_article(*of_article[0][:-1]), sorted(places)))
    return named


def naming_article(
    pk: int,
    public_id: int,
    revision_number: int,
    body: str,
    printed_on: datetime.date | None,
    date_source: str | None,
    claims: list[list[int]] | None,
) -> NamingArticle:
    is_inferred = date_source == Issue.DateSource.INFERRED
    return NamingArticle(pk, public_id, revision_number, body, printed_on, is_inferred, pairs(claims))


def pairs(rows: list[list[int]] | None) -> list[tuple[int, int]]:
    return [(start, end) for start, end in rows or ()]


def places_in_body(evidence: str) -> list[tuple[int, int]]:
    """`evidence` of a link, as JSON."""
    return [(place["start"], place["end"]) for place in json.loads(evidence) if place["field"] == "body"]


def moments(named: Sequence[Named], *, begins: bool = True) -> list[Moment | Claims]:
    """By day, those without one last; on one day few of a kind. `begins`: these are the first articles of the entry,
    and it begins where it is first spoken of."""
    alike: Counter[tuple[MilestoneKind, datetime.date | None]] = Counter()
    found: list[Moment | Claims] = []
    for article, places in named:
        for milestone in find_milestones(article.body, places):
            day = day_of(milestone, article.printed_on)
            alike[milestone.kind, day] += 1
            if alike[milestone.kind, day] <= ALIKE_A_DAY:
                found.append(Moment(day, partial(event_of, article, milestone)))
    first = first_naming(named) if begins else None
    if first is not None and first[0].printed_on not in {moment.day for moment in found}:
        found.append(Moment(first[0].printed_on, partial(appearance_of, first)))
    claiming: defaultdict[datetime.date | None, list[tuple[NamingArticle, int]]] = defaultdict(list)
    for article, places in named:
        if starts := starts_of_claims(article, places):
            claiming[article.printed_on] += [(article, start) for start in starts]
    found += [Claims(day, tuple(sentences)) for day, sentences in claiming.items()]
    return sorted(found, key=lambda moment: (moment.day is None, moment.day or datetime.date.max))


def starts_of_claims(article: NamingArticle, places: Sequence[tuple[int, int]]) -> list[int]:
    """Of the sentences that name the entry: a figure beside it, however much told of it, is not an event."""
    return sorted({start for start, end in article.claims if any(start <= place < end for place, _ in places)})


def first_naming(named: Sequence[Named]) -> Named | None:
    return next(((article, places) for article, places in named if article.printed_on and places), None)


def first_appearance(named: Sequence[Named]) -> Event | None:
    first = first_naming(named)
    return appearance_of(first) if first else None


def appearance_of(naming: Named) -> Event:
    article, places = naming
    return Event(
        label="见报",
        day=article.printed_on,
        url=sentence_address(article, article.body, *sentence_bounds(article.body, *min(places))),
        sentence=sentence_with(article, min(places)),
        is_inferred=article.is_inferred,
    )


def sentence_with(article: NamingArticle, cue: tuple[int, int]) -> tuple[str, ...]:
    parts = sentence_around(article.body, *cue, SENTENCE_LENGTH)
    return tuple("".join(part.split("\n")).lstrip(CLOSING if place == 0 else "\n") for place, part in enumerate(parts))


def event_of(article: NamingArticle, milestone: Milestone) -> Event:
    return Event(
        label=LABELS[milestone.kind],
        day=day_of(milestone, article.printed_on),
        url=sentence_address(article, article.body, milestone.start, milestone.end),
        sentence=sentence_with(article, milestone.cue),
        is_inferred=article.is_inferred and day_told(milestone, article.printed_on) is None,
    )


def day_of(milestone: Milestone, printed_on: datetime.date | None) -> datetime.date | None:
    """The day that the sentence tells, else that of the paper."""
    return day_told(milestone, printed_on) or printed_on


def day_told(milestone: Milestone, printed_on: datetime.date | None) -> datetime.date | None:
    """The day that the sentence names, where there is such a day and the paper does not foretell it."""
    year, month, day = milestone.day
    year = year or (printed_on.year if printed_on else 0)
    try:
        named = datetime.date(year, month, day)
    except ValueError:
        return None
    return named if printed_on is None or named <= printed_on else None


def claims_event(told: Sequence[FigureRow]) -> Event:
    """What was claimed in figures on one day: the first few that have a name."""
    groups = map(figure_group, sentences(told))
    first = next(groups)
    named = (
        EventFigure(figure, group.url) for group in chain([first], groups) for figure in group.figures if figure.measure
    )
    figures = tuple(islice(named, FIGURES_OF_EVENT))
    return Event("数据", first.printed_on, first.url, figures=figures, is_inferred=first.is_printed_on_estimate)
