"""Cuts normalised text into words with jieba and a lexicon of the archive's own names. Only ranking rests on it."""

import logging
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import jieba

from articles.search.normalize import normalize
from articles.search.parsing import is_punctuation

#: Names of at most this many code points are words; longer ones are cut.
LONGEST_NAME = 20

jieba.setLogLevel(logging.WARNING)


class WordCutter:
    """One private `jieba.Tokenizer`, so that no other user of jieba in the process changes how the archive cuts."""

    def __init__(self, lexicon: Sequence[str], cache_dir: Path) -> None:
        self._tokenizer = jieba.Tokenizer()
        cache_dir.mkdir(parents=True, exist_ok=True)
        self._tokenizer.tmp_dir = str(cache_dir)
        self._tokenizer.initialize()
        for name in lexicon:
            self._tokenizer.add_word(name)

    def words(self, normalized: str) -> list[str]:
        """The words of a query in order, punctuation left out."""
        return [word for word in self._tokenizer.cut(normalized) if not is_punctuation(word)]

    def words_and_parts(self, text: str) -> list[str]:
        """The normalised words of a text as printed, with the shorter words inside them: 焦作市 counts as 焦作 too."""
        return [
            word
            for run in text.split()
            for word in self._tokenizer.cut_for_search(normalize(run))
            if not is_punctuation(word)
        ]


def lexicon_of(names: Iterable[str]) -> tuple[str, ...]:
    """The names as the word cutter takes them: normalised, sorted, each once."""
    normalized = {normalize(name) for name in names}
    return tuple(sorted(name for name in normalized if 2 <= len(name) <= LONGEST_NAME))


@lru_cache(maxsize=2)
def word_cutter(lexicon: tuple[str, ...], cache_dir: Path) -> WordCutter:
    """One cutter a process for each lexicon in use; the first costs half a second."""
    return WordCutter(lexicon, cache_dir)
