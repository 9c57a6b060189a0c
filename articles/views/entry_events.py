"""Which articles of a program or department are read for what happened to it, and what a page shows of that.

A dossier reads its earliest articles and its latest; its page of all events goes through them part by part.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.errors import IndexUnavailableError
from articles.search.backend import search_backend
from articles.search.queries import DepartmentRole, Filters, SearchQuery, Sort
from articles.search.results import UNAVAILABLE_NOTE
from articles.views.fixed_queries import AnyGiven
from articles.views.paging import MAX_PAGE, Paging, paging_of
from articles.views.timelines import (
    Claims,
    Event,
    Moment,
    Named,
    claims_event,
    department_places,
    first_appearance,
    moments,
    program_places,
)
from articles.views.told_figures import COLUMNS, FigureRow, FiguresQuery, ToldOf, by_day, figures_told
from entities.models import Program

#: Articles of a part; and those that a dossier reads of either end, which tell far more than it shows.
READ_AT_ONCE, READ_OF_AN_END = 400, 60
#: On a dossier: how it began, and what was last.
FIRST_SHOWN, LATEST_SHOWN = 4, 6
#: Without the text of the article, which was read already.
FIGURES = FiguresQuery(
    lambda told_of: (
        figures_told(told_of)
        .filter(article=AnyGiven("ids"))
        .values_list("revision_number", *(name for name in COLUMNS if name != "article__body"))
    )
)


FiguresOfDays = Mapping[datetime.date | None, Sequence[FigureRow]]


@dataclass(frozen=True, slots=True)
class Entry:
    """`filters`: its articles; `places`: these articles with the places that name it."""

    filters: Filters
    told_of: ToldOf
    places: Callable[[Sequence[int]], list[Named]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """`first` and `latest` by day. `left_out`: how many stand between them, None where not all articles were read;
    `total`: how many there are in all, likewise. `read_of_an_end`: how many articles were read of either end, 0 where
    all were."""

    first: tuple[Event, ...] = ()
    latest: tuple[Event, ...] = ()
    left_out: int | None = 0
    total: int | None = 0
    first_seen: Event | None = None
    read_of_an_end: int = 0

    @property
    def is_cut(self) -> bool:
        return self.left_out != 0


def entry_of_program(program: Program) -> Entry:
    return Entry(
        Filters(program_ids=(program.pk,)),
        ToldOf("program", (program.pk,)),
        lambda ids: program_places(program, ids),
    )


def entry_of_departments(members: Iterable[int]) -> Entry:
    """`members`: the ids of the departments of its series, under any name it had."""
    own = tuple(members)
    return Entry(
        Filters(department_ids=own, department_role=DepartmentRole.PRIMARY),
        ToldOf("department", own),
        lambda ids: department_places(own, ids),
    )


def timeline(entry: Entry) -> Timeline:
    """What the dossier shows: the beginning and the latest."""
    ids, total = articles_of(entry, Sort.OLDEST, 2 * READ_OF_AN_END)
    if total > 2 * READ_OF_AN_END:
        return timeline_of_ends(entry, ids[:READ_OF_AN_END])
    named = entry.places(ids) if ids else []
    found = moments(named)
    first, last = found, []
    if len(found) > FIRST_SHOWN + LATEST_SHOWN:
        known = dated(found)
        first, last = known[:FIRST_SHOWN], known[FIRST_SHOWN:][-LATEST_SHOWN:]
    figures = figures_claimed(entry, [*first, *last])
    return Timeline(
        first=made(first, figures),
        latest=made(last, figures),
        left_out=len(found) - len(first) - len(last),
        total=len(found),
        first_seen=first_appearance(named),
    )


def timeline_of_ends(entry: Entry, oldest: Sequence[int]) -> Timeline:
    """The beginning as the oldest articles tell it, the latest as the newest do; what is between is not read, and what
    the newest tell of the days before them is not the latest."""
    newest, _ = articles_of(entry, Sort.NEWEST, READ_OF_AN_END)
    named = entry.places([*oldest, *newest])
    is_old = set(oldest)
    beginning = [each for each in named if each[0].pk in is_old]
    first = dated(moments(beginning))[:FIRST_SHOWN]
    latest = [each for each in named if each[0].pk not in is_old]
    since = min((article.printed_on for article, _ in latest if article.printed_on), default=datetime.date.min)
    told = dated(moments(latest, begins=False))
    last = [moment for moment in told if moment.day is None or moment.day >= since][-LATEST_SHOWN:]
    figures = figures_claimed(entry, [*first, *last])
    return Timeline(
        first=made(first, figures),
        latest=made(last, figures),
        left_out=None,
        total=None,
        first_seen=first_appearance(beginning),
        read_of_an_end=READ_OF_AN_END,
    )


def dated(found: list[Moment | Claims]) -> list[Moment | Claims]:
    """Those without a day stand last, and are not the latest."""
    return [moment for moment in found if moment.day] or found


def parts_of(entry: Entry, number: int) -> tuple[Paging, int]:
    """The parts that its articles are read in, in order of their days, and how many articles one has. `BadPageError`
    where there is no such part."""
    _, total = articles_of(entry, Sort.OLDEST, 0)
    size = max(READ_AT_ONCE, -(-total // MAX_PAGE))
    return paging_of(number, total, page_size=size), size


def moments_of_part(entry: Entry, number: int, size: int) -> list[Moment | Claims]:
    ids, _ = articles_of(entry, Sort.OLDEST, size, offset=(number - 1) * size)
    return moments(entry.places(ids), begins=number == 1) if ids else []


def articles_of(entry: Entry, sort: Sort, limit: int, *, offset: int = 0) -> tuple[list[int], int]:
    """Asked of the index, which has articles in the order of their days: the database would sort every link of an entry
    by the day of its article's issue."""
    found = search_backend().search(SearchQuery(filters=entry.filters, sort=sort, offset=offset, limit=limit))
    if found.is_unavailable:
        raise IndexUnavailableError("missing", UNAVAILABLE_NOTE)
    return found.article_ids, found.total


def figures_claimed(entry: Entry, chosen: Iterable[Moment | Claims]) -> FiguresOfDays:
    """By the day they were printed. Where any of these days has claims, a query for each id of the entry."""
    sentences = [sentence for each in chosen if isinstance(each, Claims) for sentence in each.sentences]
    articles = {article.pk: article for article, _ in sentences}
    wanted = {(article.pk, start) for article, start in sentences}
    figures: defaultdict[datetime.date | None, list[FigureRow]] = defaultdict(list)
    rows = FIGURES.rows(entry.told_of, ids=list(articles)) if articles else ()
    of_present = (
        FigureRow(pk, public_id, articles[pk].body, *rest)
        for revision, pk, public_id, *rest in rows
        if revision == articles[pk].revision_number
    )
    for row in by_day(of_present):
        if (row.article_id, row.sentence_start) in wanted:
            figures[row.printed_on].append(row)
    return figures


def made(chosen: Iterable[Moment | Claims], figures: FiguresOfDays) -> tuple[Event, ...]:
    """What became of claims whose article was read anew just now, is left out."""
    found = []
    for each in chosen:
        if not isinstance(each, Claims):
            found.append(each.make())
        elif told := figures.get(each.day):
            found.append(claims_event(told))
    return tuple(found)
