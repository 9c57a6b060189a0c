"""The words that jieba's dictionary knows, with their frequency and part of speech. Pure but for reading that file."""

from functools import cache
from types import MappingProxyType

import jieba

#: Longer words are made of these; leaving them out halves what a process holds.
LONGEST_WORD = 3


@cache
def lexicon() -> MappingProxyType[str, tuple[int, str]]:
    """Words of up to three characters: frequency and part of speech (nr: person, ns: place, v: verb …)."""
    words = {}
    with jieba.Tokenizer().get_dict_file() as file:
        for line in file:
            word, frequency, tag = line.decode("utf-8").split()
            if len(word) <= LONGEST_WORD:
                words[word] = (int(frequency), tag)
    return MappingProxyType(words)
