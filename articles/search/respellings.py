"""Texts that one without hits may have been meant for: a character confused, turned round or too many. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from articles.search.alike_characters import alike

#: Texts that are asked for at most.
MOST_TRIED = 400
LONGEST = 40
MOST_RUNS = 3

_LATIN = re.compile("[a-z0-9]")


def respellings(
    text: str, count: Callable[[str], int], found_among: Callable[[Sequence[str]], Mapping[str, int]]
) -> dict[str, int]:
    """Texts one slip away from the normalised `text`, with their counts, the most frequent first.

    `found_among` tells which of many texts are found at all, or the first of them. Characters are changed first where
    the text's pairs of characters are rarest: there the slip must be.
    """
    if not 2 <= len(text) <= LONGEST:
        return {}
    tried = dict.fromkeys(_turned_and_shortened(text))
    for place in _places(text, count):
        for other in alike(text[place]):
            tried.setdefault(text[:place] + other + text[place + 1 :])
    candidates = [candidate for candidate in tried if candidate != text][:MOST_TRIED]
    return dict(sorted(found_among(candidates).items(), key=lambda each: -each[1]))


def _turned_and_shortened(text: str) -> Iterator[str]:
    for at in range(len(text) - 1):
        yield text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if len(text) > 3:
        # Without its first or last character a text is no other, but less of the same.
        for at in range(1, len(text) - 1):
            yield text[:at] + text[at + 1 :]


def _places(text: str, count: Callable[[str], int]) -> list[int]:
    """The offsets of the text, those of its rarest pairs first."""
    pairs = [count(text[at : at + 2]) for at in range(len(text) - 1)]

    def rarity(place: int) -> tuple[int, int]:
        around = pairs[max(place - 1, 0) : place + 1]
        # Both pairs of a wrong character are rare; the outer characters have but one.
        return max(around), place

    return sorted(range(len(text)), key=rarity)


def longest_runs(text: str, count: Callable[[str], int]) -> list[str]:
    """Of the runs of two characters or more that `count` finds, the longest that lie apart, the longest first.

    A run neither begins nor ends inside a Latin word or a number. It is found only if every run within it is, so one
    way through the text finds the longest from each place: two counts a character at most.
    """
    runs: list[tuple[int, int]] = []
    end = 0
    for start in range(len(text) - 1):
        end = max(end, start + 1)
        while end < len(text) and count(text[start : end + 1]):
            end += 1
        begin, stop = _within_words(text, start, end)
        if stop - begin > 1 and (not runs or stop > runs[-1][1]):
            runs.append((begin, stop))
    chosen: list[tuple[int, int]] = []
    for start, stop in sorted(runs, key=lambda run: (run[0] - run[1], run[0])):
        if all(stop <= other_start or other_stop <= start for other_start, other_stop in chosen):
            chosen.append((start, stop))
    return [text[start:stop] for start, stop in chosen[:MOST_RUNS] if stop - start < len(text)]


def _within_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The run without the part of a Latin word or a number that it cuts at either end."""
    while start < end and start and _LATIN.match(text[start - 1]) and _LATIN.match(text[start]):
        start += 1
    while end > start and end < len(text) and _LATIN.match(text[end - 1]) and _LATIN.match(text[end]):
        end -= 1
    return start, end
