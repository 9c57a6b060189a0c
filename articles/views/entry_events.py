"""Which articles of a program or department are read for what happened to it, and what a page shows of that.

So many articles are read at once; of an entry that more speak of, its dossier reads the earliest and the latest, and
its page of all events goes through them part by part.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from articles.errors import IndexUnavailableError
from articles.search.backend import search_backend
from articles.search.queries import DepartmentRole, Filters, SearchQuery, Sort
from articles.search.results import UNAVAILABLE_NOTE
from articles.views.fixed_queries import AnyGiven
from articles.views.paging import MAX_PAGE, Paging, paging_of
from articles.views.timelines import (
    Event,
    Moment,
    Named,
    department_places,
    first_appearance,
    moments,
    program_places,
)
from articles.views.told_figures import COLUMNS, FigureRow, FiguresQuery, ToldOf, figures_told
from entities.models import Program

READ_AT_ONCE = 400
#: On a dossier: how it began, and what was last.
FIRST_SHOWN, LATEST_SHOWN = 4, 6
#: Without the text of the article, which is read once for all its figures.
FIGURES = FiguresQuery(
    lambda told_of: (
        figures_told(told_of)
        .filter(article=AnyGiven("ids"))
        .values_list(*(name for name in COLUMNS if name != "article__body"))
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """`filters`: its articles; `places`: these articles with the places that name it."""

    filters: Filters
    told_of: ToldOf
    places: Callable[[Sequence[int]], list[Named]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """`first` and `latest` by day. `left_out`: how many stand between them, None where not all articles were read;
    `total`: how many there are in all, likewise."""

    first: tuple[Event, ...] = ()
    latest: tuple[Event, ...] = ()
    left_out: int | None = 0
    total: int | None = 0
    first_seen: Event | None = None

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
    """What the dossier shows: the beginning and the latest. Where articles are too many, half of those that are read
    are the earliest and half the latest."""
    ids, total = articles_of(entry, Sort.OLDEST, READ_AT_ONCE)
    is_whole = total <= READ_AT_ONCE
    if not is_whole:
        half = READ_AT_ONCE // 2
        latest, _ = articles_of(entry, Sort.NEWEST, half)
        ids = list(dict.fromkeys([*ids[:half], *latest]))
    named, found = moments_of(entry, ids)
    shown = FIRST_SHOWN + LATEST_SHOWN
    # Those without a day stand last, and are not the latest.
    dated = [moment for moment in found if moment.day] or found
    is_cut = len(found) > shown or not is_whole
    first, last = (dated[:FIRST_SHOWN], dated[FIRST_SHOWN:][-LATEST_SHOWN:]) if is_cut else (found, [])
    return Timeline(
        first=made(first),
        latest=made(last),
        left_out=len(found) - len(first) - len(last) if is_whole else None,
        total=len(found) if is_whole else None,
        first_seen=first_appearance(named),
    )


def parts_of(entry: Entry, number: int) -> tuple[Paging, int]:
    """The parts that its articles are read in, in order of their days, and how many articles one has. `BadPageError`
    where there is no such part."""
    _, total = articles_of(entry, Sort.OLDEST, 0)
    size = max(READ_AT_ONCE, -(-total // MAX_PAGE))
    return paging_of(number, total, page_size=size), size


def moments_of_part(entry: Entry, number: int, size: int) -> list[Moment]:
    ids, _ = articles_of(entry, Sort.OLDEST, size, offset=(number - 1) * size)
    return moments_of(entry, ids)[1]


def articles_of(entry: Entry, sort: Sort, limit: int, *, offset: int = 0) -> tuple[list[int], int]:
    """Asked of the index, which has articles in the order of their days: the database would sort every link of an entry
    by the day of its article's issue."""
    found = search_backend().search(SearchQuery(filters=entry.filters, sort=sort, offset=offset, limit=limit))
    if found.is_unavailable:
        raise IndexUnavailableError("missing", UNAVAILABLE_NOTE)
    return found.article_ids, found.total


def moments_of(entry: Entry, ids: Sequence[int]) -> tuple[list[Named], list[Moment]]:
    """Two queries."""
    if not ids:
        return [], []
    named = entry.places(ids)
    bodies = {article.public_id: article.body for article, _ in named}
    figures = [
        FigureRow(pk, public_id, bodies[public_id], *rest)
        for pk, public_id, *rest in FIGURES.rows(entry.told_of, ids=ids)
        if public_id in bodies
    ]
    return named, moments(named, figures)


def made(chosen: Iterable[Moment]) -> tuple[Event, ...]:
    return tuple(moment.make() for moment in chosen)
