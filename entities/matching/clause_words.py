"""Cuts a clause into words with their part of speech, to name what a figure counts. Pure.

The likeliest cut by the words' frequencies, as jieba makes it, over the lexicon that the reading of pages holds anyway.
Tags are those of the lexicon: n noun, v verb, p preposition, d adverb, m number …; x is a mark.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from articles.ingest.lexicon import LONGEST_WORD, lexicon
from entities.matching.measure_words import PAIRS

_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z][A-Za-z0-9+.-]*|\d+(?:[.,]\d+)*|\s+|.")


@dataclass(frozen=True, slots=True)
class Word:
    """[start, end) of the text that was cut."""

    text: str
    tag: str
    start: int
    end: int

    @property
    def is_noun(self) -> bool:
        if self.tag == "eng":
            return len(self.text) > 1
        return self.tag[0] in "njglizsk" or self.tag in ("vn", "an", "uv")

    @property
    def is_verb(self) -> bool:
        return self.tag in ("v", "vd", "vi", "vg")


def words_of(text: str) -> list[Word]:
    """The words in order; white space is none."""
    words: list[Word] = []
    for run in _RUN.finditer(text):
        first = run[0][0]
        if first.isspace():
            continue
        if "\u3400" <= first <= "\u9fff":
            words += _cut(run[0], run.start())
        else:
            tag = "eng" if first.isascii() and first.isalpha() else "m" if first.isdigit() else "x"
            words.append(Word(run[0], tag, run.start(), run.end()))
    return words


def joined(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def is_balanced(text: str) -> bool:
    return all(text.count(opening) == text.count(closing) for opening, closing in PAIRS.items())


def _cut(run: str, offset: int) -> Iterator[Word]:
    """The likeliest words of a run of characters, from behind as jieba does it."""
    best: list[tuple[float, int]] = [(0.0, 0)] * (len(run) + 1)
    for start in range(len(run) - 1, -1, -1):
        best[start] = max(
            (_likelihood(run[start : start + size]) + best[start + size][0], start + size)
            for size in range(1, min(LONGEST_WORD, len(run) - start) + 1)
            if size == 1 or run[start : start + size] in lexicon()
        )
    start = 0
    while start < len(run):
        end = best[start][1]
        word = run[start:end]
        yield Word(word, lexicon().get(word, (0, "n"))[1], offset + start, offset + end)
        start = end


@lru_cache(maxsize=1 << 16)
def _likelihood(word: str) -> float:
    return math.log(lexicon().get(word, (1, ""))[0] or 1) - _total()


@cache
def _total() -> float:
    return math.log(sum(frequency for frequency, _ in lexicon().values()))
