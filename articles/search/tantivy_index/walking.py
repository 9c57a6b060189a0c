"""A walk through a whole result in an order of date, page by page, that nothing can make skip or repeat an article."""

from collections.abc import Sequence

import tantivy
from tantivy import FieldType, Order, Query

from articles.search.queries import Place
from articles.search.tantivy_index.matching import only_where
from articles.search.tantivy_index.schema import schema


class Walk:
    """Orders by the field of date, and articles that share its value by their id, which tantivy cannot do at once.

    So the articles of one value are fetched whole or, where a page begins or ends among them, by their id.
    """

    def __init__(self, searcher: tantivy.Searcher, match: Query, *, is_rising: bool) -> None:
        self._searcher = searcher
        self._match = match
        self._field, self._order = ("oldest", Order.Asc) if is_rising else ("newest", Order.Desc)

    def places(self, after: Place | None, limit: int) -> list[Place]:
        """The next `limit` places behind `after`, or the first; fewer where the result ends. Three small searches."""
        found = self._of_value(after.key, limit, behind=after.article_id) if after else []
        room = limit - len(found)
        if not room:
            return found
        rest = self._beyond(after.key if after else None, room)
        if len(rest) == room:
            last = rest[-1].key
            whole = [place for place in rest if place.key != last]
            rest = whole + self._of_value(last, room - len(whole))
        return found + rest

    def _of_value(self, key: int, limit: int, behind: int | None = None) -> list[Place]:
        match = only_where(self._match, Query.range_query(schema(), self._field, FieldType.Unsigned, key, key))
        if behind is not None:
            later = Query.range_query(schema(), "article", FieldType.Unsigned, behind, None, include_lower=False)
            match = only_where(match, later)
        return [Place(key, article_id) for article_id, _ in self._searched(match, limit, "article", Order.Asc)]

    def _beyond(self, key: int | None, limit: int) -> list[Place]:
        """In order of their values; of one value in order of id, unless the limit cut it."""
        match = self._match
        if key is not None:
            low, high = (key + 1, None) if self._order == Order.Asc else (None, key - 1)
            if high is not None and high < 0:
                return []
            beyond = Query.range_query(schema(), self._field, FieldType.Unsigned, low, high)
            match = only_where(match, beyond)
        hits = self._searched(match, limit, self._field, self._order)
        ids = self._searcher.fast_field_values("article", [address for _, address in hits])
        places = [Place(int(value), int(id_ or 0)) for (value, _), id_ in zip(hits, ids, strict=True)]
        falling = self._order == Order.Desc
        return sorted(places, key=lambda place: (-place.key if falling else place.key, place.article_id))

    def _searched(self, match: Query, limit: int, field: str, order: Order) -> Sequence[tuple[int, tantivy.DocAddress]]:
        """Value of the field and address of each hit. tantivy makes room for all it is asked for."""
        wanted = min(limit, int(self._searcher.num_docs))
        if not wanted:
            return []
        found = self._searcher.search(match, limit=wanted, count=False, order_by_field=field, order=order)
        return [(int(value), address) for value, address in found.hits]
