"""The best choice of headings for parts of runs, all at once, and what it is worth."""

from collections.abc import Sequence

from articles.ingest.stages.assignment import best_assignment
from articles.ingest.stages.headline_scores import PageScores, Part

#: Runs on either side that are looked at when one place of the page is tried another way.
NEIGHBOURS = 6

#: How a run is cut: its parts in order.
Cutting = Sequence[Part]


def best_choice(scores: PageScores, cuttings: Sequence[Cutting]) -> tuple[float, dict[int, int]]:
    """The worth, and which story each part heads: {place among all parts: story's number}."""
    parts = [part for cutting in cuttings for part in cutting]
    total, choice = best_assignment([scores.gains(part) for part in parts])
    return total + sum(scores.alone(part) for part in parts), choice


def near(cuttings: Sequence[Cutting], index: int) -> tuple[Sequence[Cutting], Sequence[Cutting]]:
    """The cuttings before and behind one of them that are within reach of it."""
    return cuttings[max(0, index - NEIGHBOURS) : index], cuttings[index + 1 : index + 1 + NEIGHBOURS]
