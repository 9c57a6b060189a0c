"""One page of a result in its order, with the counts of the whole: exact hits before all others, or by date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Order, Query

from articles.search.queries import Place, SearchQuery, Sort
from articles.search.results import Hit
from articles.search.tantivy_index.matching import (
    Matching,
    all_but,
    all_of,
    any_value,
    count_matches,
    filtered,
    only_where,
    total_of,
    words_in,
)
from articles.search.tantivy_index.walking import Walk

#: Hits of which each is weighed; of more, the newest stand first.
MOST_WEIGHED = 20_000

#: Number of all hits, number of the exact ones, the hits of the page.
Page = tuple[int, int, tuple[Hit, ...]]


@dataclass(frozen=True, slots=True)
class Tier:
    """A part of the result that stands as a whole above the parts after it, and how many hits it has, if known.

    Of a part with too many hits to weigh each, those that also match `better` come first.
    """

    match: Query
    better: Query | None = None
    size: int | None = None


class ResultPage:
    """`words` are those of the query, by which matches on word boundaries stand higher.

    `remembered` gives a count that this query and these filters have asked for before.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        matching: Matching,
        query: SearchQuery,
        words: Sequence[str],
        remembered: Callable[[str, Callable[[], int]], int],
    ) -> None:
        self._searcher = searcher
        self._matching = matching
        self._query = query
        self._words = words
        self._remembered = remembered

    def by_relevance(self) -> Page:
        """The articles that hold the query as it stands, then those that do not; of both, the headlines' hits first."""
        exact, everything = self._narrowed(self._matching.exact()), self._narrowed(self._matching.everything())
        if self._matching.is_all_exact and self._matching.most_exact(self._searcher) <= MOST_WEIGHED:
            total, ids = self._weighed(exact, self._query.offset, self._query.limit)
            return total, total, tuple(Hit(article_id, exact=True) for article_id in ids)
        exact_total = self._count("exact", exact)
        total = exact_total if self._matching.is_all_exact else self._count("all", everything)
        exact_ids = self._page_of(exact, exact_total, self._query.offset, self._query.limit)
        hits = [Hit(article_id, exact=True) for article_id in exact_ids]
        if total > exact_total and len(hits) < self._query.limit:
            offset, limit = max(0, self._query.offset - exact_total), self._query.limit - len(hits)
            rest_ids = self._page_of(all_but(everything, exact), total - exact_total, offset, limit)
            hits += [Hit(article_id, exact=False) for article_id in rest_ids]
        return total, exact_total, tuple(hits)

    def _page_of(self, match: Query, total: int, offset: int, limit: int) -> list[int]:
        """The article ids from `offset` on of `match`, which has `total` hits."""
        if total <= MOST_WEIGHED:
            return self._tier(Tier(match, size=total), offset, limit)[1]
        titles = self._narrowed(self._matching.in_titles())
        # Where nothing but the terms themselves is asked for, what a title holds the article holds.
        match_in_titles = titles if self._matching.is_all_exact else all_of([titles, match])
        in_titles = Tier(match_in_titles, better=self._words_in("title_words"))
        found, ids = self._tier(in_titles, offset, limit)
        if len(ids) == limit:
            return ids
        better = self._words_in("title_words", "lead_words")
        others = Tier(all_but(match, titles), better, size=total - found)
        return ids + self._tier(others, max(0, offset - found), limit - len(ids))[1]

    def _tier(self, tier: Tier, offset: int, limit: int) -> tuple[int, list[int]]:
        """How many hits the tier has, and its article ids from `offset` on."""
        size = count_matches(self._searcher, tier.match) if tier.size is None else tier.size
        if offset >= size or not limit:
            return size, []
        if size <= MOST_WEIGHED:
            return size, self._weighed(tier.match, offset, limit)[1]
        if tier.better is None:
            return size, self._found(tier.match, offset, limit, order_by_field="newest")[1]
        first, ids = self._tier(Tier(all_of([tier.match, tier.better])), offset, limit)
        others = Tier(all_but(tier.match, tier.better), size=size - first)
        return size, ids + self._tier(others, max(0, offset - first), limit - len(ids))[1]

    def _weighed(self, match: Query, offset: int, limit: int) -> tuple[int, list[int]]:
        return self._found(self._matching.ranked(match, self._words), offset, limit, weight_by_field="recency")

    def _words_in(self, *fields: str) -> Query | None:
        return words_in(fields, self._words) if self._words else None

    def by_date(self) -> Page:
        everything = self._narrowed(self._matching.everything())
        if not self._query.limit:
            return self._told_apart(self._count("all", everything), [])
        field, order = ("oldest", Order.Asc) if self._query.sort == Sort.OLDEST else ("newest", Order.Desc)
        total, ids = self._found(everything, self._query.offset, self._query.limit, order_by_field=field, order=order)
        return self._told_apart(total, ids)

    def walked(self) -> tuple[Page, Place | None]:
        """The page behind a place, and the place that the next one begins behind, if there is one."""
        everything = self._narrowed(self._matching.everything())
        walk = Walk(self._searcher, everything, is_rising=self._query.sort == Sort.OLDEST)
        places = walk.places(self._query.after, self._query.limit + 1)
        shown = places[: self._query.limit]
        page = self._told_apart(self._count("all", everything), [place.article_id for place in shown])
        return page, shown[-1] if shown and len(places) > len(shown) else None

    def _told_apart(self, total: int, ids: Sequence[int]) -> Page:
        """Which of the articles hold the query as it stands."""
        if self._matching.is_all_exact:
            return total, total, tuple(Hit(article_id, exact=True) for article_id in ids)
        exact = self._narrowed(self._matching.exact())
        exact_total = self._count("exact", exact)
        exact_ids = set(self._found(only_where(exact, any_value("article", ids)), 0, len(ids))[1]) if ids else set()
        return total, exact_total, tuple(Hit(article_id, article_id in exact_ids) for article_id in ids)

    def _count(self, name: str, match: Query) -> int:
        return self._remembered(name, lambda: count_matches(self._searcher, match))

    def _narrowed(self, match: Query) -> Query:
        return filtered(match, self._query.filters)

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
