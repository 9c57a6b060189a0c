"""Whether a soft story, one that only a short line cuts off, speaks of what its host speaks of. Pure counting."""

from collections.abc import Sequence

from articles.ingest.stages.cohesion import Cohesion
from articles.ingest.stages.stories import Story


def host_kin(stories: Sequence[Story]) -> dict[int, float]:
    """By the number of each story: the likelihood ratio (logarithm) that it goes on its host; 0 for a firm one."""
    cohesion = Cohesion([[unit.text for unit in story.units] for story in stories])
    chains: dict[int, list[int]] = {}
    for index, story in enumerate(stories):
        chains.setdefault(story.root.number, []).append(index)
    kin: dict[int, float] = {}
    for chain in chains.values():
        for index, value in zip(chain, cohesion.successive(chain), strict=True):
            kin[stories[index].number] = value if stories[index].is_soft else 0.0
    return kin
