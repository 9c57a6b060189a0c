"""How many public articles each entry of a registry has: one question to the index for all of them."""

from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, SearchQuery


def article_counts(group: FacetGroup) -> dict[int, int]:
    """Registry id → number of articles, the most first. Entries without an article are absent."""
    query = SearchQuery(facets=True, facet_groups=(group,), facet_limit=None)
    return {int(each.key): each.count for each in search_backend().facets(query).get(group, ())}
