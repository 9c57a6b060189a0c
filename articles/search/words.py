"""Cuts normalised text into words with jieba and a lexicon of the archive's own names. Only ranking rests on it.

Where a text is cut is kept as the lengths of its words, in code points of its normalised text, one character a word:
'1' for a word of one, '2' of two, ':' of ten, and so on upwards. A tenth of the text's bytes, and read in a glance.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import accumulate, chain
from pathlib import Path

import jieba

from articles.search.normalize import fingerprint, normalize
from articles.search.parsing import is_punctuation

#: Names of at most this many code points are words; longer ones are cut.
LONGEST_NAME = 20
#: Raise it with every change of how texts are cut.
CUTTING_VERSION = 1
LENGTH_ZERO = ord("0")
#: A run of letters without end is cut into pieces of this many code points.
LONGEST_WORD = 200
#: Words whose parts are remembered.
MOST_KNOWN = 100_000

#: The cutter that this process made last, if any.
_made: list["WordCutter"] = []

_LENGTH_OF_MARK = bytes(max(0, mark - LENGTH_ZERO) for mark in range(256))

jieba.setLogLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class CutWords:
    """The lengths of an article's words: those of kicker, headline and subtitle, and those of the body."""

    titles: tuple[str, ...]
    body: str


class WordCutter:
    """One private `jieba.Tokenizer`, so that no other user of jieba in the process changes how the archive cuts."""

    def __init__(self, lexicon: tuple[str, ...], cache_dir: Path) -> None:
        self.lexicon = lexicon
        self._tokenizer = jieba.Tokenizer()
        cache_dir.mkdir(parents=True, exist_ok=True)
        self._tokenizer.tmp_dir = str(cache_dir)
        self._tokenizer.initialize()
        for name in lexicon:
            self._tokenizer.add_word(name)
        _made.append(self)
        del _made[:-1]
        self._known = _KnownParts(self._tokenizer.FREQ)

    @property
    def frequencies(self) -> Mapping[str, int]:
        """How often each word stands in ordinary text; the beginnings of words stand there too, at 0."""
        frequencies: Mapping[str, int] = self._tokenizer.FREQ
        return frequencies

    @property
    def total(self) -> int:
        return int(self._tokenizer.total)

    def words(self, normalized: str) -> list[str]:
        """The words of a query in order, punctuation left out."""
        return [word for word in self._tokenizer.cut(normalized) if not is_punctuation(word)]

    def lengths(self, text: str) -> str:
        """The lengths of the words of a text as printed. No word reaches over white space."""
        words = (word for run in text.split() for word in self._tokenizer.cut(normalize(run)))
        return "".join(map(_length_mark, words))

    def cut(self, titles: Sequence[str], body: str) -> CutWords:
        return CutWords(tuple(map(self.lengths, titles)), self.lengths(body))

    def words_and_parts(self, normalized: str, lengths: str) -> tuple[list[int], list[str]]:
        """For each word of a normalised text where it ends, and all that is known inside it, joined by white space.

        焦作市 counts as 焦作 too, as jieba's `cut_for_search` has it; punctuation counts for nothing.
        """
        ends = list(accumulate(_lengths(lengths)))
        words = map(normalized.__getitem__, map(slice, chain((0,), ends), ends))
        return ends, list(map(self._known.__getitem__, words))


class _KnownParts(dict[str, str]):
    """Word → the pairs and triples inside it that the dictionary knows, and the word itself; it fills itself."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_KNOWN:
            self.clear()
        self[word] = known = "" if is_punctuation(word) else " ".join([*self._parts(word), word])
        return known

    def _parts(self, word: str) -> Iterator[str]:
        for size in (2, 3):
            if len(word) > size:
                parts = (word[start : start + size] for start in range(len(word) - size + 1))
                yield from (part for part in parts if self._frequencies.get(part))


def _length_mark(word: str) -> str:
    whole, rest = divmod(len(word), LONGEST_WORD)
    return chr(LENGTH_ZERO + LONGEST_WORD) * whole + (chr(LENGTH_ZERO + rest) if rest else "")


def text_length(lengths: str) -> int:
    """Of the normalised text that was cut into words of these lengths."""
    return sum(_lengths(lengths))


def _lengths(marks: str) -> bytes:
    return marks.encode("latin-1").translate(_LENGTH_OF_MARK)


def lexicon_of(names: Iterable[str]) -> tuple[str, ...]:
    """The names as the word cutter takes them: normalised, sorted, each once."""
    normalized = {normalize(name) for name in names}
    return tuple(sorted(name for name in normalized if 2 <= len(name) <= LONGEST_NAME))


def cut_by() -> str:
    """Changes whenever the same text with the same names might be cut differently."""
    return f"{CUTTING_VERSION}-jieba {version('jieba')}-{fingerprint()}"


def lexicon_digest(lexicon: Sequence[str]) -> str:
    """Names the words that come of a lexicon, this program and this dictionary."""
    content = "\n".join([cut_by(), *lexicon])
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=2)
def word_cutter(lexicon: tuple[str, ...], cache_dir: Path) -> WordCutter:
    """One cutter a process for each lexicon in use; the first costs half a second."""
    return WordCutter(lexicon, cache_dir)


def any_word_cutter(cache_dir: Path) -> WordCutter:
    """One that this process has already, whichever names it knows: a dictionary takes a hundred megabytes."""
    return _made[-1] if _made else word_cutter((), cache_dir)
