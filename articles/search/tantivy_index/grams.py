"""Overlapping character bigrams, by which the index decides whether a text holds a string. Pure.

Within a value, positions count the code points of its normalised text, so a string stands in the text exactly where
its bigrams stand at the same distances as in the string. Each value is closed by a character that no normalised text
contains, at two positions: the bigrams of a string are at most two apart, and reach across neither.
"""

from collections.abc import Iterable
from operator import add

#: End of text (U+0003): the normaliser drops it from every text, and tantivy's tokenizer does not take it for a space.
END = "\x03"


def bigram_tokens(values: Iterable[str]) -> str:
    """The space-joined tokens of normalised values, for a field that is cut at white space."""
    tokens: list[str] = []
    for value in values:
        if value:
            tokens.extend(map(add, value, value[1:]))
            tokens += [END, END]
    return " ".join(tokens)


def character_tokens(values: Iterable[str]) -> str:
    return " ".join("".join(values))


def phrase_bigrams(text: str) -> list[tuple[int, str]]:
    """The fewest bigrams, each with its position, that together fix every character of a text of two or more."""
    last = len(text) - 2
    starts = [*range(0, last, 2), last]
    return [(start, text[start : start + 2]) for start in starts]
