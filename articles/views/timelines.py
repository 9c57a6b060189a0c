"""What changed with a program or department, in order of time: it began, it could do more, it was praised, and what was
claimed of it in figures."""

import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from articles.models import SHOWN_STATUSES, Article, DepartmentLink, Issue, article_address
from articles.search.backend import search_backend
from articles.search.queries import DepartmentRole, Filters, SearchQuery, Sort
from articles.views.fixed_queries import AnyGiven, FixedQuery, Given
from articles.views.sentence_links import sentence_address
from articles.views.sentences import sentence_around
from articles.views.told_figures import FigureGroup, ToldFigure
from entities.matching.milestones import Milestone, MilestoneKind, find_milestones, sentence_bounds
from entities.models import Mention, Program

#: The earliest places at which a program is named that are read for what happened to it.
PLACES_READ = 400
EVENTS = 16
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
    """What is read of an article: hundreds are for one page."""

    public_id: int
    body: str
    printed_on: datetime.date | None
    is_inferred: bool = False

    def get_absolute_url(self) -> str:
        return article_address(self.public_id)


#: An article with the places of its body that name the entry.
Named = tuple[NamingArticle, list[tuple[int, int]]]


def with_their_articles(links: QuerySet[Any], *columns: str) -> QuerySet[Any, Any]:
    """Links of public articles in their present revision: the article's columns and these of the link, by day."""
    day, source = "article__page__issue__date", "article__page__issue__date_source"
    present = links.filter(article__state=Article.State.PUBLISHED, revision_number=F("article__revision_number"))
    ordered = present.order_by(F(day).asc(nulls_last=True), "article_id", "id")
    return ordered.values_list("article__public_id", "article__body", day, source, *columns)[:PLACES_READ]


MENTIONS = FixedQuery(
    lambda: with_their_articles(
        Mention.objects.filter(
            program=Given("program"), status__in=SHOWN_STATUSES, field=Mention.Field.BODY, article=AnyGiven("ids")
        ).exclude(surface=""),
        *("start", "end"),
    )
)
LINKS = FixedQuery(
    lambda: with_their_articles(
        DepartmentLink.objects.filter(
            article=AnyGiven("ids"),
            department=AnyGiven("departments"),
            status__in=SHOWN_STATUSES,
            role=DepartmentLink.Role.PRIMARY,
        ),
        "evidence",
    )
)


def program_places(program: Program) -> list[Named]:
    """The earliest public articles that name the program in their body. One query."""
    earliest = earliest_articles(Filters(program_ids=(program.pk,)))
    by_article: dict[int, Named] = {}
    for *columns, start, end in MENTIONS.rows(program=program.pk, ids=earliest):
        if columns[0] not in by_article:
            by_article[columns[0]] = naming_article(*columns), []
        by_article[columns[0]][1].append((start, end))
    return list(by_article.values())


def department_places(members: Iterable[int]) -> list[Named]:
    """The earliest public articles that are about one of the departments. One query."""
    own = tuple(members)
    earliest = earliest_articles(Filters(department_ids=own, department_role=DepartmentRole.PRIMARY))
    return [
        (naming_article(*columns), places_in_body(evidence))
        for *columns, evidence in LINKS.rows(departments=list(own), ids=earliest)
    ]


def naming_article(
    public_id: int, body: str, printed_on: datetime.date | None, date_source: str | None
) -> NamingArticle:
    return NamingArticle(public_id, body, printed_on, date_source == Issue.DateSource.INFERRED)


def places_in_body(evidence: str) -> list[tuple[int, int]]:
    """`evidence` of a link, as JSON."""
    return [(place["start"], place["end"]) for place in json.loads(evidence) if place["field"] == "body"]


def earliest_articles(filters: Filters) -> list[int]:
    """Asked of the index, which has articles in the order of their days: the database would sort every link of an entry
    by the day of its article's issue."""
    return search_backend().search(SearchQuery(filters=filters, sort=Sort.OLDEST, limit=PLACES_READ)).article_ids


def timeline(named: Sequence[Named], figures: Sequence[FigureGroup]) -> tuple[Event, ...]:
    """By day, those without one last; on one day few of a kind. It begins where the entry is first spoken of.
    `figures`: those of the same entry."""
    told: defaultdict[datetime.date | None, list[FigureGroup]] = defaultdict(list)
    for group in figures:
        told[group.printed_on].append(group)
    events = [
        event_of(article, milestone) for article, places in named for milestone in find_milestones(article.body, places)
    ]
    alike: Counter[tuple[str, datetime.date | None]] = Counter()
    few = []
    for event in events:
        alike[event.label, event.day] += 1
        if alike[event.label, event.day] <= ALIKE_A_DAY:
            few.append(event)
    appearance = first_appearance(named)
    if appearance is not None and appearance.day not in {event.day for event in few}:
        few.append(appearance)
    claims = [figures_event(groups) for groups in told.values()]
    events = [*few, *(claim for claim in claims if claim.figures)]
    return tuple(sorted(events, key=lambda event: (event.day is None, event.day or datetime.date.max)))[:EVENTS]


def first_appearance(named: Sequence[Named]) -> Event | None:
    for article, places in named:
        if article.printed_on and places:
            bounds = sentence_bounds(article.body, *min(places))
            return Event(
                label="见报",
                day=article.printed_on,
                url=sentence_address(article, article.body, *bounds),
                sentence=sentence_with(article, min(places)),
                is_inferred=article.is_inferred,
            )
    return None


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


def figures_event(groups: Sequence[FigureGroup]) -> Event:
    """What was claimed in figures on one day: the first few that have a name."""
    named = [EventFigure(figure, group.url) for group in groups for figure in group.figures if figure.measure]
    first = groups[0]
    figures = tuple(named[:FIGURES_OF_EVENT])
    return Event("数据", first.printed_on, first.url, figures=figures, is_inferred=first.is_printed_on_estimate)
