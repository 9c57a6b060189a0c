"""Which character of a text comes from which character of the page: OCR and present text side by side. Pure.

Differences are found as `difflib` finds them, in stretches that characters sequences occurring once in both texts
anchor (the "unique common lines" of Bram Cohen's patience diff, with runs of characters for lines): difflib alone is
quadratic, and a page of 20,000 characters is read within a request.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

#: Characters of a run that anchors two texts; shorter ones recur by chance.
ANCHOR = 8
#: Two stretches of fewer character pairs than this are compared by difflib.
COMPARED_PAIRS = 250_000

Block = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Owned:
    """What of a text belongs to one character of the page: its words, and the white space behind them."""

    content: str = ""
    gap: str = ""


def share_out(printed: str, text: str) -> list[Owned]:
    """For each character of `printed`, which has no blanks, what of `text` belongs to it; together they are `text`.

    A character typed in another's place belongs to that one, what was typed between two to the one before it, but for
    the beginning of a paragraph, which belongs to the one behind it.
    `printed` must not be empty.
    """
    places = [place for place, character in enumerate(text) if not character.isspace()]
    dense = "".join(text[place] for place in places)
    firsts: list[int | None] = [None] * len(printed)
    for tag, i, j, m, n in blocks(printed, dense):
        if tag == "insert":
            continue
        for step in range(min(j - i, n - m)):
            firsts[i + step] = m + step
    owners = [index for index, first in enumerate(firsts) if first is not None]
    if not owners:
        return [owned(text), *[Owned()] * (len(printed) - 1)]
    own = [places[_first(firsts, owner)] for owner in owners]
    starts = [0, *(_share_start(text, last, place) for last, place in pairwise(own)), len(text)]
    result = [Owned()] * len(printed)
    for owner, (start, end) in zip(owners, pairwise(starts), strict=True):
        result[owner] = owned(text[start:end])
    return result


def _share_start(text: str, last: int, place: int) -> int:
    """Where in the text the share begins of a character that stands at `place`, the one before it at `last`."""
    line_end = text.rfind("\n", last, place)
    return line_end + 1 if line_end > last else place


def _first(firsts: Sequence[int | None], owner: int) -> int:
    first = firsts[owner]
    if first is None:
        raise ValueError(f"character {owner} owns nothing")
    return first


def owned(words: str) -> Owned:
    content = words.rstrip()
    return Owned(content, words[len(content) :])


def blocks(old: str, new: str) -> Iterator[Block]:
    """As `SequenceMatcher.get_opcodes`: equal, replace, delete and insert blocks in order, nothing left out."""
    low = 0
    while low < min(len(old), len(new)) and old[low] == new[low]:
        low += 1
    high = 0
    while high < min(len(old), len(new)) - low and old[-1 - high] == new[-1 - high]:
        high += 1
    if low:
        yield "equal", 0, low, 0, low
    yield from _middle(old, new, low, len(old) - high, low, len(new) - high)
    if high:
        yield "equal", len(old) - high, len(old), len(new) - high, len(new)


def _middle(old: str, new: str, i: int, j: int, m: int, n: int) -> Iterator[Block]:
    if i == j or m == n:
        if i < j or m < n:
            yield ("delete" if m == n else "insert"), i, j, m, n
    elif (j - i) * (n - m) <= COMPARED_PAIRS:
        for tag, a, b, c, d in SequenceMatcher(None, old[i:j], new[m:n], autojunk=False).get_opcodes():
            yield tag, i + a, i + b, m + c, m + d
    else:
        yield from _anchored(old, new, i, j, m, n)


def _anchored(old: str, new: str, i: int, j: int, m: int, n: int) -> Iterator[Block]:
    anchors = _anchors(old[i:j], new[m:n])
    if not anchors:
        yield "replace", i, j, m, n
        return
    at, to = i, m
    for place, other in anchors:
        a, b = i + place, m + other
        if a < at or b < to:
            continue
        length = 0
        while a + length < j and b + length < n and old[a + length] == new[b + length]:
            length += 1
        yield from _middle(old, new, at, a, to, b)
        yield "equal", a, a + length, b, b + length
        at, to = a + length, b + length
    yield from _middle(old, new, at, j, to, n)


def _anchors(old: str, new: str) -> list[tuple[int, int]]:
    """Where runs stand that occur once in both, as many as keep their order (longest increasing subsequence)."""
    once = _once(new)
    pairs = [(place, once[run]) for run, place in _once(old).items() if run in once]
    pairs.sort()
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for index, (_, other) in enumerate(pairs):
        pile = bisect_left(tops, other)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(other)
            piles.append(index)
        else:
            tops[pile], piles[pile] = other, index
    chain: list[tuple[int, int]] = []
    index = piles[-1] if piles else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _once(text: str) -> dict[str, int]:
    runs = [text[place : place + ANCHOR] for place in range(len(text) - ANCHOR + 1)]
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}
