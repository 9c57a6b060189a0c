"""Classes of counts, each a depth of shade. Counts of one table differ by factors, so the classes do too."""

import math
from bisect import bisect_left
from dataclasses import dataclass

DEPTHS = 4


@dataclass(frozen=True, slots=True)
class Depths:
    """`bounds` are the largest counts of the classes, rising."""

    bounds: tuple[int, ...]

    def of(self, count: int) -> int:
        """0 for none, else 1 to `DEPTHS`; the largest counts are always the deepest."""
        return DEPTHS - len(self.bounds) + 1 + bisect_left(self.bounds, count) if count else 0

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """Each depth and the counts that have it."""
        lowers = [1, *(bound + 1 for bound in self.bounds)]
        return tuple(
            (self.of(upper), str(upper) if lower == upper else f"{lower}—{upper}")
            for lower, upper in zip(lowers, self.bounds, strict=False)
        )


def depths_for(largest: int) -> Depths:
    """Classes whose bounds grow by about one factor, up to the largest count."""
    bounds = {math.floor(largest ** (part / DEPTHS) + 1e-9) for part in range(1, DEPTHS + 1)} if largest else set()
    return Depths(tuple(sorted(bounds)))
