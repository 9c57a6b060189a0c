"""A whole list, as an address asks for it: which articles, in which order, and what the list is called."""

from dataclasses import dataclass

from django.http import HttpRequest

from articles.errors import IndexUnavailableError
from articles.exports.file_names import short_conditions
from articles.exports.scopes import Scope
from articles.filters import ArticleFilterSet, bulk_filters
from articles.search.backend import search_backend
from articles.search.queries import SearchQuery, Sort
from articles.search.query_text import in_quotes
from articles.views.facets import filters_in_force


class BadAddressError(ValueError):
    """A filter of the address cannot be used; the message, in Chinese, says which and why."""


@dataclass(frozen=True, slots=True)
class Listed:
    """`article_ids` are at most as many as were asked for, `total` is how many the list has.

    `conditions` are the filters in force, in words, `in_short` for the name of a file. `leaves_out_notices`: notices
    and adverts, which name private persons, were not asked for.
    """

    title: str
    conditions: tuple[str, ...]
    in_short: tuple[str, ...]
    url: str
    article_ids: tuple[int, ...]
    total: int
    leaves_out_notices: bool


def listed(request: HttpRequest, scope: Scope, *, limit: int, sort: Sort | None = None) -> Listed:
    """The first `limit` articles of the list in its own order, or in that of `sort`.

    Raises `BadAddressError`, and `IndexUnavailableError`: an empty list would be another answer.
    """
    filterset = ArticleFilterSet(request.GET, fixed=scope.fixed)
    if not filterset.is_valid():
        raise BadAddressError("".join(filterset.messages()))
    asked = filterset.narrowed()
    filters = bulk_filters(asked)
    query = SearchQuery(filterset.words, filters, sort or filterset.sort_order, limit=limit)
    results = search_backend().search(query)
    if results.is_unavailable:
        raise IndexUnavailableError("missing", "the search index could not be asked for a list")
    words = in_quotes(filterset.words) if filterset.words else ""
    shown = request.GET.copy()
    shown.pop("page", None)
    for name in [name for name in shown if not any(shown.getlist(name))]:
        del shown[name]
    address = scope.url + (f"?{shown.urlencode()}" if shown else "")
    return Listed(
        title=(scope.name + words) or "全部报道",
        conditions=tuple(f"{each.label} {each.value}" for each in filters_in_force(filterset)),
        in_short=short_conditions(filterset),
        url=request.build_absolute_uri(address),
        article_ids=tuple(results.article_ids),
        total=results.total,
        leaves_out_notices=filters != asked,
    )
