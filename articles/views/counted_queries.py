"""Counts that help to explain a search without hits, of which one page may ask for only so many.

Whether any of many texts stands in the archive is asked of them together, then of halves: most are in no article.
"""

import time
from collections.abc import Callable, Iterator, Sequence

from articles.search.backend import search_backend
from articles.search.parsing import MAX_LENGTH, MAX_TERMS
from articles.search.queries import Filters, SearchQuery, Sort

MOST_COUNTS = 60
MOST_SECONDS = 0.25
#: Counts, and the part of the time, that looking for likely texts leaves over, so that what it found can be offered.
KEPT_FOR_OFFERS = 20
TIME_KEPT_FOR_OFFERS = 0.4
#: Texts that are enough, where many are tried.
ENOUGH = 5

OR = " 或 "


class CountedQueries:
    """Numbers of articles under the same filters. What there is no budget left for counts as not found."""

    def __init__(self, filters: Filters, clock: Callable[[], float] = time.monotonic) -> None:
        self._filters = filters
        self._clock = clock
        self._deadline = clock() + MOST_SECONDS
        self._left = MOST_COUNTS
        self._counted: dict[tuple[str, Filters], int] = {}

    def count(self, text: str, filters: Filters | None = None, *, is_offer: bool = True) -> int:
        """How many articles a query finds; 0 also where the budget is spent."""
        key = (text, self._filters if filters is None else filters)
        if key in self._counted:
            return self._counted[key]
        counts_kept, seconds_kept = (0, 0.0) if is_offer else (KEPT_FOR_OFFERS, MOST_SECONDS * TIME_KEPT_FOR_OFFERS)
        if self._left <= counts_kept or self._clock() >= self._deadline - seconds_kept:
            return 0
        self._left -= 1
        query = SearchQuery(text, key[1], sort=Sort.NEWEST, limit=0)
        self._counted[key] = search_backend().search(query).total
        return self._counted[key]

    def look(self, text: str) -> int:
        """Counts what is no offer yet."""
        return self.count(text, is_offer=False)

    def found_among(self, texts: Sequence[str]) -> dict[str, int]:
        """The first `ENOUGH` of these that find something; each is one term in quotation marks."""
        found: dict[str, int] = {}
        for group in _groups(texts):
            for text, number in self._found_in(group):
                found[text] = number
            if len(found) >= ENOUGH:
                break
        return found

    def _found_in(self, group: Sequence[str]) -> Iterator[tuple[str, int]]:
        if not (number := self.look(OR.join(group))):
            return
        if len(group) == 1:
            yield group[0], number
            return
        middle = len(group) // 2
        yield from self._found_in(group[:middle])
        yield from self._found_in(group[middle:])


def _groups(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts in groups that are each one query."""
    group: list[str] = []
    length = 0
    for text in texts:
        if group and (len(group) == MAX_TERMS or length + len(OR) + len(text) > MAX_LENGTH):
            yield group
            group, length = [], 0
        length += len(text) + (len(OR) if group else 0)
        group.append(text)
    if group:
        yield group
