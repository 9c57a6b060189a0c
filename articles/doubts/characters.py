"""Characters that stand for one they look like: with the other one, what stands there is a known word. Pure.

A noisy channel over the words of jieba's dictionary. The text is cut the likeliest way; where a character stands alone
in that cut, each that it is confused with is tried, and what the best word gains over the cut is weighed against the
price of a wrong character. Measured on 300 real articles without errors (165,000 characters) and 1,200 wrong ones put
into them; see LEAST_GAIN.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from articles.search.alike_characters import alike_in_shape
from entities.matching.confusions import EVERYDAY, Likeness, alike

#: Words longer than this are made of shorter ones.
LONGEST_WORD = 4
#: Natural logarithms. Below it a word is more likely to be one that the dictionary lacks than one read wrongly. One of
#: sound is what people type, not what scanners read: it must be worth more.
LEAST_GAIN = {Likeness.SHAPE: 10.0, Likeness.SOUND: 14.0}
#: What is printed elsewhere is no slip, unless the word it would be is so many times more frequent.
MORE_FREQUENT = 100

_HAN_RUN = re.compile("[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class WordBook:
    """How often each word stands in ordinary text, out of `total` words. Beginnings of words stand there too, at 0.

    `names` are words that are people's names or parts of them: they excuse nothing and correct nothing.
    `printed` tells in how many articles of the archive a text stands.
    """

    frequencies: Mapping[str, int]
    total: int
    names: Set[str] = frozenset()
    printed: Callable[[str], int] | None = None
    _weights: dict[str, float] = field(default_factory=dict, compare=False)

    def weight(self, word: str) -> float:
        """The logarithm of the word's share; one that nobody counted is as rare as can be."""
        found = self._weights.get(word)
        if found is None:
            self._weights[word] = found = math.log((self.frequencies.get(word) or 1) / self.total)
        return found


@dataclass(frozen=True, slots=True)
class Slip:
    """`text[place]` was probably `meant`: the half-open range is then `word`."""

    place: int
    meant: str
    start: int
    end: int
    word: str
    gain: float


def slips(text: str, book: WordBook) -> Iterator[Slip]:
    for run in _HAN_RUN.finditer(text):
        words = cut(run.group(), book)
        for number, (start, end) in enumerate(words):
            if end - start == 1 and run.group()[start] not in EVERYDAY:
                found = _best_slip(run.group(), words, number, book)
                if found is not None and _is_believed(text, run.start(), found, book):
                    base = run.start()
                    yield Slip(base + start, found.meant, base + found.start, base + found.end, found.word, found.gain)


def cut(text: str, book: WordBook) -> list[tuple[int, int]]:
    """The words of a run without punctuation, as half-open ranges: those whose shares multiply to most."""
    size, weight, frequency_of = len(text), book.weight, book.frequencies.get
    best, following = [0.0] * (size + 1), [0] * size
    for start in range(size - 1, -1, -1):
        top, chosen = weight(text[start]) + best[start + 1], start + 1
        for end in range(start + 2, min(start + LONGEST_WORD, size) + 1):
            word = text[start:end]
            frequency = frequency_of(word)
            if frequency is None:
                break
            if frequency and (worth := weight(word) + best[end]) > top:
                top, chosen = worth, end
        best[start], following[start] = top, chosen
    words, start = [], 0
    while start < size:
        words.append((start, following[start]))
        start = following[start]
    return words


def _best_slip(run: str, words: Sequence[tuple[int, int]], number: int, book: WordBook) -> Slip | None:
    """The word that gains most over the whole words of the cut in whose place it would stand."""
    place = words[number][0]
    best: Slip | None = None
    for start, end, spent in _windows(run, words, number, book):
        before, behind = run[start:place], run[place + 1 : end]
        for other, least in _candidates(run[place]):
            word = before + other + behind
            if not book.frequencies.get(word) or word in book.names:
                continue
            gain = book.weight(word) - spent
            if gain >= least and (best is None or gain > best.gain):
                best = Slip(place, other, start, end, word, gain)
    return best


def _windows(
    run: str, words: Sequence[tuple[int, int]], number: int, book: WordBook
) -> Iterator[tuple[int, int, float]]:
    """Ranges of up to LONGEST_WORD characters made of whole words, that one among them, each with its weight."""
    for first in range(max(0, number - LONGEST_WORD + 1), number + 1):
        start, spent = words[first][0], 0.0
        for last in range(first, len(words)):
            end = words[last][1]
            if end - start > LONGEST_WORD:
                break
            spent += book.weight(run[words[last][0] : end])
            if last >= number and last > first:
                yield start, end, spent


def _is_believed(text: str, base: int, slip: Slip, book: WordBook) -> bool:
    printed = text[base + slip.start : base + slip.end]
    if text.count(printed) > 1:
        return False
    if book.printed is None:
        return True
    count = book.printed(printed)
    return count <= 1 or book.printed(slip.word) >= MORE_FREQUENT * count


@lru_cache(maxsize=8192)
def _candidates(character: str) -> tuple[tuple[str, float], ...]:
    """The characters that this one may stand for, each with the least gain that it must bring."""
    shapes = dict.fromkeys([*alike(Likeness.SHAPE).get(character, ""), *alike_in_shape(character)])
    sounds = [other for other in alike(Likeness.SOUND).get(character, "") if other not in shapes]
    return tuple((other, LEAST_GAIN[Likeness.SHAPE]) for other in shapes) + tuple(
        (other, LEAST_GAIN[Likeness.SOUND]) for other in sounds
    )
