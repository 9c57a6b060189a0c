"""How much of a heading's words stand in each story of a page. Pure counting."""

import math
from collections.abc import Collection, Mapping, Sequence

from articles.ingest.stages.cohesion import character_pairs
from articles.ingest.stages.stories import Story

#: What stands so early in a story stands in its lead, and counts whole; the rest counts less.
_LEAD, _BEHIND_LEAD = 160, 0.7
#: Pairs that more stories of a page hold say nothing.
_COMMON = 16
#: More of a story than this is not read for shared words.
_LONGEST_TEXT = 8_000

#: Story number → whether the pair stands in its lead.
Holders = dict[int, bool]


class SharedWords:
    """Reads each story once, whoever its host is. Which stories are one article is told by each `Shares`."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._texts = {story.number: "".join(unit.text for unit in story.units)[:_LONGEST_TEXT] for story in stories}
        self._roots = {story.number: story.root.number for story in stories}
        self._holders: dict[str, Holders] = {}
        self._weighted: dict[str, list[tuple[Holders, float]]] = {}

    def weighted(self, text: str) -> list[tuple[Holders, float]]:
        """Which stories hold each pair of the text, and what the pair counts: the rarer on this page, the more."""
        if text not in self._weighted:
            held = (holders for holders in map(self._holding, character_pairs(text)) if len(holders) <= _COMMON)
            self._weighted[text] = [(holders, self._weight(holders)) for holders in held]
        return self._weighted[text]

    def share_of_any(self, text: str, numbers: Collection[int]) -> float:
        """The share (0 to 1) of the text's pairs that stand in one of the stories."""
        found = total = 0.0
        for holders, weight in self.weighted(text):
            total += weight
            held = [in_lead for number, in_lead in holders.items() if number in numbers]
            found += weight * (_BEHIND_LEAD if held and not any(held) else bool(held))
        return found / total if total else 0.0

    def _holding(self, pair: str) -> Holders:
        if pair not in self._holders:
            places = ((number, text.find(pair)) for number, text in self._texts.items())
            self._holders[pair] = {number: place < _LEAD for number, place in places if place >= 0}
        return self._holders[pair]

    def _weight(self, holders: Holders) -> float:
        articles = {*holders, *(self._roots[number] for number in holders)}
        return math.log((len(self._texts) + 1) / (len(articles) or 0.5))


class Shares:
    """The shares of texts' pairs of characters, a firm story taken together with its soft followers."""

    def __init__(self, words: SharedWords, stories: Sequence[Story]) -> None:
        self._words = words
        self._roots = {story.number: story.root.number for story in stories}
        self._found: dict[str, Mapping[int, float]] = {}

    def of(self, text: str) -> Mapping[int, float]:
        """By story: the share (0 to 1) of the text's pairs that stand in it, rare ones on this page counting more."""
        if text not in self._found:
            self._found[text] = self._shares(text)
        return self._found[text]

    def _shares(self, text: str) -> Mapping[int, float]:
        shares: dict[int, float] = {}
        total = 0.0
        for holders, weight in self._words.weighted(text):
            total += weight
            for number, in_lead in self._with_followers(holders).items():
                shares[number] = shares.get(number, 0.0) + weight * (1.0 if in_lead else _BEHIND_LEAD)
        return {number: share / total for number, share in shares.items()} if total else {}

    def _with_followers(self, holders: Holders) -> Holders:
        """What stands in a soft story stands in its firm one too, behind the lead."""
        found = dict(holders)
        for number in holders:
            found.setdefault(self._roots.get(number, number), False)
        return found
