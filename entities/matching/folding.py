"""Folds a text to the form in which names are compared, and remembers where each folded character came from. Pure.

White space, line ends, zero-width marks, quotes, book-title marks and middle dots are dropped, so that none of them
hides a name; width, case and dash variants become one. It works on one code point at a time.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress

#: Marks that open and close a quotation or a title. An alias with the rule `quoted` needs them.
OPENING = "“‘「『《〈〝＂\"'"
CLOSING = "”’」』》〉〞＂\"'"
DOTS = "·•・‧∙"
DASHES = "—–－−─―‐‑-"

_DROPPED = frozenset(OPENING + CLOSING + DOTS + "＇")
_DROPPED_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


class _FoldTable(dict[str, str]):
    """What each character becomes, worked out once a character."""

    def __missing__(self, character: str) -> str:
        if character in _DROPPED or unicodedata.category(character) in _DROPPED_CATEGORIES:
            folded = ""
        elif character in DASHES:
            folded = "-"
        else:
            folded = unicodedata.normalize("NFKC", character).lower().replace(" ", "")
        self[character] = folded
        return folded


_TABLE = _FoldTable()


@dataclass(frozen=True, slots=True)
class FoldedText:
    """`text` folded from `original`; `offsets[i]` is the code point of `original` that gave `text[i]`."""

    original: str
    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original, end exclusive, that the folded range [start, end) came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> str:
    """The folded form alone, for names that are looked for."""
    return "".join(_fold_each(text))


def fold_with_offsets(text: str) -> FoldedText:
    parts = _fold_each(text)
    folded = "".join(parts)
    if len(folded) == len(parts) and "" not in parts:
        return FoldedText(text, folded, tuple(range(len(parts))))
    if len(folded) == len(parts) - parts.count(""):
        return FoldedText(text, folded, tuple(compress(range(len(parts)), parts)))
    offsets = tuple(index for index, part in enumerate(parts) for _ in part)
    return FoldedText(text, folded, offsets)


def _fold_each(text: Iterable[str]) -> list[str]:
    table = _TABLE
    return [table[character] for character in text]
