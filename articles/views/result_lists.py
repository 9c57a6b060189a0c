"""The one way to a list of articles: address → SearchQuery → index → rows, facets, pages. `_results.html` shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from articles.filters import ArticleFilterSet
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, Filters, SearchQuery, Sort
from articles.search.results import SearchResults
from articles.usage.visits import note_total
from articles.views.addresses import ChoiceLink, address_of
from articles.views.date_presets import date_presets
from articles.views.facets import OPENED, REGISTRIES, Facet, FilterInForce, facets_of, filters_in_force
from articles.views.kept_answers import leave_unkept
from articles.views.nothing_found import NothingFound, nothing_found
from articles.views.paging import PAGE_SIZE, BadPageError, Paging, page_number, paging_of
from articles.views.result_rows import ResultRow, rows_of
from articles.views.ways_back import address_to_keep, query_of_article
from articles.views.without_index import unless_unavailable

FACET_GROUPS = (
    FacetGroup.YEAR,
    FacetGroup.DEPARTMENT,
    FacetGroup.PROGRAM,
    FacetGroup.REPORTER,
    FacetGroup.NEWSPAPER,
    FacetGroup.KIND,
)
#: Values counted of each group: those shown at most, and some in the place of slogans, which are not.
FACET_LIMIT = 60
#: Articles that a spreadsheet of a list holds at most.
MOST_ROWS = 20_000
#: Parameters that the form beside the list has fields for, or that the form must not carry along.
TYPED_PARAMETERS = {"q", "page", "date_from", "date_to"}


@dataclass(frozen=True, slots=True)
class ResultList:
    """What `_results.html` shows. `errors` says what of the address could not be used; then there are no rows."""

    filterset: ArticleFilterSet
    words: str
    status: int = 200
    errors: tuple[str, ...] = ()
    results: SearchResults | None = None
    rows: tuple[ResultRow, ...] = ()
    paging: Paging | None = None
    facets: tuple[Facet, ...] = ()
    in_force: tuple[FilterInForce, ...] = ()
    sort_links: tuple[ChoiceLink, ...] = ()
    date_presets: tuple[ChoiceLink, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    nothing: NothingFound | None = None
    #: The group of which every value is shown.
    opened_facet: str = ""
    # What leads back to a list of hits.
    kept_address: str = ""

    @property
    def is_bare(self) -> bool:
        """Nothing at all is asked for."""
        return not self.words and not self.in_force and not self.errors

    @property
    def is_silent(self) -> bool:
        """It is fixed to an entry of which no article speaks at all: there is nothing to narrow."""
        is_answered = self.results is not None and not self.results.is_unavailable and not self.results.total
        return bool(self.filterset.fixed_parameters) and self.is_bare and is_answered

    @property
    def has_facets(self) -> bool:
        """Whether there is anything to choose, or to choose otherwise, beside the list."""
        has_dates = any(self.filterset.form.cleaned_data.get(name) for name in ("date_from", "date_to"))
        return bool(self.rows or self.facets or self.filterset.fixed or has_dates)

    @property
    def spans_newspapers(self) -> bool:
        """Whether a row must say which newspaper it is of."""
        return any(facet.name == "newspaper" for facet in self.facets)

    @property
    def rest_total(self) -> int:
        """How many hold only the words of the query, not the query as it stands."""
        return self.results.total - self.results.exact_total if self.results else 0

    @property
    def most_rows(self) -> int:
        return MOST_ROWS

    @property
    def is_by_date(self) -> bool:
        return self.filterset.sort_order is not Sort.RELEVANCE

    @property
    def words_query(self) -> str:
        """What to append to an address so that it keeps the words searched for."""
        return "?" + urlencode({"q": self.words}) if self.words else ""

    @property
    def article_query(self) -> str:
        """What to append to an article's address so that it shows the hits and leads back to this list."""
        return query_of_article(self.words, self.kept_address) if self.words else ""


