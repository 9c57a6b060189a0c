"""Classes of counts, each a depth of shade. Counts of one table differ by factors, so the classes do too."""

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

DEPTHS = 4


@dataclass(frozen=True, slots=True)
class Depths:
    """`bounds` are the largest counts of the classes, rising; `smallest` is the smallest count of all."""

    smallest: int
    bounds: tuple[int, ...]

    def of(self, count: int) -> int:
        """0 for none, else 1 to `DEPTHS`; the largest counts are always the deepest."""
        return DEPTHS - len(self.bounds) + 1 + bisect_left(self.bounds, count) if count else 0

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """Each depth and the counts that have it."""
        lowers = [self.smallest, *(bound + 1 for bound in self.bounds)]
        return tuple(
            (self.of(upper), str(upper) if lower == upper else f"{lower}—{upper}")
            for lower, upper in zip(lowers, self.bounds, strict=False)
        )


def depths_for(counts: Iterable[int]) -> Depths:
    """Classes whose bounds grow by about one factor, from the smallest count to the largest; noughts are left out."""
    told = [count for count in counts if count]
    if not told:
        return Depths(0, ())
    smallest, largest = min(told), max(told)
    factor = largest / smallest
    bounds = {math.floor(smallest * factor ** (part / DEPTHS) + 1e-9) for part in range(1, DEPTHS)} | {largest}
    return Depths(smallest, tuple(sorted(bounds)))
