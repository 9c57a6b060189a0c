"""One page of a result in its order, with the counts of the whole: exact hits before all others, or by date."""

from collections.abc import Sequence

import tantivy
from tantivy import Order, Query

from articles.search.queries import SearchQuery, Sort
from articles.search.results import Hit
from articles.search.tantivy_index.matching import (
    Matching,
    all_but,
    any_value,
    count_matches,
    filtered,
    only_where,
    total_of,
)

#: Number of all hits, number of the exact ones, the hits of the page.
Page = tuple[int, int, tuple[Hit, ...]]


class ResultPage:
    """`words` are those of the query, by which matches on word boundaries stand higher."""

    def __init__(
        self, searcher: tantivy.Searcher, matching: Matching, query: SearchQuery, words: Sequence[str]
    ) -> None:
        self._searcher = searcher
        self._matching = matching
        self._query = query
        self._words = words

    def by_relevance(self) -> Page:
        """Two lists, one behind the other: the articles that hold the query as it stands, then those that do not."""
        exact, everything = self._narrowed(self._matching.exact()), self._narrowed(self._matching.everything())
        exact_total, exact_ids = self._ranked(exact, self._query.offset, self._query.limit)
        hits = [Hit(article_id, exact=True) for article_id in exact_ids]
        if self._matching.is_all_exact:
            return exact_total, exact_total, tuple(hits)
        rest_total, rest_ids = self._ranked(
            all_but(everything, exact),
            max(0, self._query.offset - exact_total),
            self._query.limit - len(hits),
        )
        hits += [Hit(article_id, exact=False) for article_id in rest_ids]
        return exact_total + rest_total, exact_total, tuple(hits)

    def by_date(self) -> Page:
        everything = self._narrowed(self._matching.everything())
        field, order = ("oldest", Order.Asc) if self._query.sort == Sort.OLDEST else ("newest", Order.Desc)
        total, ids = self._found(everything, self._query.offset, self._query.limit, order_by_field=field, order=order)
        if self._matching.is_all_exact:
            return total, total, tuple(Hit(article_id, exact=True) for article_id in ids)
        exact = self._narrowed(self._matching.exact())
        exact_total, _ = self._found(exact, 0, 0)
        exact_ids = set(self._found(only_where(exact, any_value("article", ids)), 0, len(ids))[1]) if ids else set()
        return total, exact_total, tuple(Hit(article_id, article_id in exact_ids) for article_id in ids)

    def _narrowed(self, match: Query) -> Query:
        return filtered(match, self._query.filters)

    def _ranked(self, match: Query, offset: int, limit: int) -> tuple[int, list[int]]:
        return self._found(self._matching.ranked(match, self._words), offset, limit, weight_by_field="recency")

    def _found(
        self,
        query: Query,
        offset: int,
        limit: int,
        *,
        order_by_field: str | None = None,
        order: Order = Order.Desc,
        weight_by_field: str | None = None,
    ) -> tuple[int, list[int]]:
        """How many there are, and the article ids from `offset` on. tantivy makes room for all it is asked for."""
        room = self._searcher.num_docs
        wanted = min(limit, max(0, room - offset))
        if not wanted:
            return count_matches(self._searcher, query), []
        found = self._searcher.search(
            query,
            limit=wanted,
            offset=offset,
            count=True,
            order_by_field=order_by_field,
            order=order,
            weight_by_field=weight_by_field,
        )
        ids = self._searcher.fast_field_values("article", [address for _, address in found.hits])
        return total_of(found), [int(article_id) for article_id in ids if article_id is not None]
