"""The one way to a list of articles: address → SearchQuery → index → rows, facets, pages. `_results.html` shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.http import HttpRequest

from articles.filters import ArticleFilterSet
from articles.models import SHOWN_STATUSES, Article, Credit, DepartmentLink
from articles.search.backend import search_backend
from articles.search.normalize import normalize
from articles.search.parsing import ParsedQuery, Term
from articles.search.queries import FacetGroup, Filters, SearchQuery, Sort
from articles.search.results import SearchResults
from articles.search.snippets import Piece, marked, snippet
from articles.views.addresses import address_of
from articles.views.article_words import MarkedCredit, marked_credit
from articles.views.facets import Facet, FilterInForce, facets_of, filters_in_force
from articles.views.nothing_found import NothingFound, nothing_found
from articles.views.paging import PAGE_SIZE, BadPageError, Paging, page_number, paging_of

FACET_GROUPS = (
    FacetGroup.YEAR,
    FacetGroup.DEPARTMENT,
    FacetGroup.PROGRAM,
    FacetGroup.REPORTER,
    FacetGroup.NEWSPAPER,
    FacetGroup.KIND,
)
#: Parameters that the form beside the list has fields for, or that the form must not carry along.
TYPED_PARAMETERS = {"q", "page", "date_from", "date_to"}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """`kicker` and `subtitle` are empty unless the words stand in them."""

    article: Article
    kicker: tuple[Piece, ...]
    headline: tuple[Piece, ...]
    subtitle: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    is_exact: bool
    credits: tuple[MarkedCredit, ...]
    departments: tuple[DepartmentLink, ...]


@dataclass(frozen=True, slots=True)
class ChoiceLink:
    """One of several ways to see a list."""

    label: str
    url: str
    is_on: bool


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
    hidden: tuple[tuple[str, str], ...] = ()
    nothing: NothingFound | None = None

    @property
    def spans_newspapers(self) -> bool:
        """Whether a row must say which newspaper it is of."""
        return any(facet.name == "newspaper" for facet in self.facets)

    @property
    def words_query(self) -> str:
        """What to append to an address so that it keeps the words searched for."""
        return "?" + urlencode({"q": self.words}) if self.words else ""


def result_list(request: HttpRequest, *, fixed: Filters | None = None, about: Iterable[str] = ()) -> ResultList:
    """The articles that the address asks for, within `fixed`, which no parameter can widen.

    `about`: the names under which articles speak of what is fixed; where no words are searched for, a row shows the
    passage that holds one of them.
    """
    filterset = ArticleFilterSet(request.GET, fixed=fixed)
    if not filterset.is_valid():
        return ResultList(filterset, filterset.words, 400, tuple(filterset.messages()))
    in_force = tuple(filters_in_force(filterset))
    try:
        number = page_number(request.GET.get("page"))
        results = search_backend().search(query_of(filterset, number))
        paging = paging_of(number, results.total)
    except BadPageError as error:
        return ResultList(filterset, filterset.words, 404, (str(error),), in_force=in_force)
    return ResultList(
        filterset=filterset,
        words=filterset.words,
        results=results,
        rows=tuple(rows_of(results, named(about))) if results.total else (),
        nothing=nothing_found(filterset) if filterset.words and not results.total else None,
        paging=paging,
        facets=tuple(facets_of(filterset, results.facets, hidden=filterset.fixed_parameters)),
        in_force=in_force,
        sort_links=tuple(sort_links(filterset)),
        hidden=tuple(
            kept_parameters(request, leave_out=TYPED_PARAMETERS if filterset.fixed else TYPED_PARAMETERS - {"q"})
        ),
    )


def query_of(filterset: ArticleFilterSet, number: int) -> SearchQuery:
    return SearchQuery(
        text=filterset.words,
        filters=filterset.narrowed(),
        sort=filterset.sort_order,
        offset=(number - 1) * PAGE_SIZE,
        limit=PAGE_SIZE,
        facets=True,
        facet_groups=FACET_GROUPS,
    )


def named(names: Iterable[str]) -> ParsedQuery:
    """What finds any of the names in a text, as it stands."""
    return ParsedQuery.any_of([Term(normalize(name), quoted=True) for name in names if normalize(name)])


def rows_of(results: SearchResults, about: ParsedQuery) -> list[ResultRow]:
    """The articles of the hits, in their order; three queries however many. One just withdrawn is left out."""
    links = (
        DepartmentLink.objects.filter(status__in=SHOWN_STATUSES).select_related("department").order_by("-role", "id")
    )
    articles = (
        Article.objects.published()
        .with_home()
        .defer("page__text", "page__line_sketch", "notes")
        .prefetch_related(
            Prefetch("credits", Credit.objects.order_by("rank", "id")), Prefetch("department_links", links)
        )
        .in_bulk(results.article_ids)
    )
    return [
        row_of(articles[hit.article_id], results.parsed, about, is_exact=hit.exact)
        for hit in results.hits
        if hit.article_id in articles
    ]


def row_of(article: Article, parsed: ParsedQuery, about: ParsedQuery, *, is_exact: bool) -> ResultRow:
    return ResultRow(
        article=article,
        kicker=marked_or_nothing(article.kicker, parsed),
        headline=marked(article.headline, parsed),
        subtitle=marked_or_nothing(article.subtitle, parsed),
        snippet=snippet(article.body, parsed) if parsed.terms else unmarked(snippet(article.body, about)),
        is_exact=is_exact,
        credits=tuple(marked_credit(credit, parsed) for credit in article.credits.all()),
        departments=primary_first(list(article.department_links.all())),
    )


def marked_or_nothing(text: str, parsed: ParsedQuery) -> tuple[Piece, ...]:
    pieces = marked(text, parsed)
    return pieces if any(piece.marked for piece in pieces) else ()


def unmarked(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return (Piece("".join(piece.text for piece in pieces)),)


def primary_first(links: Sequence[DepartmentLink]) -> tuple[DepartmentLink, ...]:
    """The departments an article is about; where there is none, the first it mentions."""
    primary = tuple(link for link in links if link.role == DepartmentLink.Role.PRIMARY)
    return primary or tuple(links[:1])


def sort_links(filterset: ArticleFilterSet) -> list[ChoiceLink]:
    orders = [(Sort.RELEVANCE, "相关"), (Sort.NEWEST, "最新"), (Sort.OLDEST, "最早")]
    return [
        ChoiceLink(label, address_of(filterset.data, sort=order.value), order is filterset.sort_order)
        for order, label in orders
        if filterset.words or order is not Sort.RELEVANCE
    ]


def kept_parameters(request: HttpRequest, leave_out: set[str]) -> list[tuple[str, str]]:
    """The parameters that a form within the list must carry along."""
    return [
        (name, value.replace("\x00", ""))
        for name, values in request.GET.lists()
        if name not in leave_out
        for value in values
        if value
    ]