def result_list(request: HttpRequest, *, fixed: Filters | None = None, about: Iterable[str] = ()) -> ResultList:
    """The articles that the address asks for, within `fixed`, which no parameter can widen.

    `about`: the names under which articles speak of what is fixed; where no words are searched for, a row shows the
    passage that holds one of them.
    """
    filterset = ArticleFilterSet(request.GET, fixed=fixed)
    if not filterset.is_valid():
        return ResultList(filterset, filterset.words, 400, tuple(filterset.messages()))
    in_force = tuple(filters_in_force(filterset))
    opened = opened_facet(filterset)
    try:
        number = page_number(request.GET.get("page"))
        query = query_of(filterset, number, opened)
        results = search_backend().search(query)
        if not in_force and fixed is None and not results.is_unavailable:
            note_total(request, results.total)
        paging = paging_of(number, results.total, page_size=PAGE_SIZE)
    except BadPageError as error:
        return ResultList(filterset, filterset.words, 404, (str(error),), in_force=in_force)
    is_in_vain = bool(filterset.words) and not results.total
    if is_in_vain or results.is_unavailable:
        leave_unkept(request)
    with_dates = results.total or filterset.fixed
    return ResultList(
        filterset=filterset,
        words=filterset.words,
        results=results,
        rows=tuple(rows_of(results, about, begin_rest_at=begin_rest_at(results, query))) if results.total else (),
        nothing=unless_unavailable(request, lambda: nothing_found(filterset), None) if is_in_vain else None,
        kept_address=address_to_keep(request) if filterset.words else "",
        paging=paging,
        facets=tuple(shown_facets(filterset, results, query, opened)),
        opened_facet=opened,
        in_force=in_force,
        sort_links=tuple(sort_links(filterset)),
        date_presets=unless_unavailable(request, lambda: date_presets(filterset), ()) if with_dates else (),
        hidden=kept_parameters(request, leave_out=TYPED_PARAMETERS if filterset.fixed else TYPED_PARAMETERS - {"q"}),
    )


def shown_facets(filterset: ArticleFilterSet, results: SearchResults, query: SearchQuery, opened: str) -> list[Facet]:
    return facets_of(
        filterset,
        results.facets,
        filterset.fixed_parameters,
        counted_at_most=query.facet_limit,
        opened=opened,
    )


def opened_facet(filterset: ArticleFilterSet) -> str:
    """The group that the address asks to see whole; empty for what is none."""
    asked = filterset.data.get(OPENED, "")
    return asked if asked in REGISTRIES and asked not in filterset.fixed_parameters else ""


def query_of(filterset: ArticleFilterSet, number: int, opened: str = "") -> SearchQuery:
    """A group that the list is fixed to is not offered, and not counted: that would be over all the archive."""
    hidden = filterset.fixed_parameters
    return SearchQuery(
        text=filterset.words,
        filters=filterset.narrowed(),
        sort=filterset.sort_order,
        offset=(number - 1) * PAGE_SIZE,
        limit=PAGE_SIZE,
        facets=True,
        facet_groups=tuple(group for group in FACET_GROUPS if group.value not in hidden),
        facet_limit=None if opened else FACET_LIMIT,
    )


def begin_rest_at(results: SearchResults, query: SearchQuery) -> int | None:
    """The place on this page where, by relevance, the first hit stands that does not hold the query as it stands."""
    is_parted = query.sort is Sort.RELEVANCE and 0 < results.exact_total < results.total
    return results.exact_total - query.offset if is_parted else None


def sort_links(filterset: ArticleFilterSet) -> list[ChoiceLink]:
    orders = [(Sort.RELEVANCE, "相关"), (Sort.NEWEST, "最新"), (Sort.OLDEST, "最早")]
    return [
        ChoiceLink(label, address_of(filterset.data, sort=order.value), order is filterset.sort_order)
        for order, label in orders
        if filterset.words or order is not Sort.RELEVANCE
    ]


def kept_parameters(request: HttpRequest, leave_out: set[str]) -> tuple[tuple[str, str], ...]:
    """The parameters that a form within the list must carry along."""
    return tuple(
        (name, value.replace("\x00", ""))
        for name, values in request.GET.lists()
        if name not in leave_out
        for value in values
        if value
    )
