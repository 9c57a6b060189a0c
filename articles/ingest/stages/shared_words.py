"""How much of a heading's words stand in each story of a page. Pure counting."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from articles.ingest.stages.stories import Story

#: What stands so early in a story stands in its lead, and counts whole; the rest counts less.
_LEAD, _BEHIND_LEAD = 160, 0.7
#: More of a story than this is not read for shared words.
_LONGEST_TEXT = 8_000

#: Story number → whether the pair stands in its lead.
Holders = dict[int, bool]


class SharedWords:
    """Reads each story once; whoever its host is. Which stories are one article is told by each `Shares`."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._texts = {story.number: "".join(unit.text for unit in story.units)[:_LONGEST_TEXT] for story in stories}
        self._holders: dict[str, Holders] = {}

    def holders(self, pair: str) -> Holders:
        if pair not in self._holders:
            places = ((number, text.find(pair)) for number, text in self._texts.items())
            self._holders[pair] = {number: place < _LEAD for number, place in places if place >= 0}
        return self._holders[pair]


class Shares:
    """The shares of texts' pairs of characters, a firm story taken together with its soft followers."""

    def __init__(self, words: SharedWords, stories: Sequence[Story]) -> None:
        self._words = words
        self._roots = {story.number: story.root.number for story in stories}
        self._found: dict[str, Mapping[int, float]] = {}

    def share(self, text: str, number: int) -> float:
        """The share (0 to 1) of the text's pairs that stand in the story, rare ones on this page counting more."""
        if text not in self._found:
            self._found[text] = self._shares(text)
        return self._found[text].get(number, 0.0)

    def share_of_any(self, text: str, numbers: Collection[int]) -> float:
        """The same of several stories taken together, each without its followers."""
        found = total = 0.0
        for pair, weight in self._weighted(text):
            total += weight
            held = [in_lead for number, in_lead in self._words.holders(pair).items() if number in numbers]
            found += weight * (_BEHIND_LEAD if held and not any(held) else bool(held))
        return found / total if total else 0.0

    def _shares(self, text: str) -> Mapping[int, float]:
        shares: dict[int, float] = {}
        total = 0.0
        for pair, weight in self._weighted(text):
            total += weight
            for number, in_lead in self._with_followers(self._words.holders(pair)).items():
                shares[number] = shares.get(number, 0.0) + weight * (1.0 if in_lead else _BEHIND_LEAD)
        return {number: share / total for number, share in shares.items()} if total else {}

    def _weighted(self, text: str) -> Iterator[tuple[str, float]]:
        for pair in {pair for pair in map("".join, pairwise(text)) if pair.isalnum()}:
            holders = self._with_followers(self._words.holders(pair))
            yield pair, math.log((len(self._roots) + 1) / (len(holders) or 0.5))

    def _with_followers(self, holders: Holders) -> Holders:
        """What stands in a soft story stands in its firm one too, behind the lead."""
        found = dict(holders)
        for number in holders:
            found.setdefault(self._roots.get(number, number), False)
        return found
