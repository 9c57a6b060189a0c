"""How many public articles each entry of a registry has: one question to the index for all of them."""

from django.http import HttpRequest

from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, SearchQuery
from articles.views.without_index import unless_unavailable


def article_counts(group: FacetGroup) -> dict[int, int]:
    """Registry id → number of articles, the most first. Entries without an article are absent.

    Raises `IndexUnavailableError`.
    """
    query = SearchQuery(facets=True, facet_groups=(group,), facet_limit=None)
    return {int(each.key): each.count for each in search_backend().facets(query).get(group, ())}


def counts_to_show(request: HttpRequest, group: FacetGroup) -> dict[int, int] | None:
    """The same for a page; None where they cannot be had."""
    return unless_unavailable(request, lambda: article_counts(group), None)
