"""How much paragraphs of one page share with each other: whether a text tells on another's story. Pure counting.

The measure is a log-likelihood ratio. A story that goes on takes part of its pairs of characters from its own earlier
text, any other text takes them as the rest of the page does. Names and terms that stand in the two texts and nowhere
else on the page weigh most; pairs that stand everywhere are left out.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

#: The share of its pairs of characters that a story repeats.
_REPEATED = 0.05
_MISS = math.log(1 - _REPEATED)
#: Pairs that stand in more paragraphs of the page say nothing.
_COMMON = 14
#: What a pair counts as standing elsewhere when it stands in the two texts alone.
_UNSEEN = 0.5

#: Pairs on a full page. On a shorter one a pair is no likelier to stand in a text by chance.
_FULL_PAGE = 6_000

#: Paragraphs whose pairs are kept: those of a page, which is read several times.
_REMEMBERED = 512
#: Pairs after which a text has said what it is about.
_LEAD = 120


@lru_cache(maxsize=_REMEMBERED)
def character_pairs(text: str) -> frozenset[str]:
    """The distinct pairs of neighbouring letters, digits and Han characters."""
    return frozenset(pair for pair in map("".join, pairwise(text)) if pair.isalnum())


class Cohesion:
    """Groups of paragraphs of one page, compared with one another."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        every = [[character_pairs(text) for text in group] for group in groups]
        spread = Counter(pair for group in every for pairs in group for pair in pairs)
        self._total = max(_FULL_PAGE, sum(spread.values()))
        self._spread = spread
        self._groups = [[{p for p in pairs if spread[p] <= _COMMON} for pairs in group] for group in every]
        self._within = [Counter(pair for pairs in group for pair in pairs) for group in self._groups]

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        holders: dict[str, list[int]] = defaultdict(list)
        for number, counts in enumerate(self._within):
            for pair in counts:
                holders[pair].append(number)
        return holders

    def kin(self, group: int, candidates: range) -> dict[int, list[float]]:
        """For each candidate that shares anything with the group: by paragraph of the group, how it tells on that."""
        found: dict[int, list[float]] = {}
        paragraphs = self._groups[group]
        own = self._within[group]
        for index, pairs in enumerate(paragraphs):
            for pair in pairs:
                for other in self._holders[pair]:
                    if other in candidates:
                        if other not in found:
                            found[other] = [len(p) * _MISS for p in paragraphs]
                        elsewhere = self._spread[pair] - own[pair] - self._within[other][pair]
                        found[other][index] += self._gain(elsewhere, len(self._within[other]))
        return found

    def successive(self, chain: Sequence[int]) -> list[float]:
        """For each group of a chain: how its text tells on that of the groups before it; 0 for the first."""
        before: Counter[str] = Counter()
        found = []
        for number in chain:
            own = self._within[number]
            lead = self._lead(number)
            gains = sum(
                self._gain(self._spread[pair] - own[pair] - before[pair], len(before))
                for pair in lead
                if pair in before
            )
            found.append(gains + len(lead) * _MISS if before else 0.0)
            before.update(own)
        return found

    def _lead(self, number: int) -> set[str]:
        """The pairs of a group's first paragraphs, as many as hold enough of them."""
        lead: set[str] = set()
        for pairs in self._groups[number]:
            lead |= pairs
            if len(lead) >= _LEAD:
                break
        return lead

    def self_kin(self, group: int, other: int) -> list[list[float]]:
        """`rows[i][s]`: how paragraph i tells on the first s paragraphs of its own group, judged beside `other`."""
        first: dict[str, int] = {}
        sizes = [0]
        for index, pairs in enumerate(self._groups[group]):
            for pair in pairs:
                first.setdefault(pair, index)
            sizes.append(len(first))
        own, there = self._within[group], self._within[other]
        rows = []
        for index, pairs in enumerate(self._groups[group]):
            begins: list[list[int]] = [[] for _ in range(index + 1)]
            for pair in pairs:
                if first[pair] < index:
                    begins[first[pair]].append(self._spread[pair] - own[pair] - there[pair])
            rows.append(self._row(begins, sizes, len(pairs)))
        return rows

    def _row(self, begins: Sequence[Sequence[int]], sizes: Sequence[int], pairs: int) -> list[float]:
        row = [0.0]
        seen: Counter[int] = Counter()
        for start in range(1, len(begins)):
            seen.update(begins[start - 1])
            gains = sum(count * self._gain(elsewhere, sizes[start]) for elsewhere, count in seen.items())
            row.append(pairs * _MISS + gains)
        return row

    def _gain(self, elsewhere: int, size: int) -> float:
        """What a repeated pair adds to the cost of its having been none."""
        chance = (elsewhere + _UNSEEN) * max(1, size) / self._total
        return math.log(1 - _REPEATED + _REPEATED / chance) - _MISS
