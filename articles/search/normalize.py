"""The one normaliser of text and query. Pure; it works on one code point at a time.

Because no code point's folding depends on its neighbours, every substring of a text normalises to a substring of the
normalised text. Each code point goes through NFKC, lower case, Traditional → Simplified (single characters, never
phrases) and dash variants to one; white space, invisible marks and quotation marks are dropped, and with them
everything a query need not repeat. All other punctuation is a character like any other.
"""

import hashlib
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import opencc

VERSION = 1

QUOTATION_MARKS = frozenset("“”‘’\"'「」『』《》〈〉")
DASH = "-"
DASHES = frozenset("‐‑‒–—―−─━⁃⸺⸻﹘")
#: Controls, format marks (zero-width spaces, joiners, direction marks, the byte order mark) and lone surrogates.
INVISIBLE_CATEGORIES = frozenset(["Cc", "Cf", "Cs"])
VARIATION_SELECTORS = frozenset([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x1810)])


@dataclass(frozen=True, slots=True)
class Normalized:
    """Normalised text and, for each of its code points, the index of the code point of the original it came from."""

    text: str
    origins: Sequence[int]

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the original that `text[start:end]`, which must not be empty, came from."""
        return self.origins[start], self.origins[end - 1] + 1


class _Folding(dict[int, str | None]):
    """A table for `str.translate` that fills itself: code point → what it becomes.

    `irregular` finds the characters in it that become none or several; texts consist of the others but for a few.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._met = ""
        self.irregular = re.compile(r"(?!)")

    def __missing__(self, code_point: int) -> str:
        char = chr(code_point)
        folded = fold(char)
        if len(folded) != 1:
            # Before it stands in the table: whoever finds it there finds it in a text.
            with self._lock:
                self._met += char
                self.irregular = re.compile(f"[{re.escape(self._met)}]")
        self[code_point] = folded
        return folded


def normalize(text: str) -> str:
    return text.translate(_FOLDING)


def normalize_with_offsets(text: str, normalized: str | None = None) -> Normalized:
    """`normalized`: the text as `normalize` makes it, where that is known already."""
    if normalized is None:
        normalized = normalize(text)
    # By now every character of the text stands in the table.
    origins: list[int] = []
    start = 0
    for found in _FOLDING.irregular.finditer(text):
        index = found.start()
        origins.extend(range(start, index))
        origins.extend([index] * len(_FOLDING[ord(text[index])] or ""))
        start = index + 1
    origins.extend(range(start, len(text)))
    return Normalized(normalized, origins)


def fold(char: str) -> str:
    """What one code point becomes: nothing, one or several; folding that again changes nothing."""
    if _is_dropped(char):
        return ""
    if char in DASHES:
        return DASH
    folded = unicodedata.normalize("NFKC", char).lower()
    folded = "".join(simplified_characters().get(each, each) for each in folded)
    return folded if folded == char else "".join(fold(each) for each in folded)


def _is_dropped(char: str) -> bool:
    return (
        char.isspace()
        or char in QUOTATION_MARKS
        or unicodedata.category(char) in INVISIBLE_CATEGORIES
        or ord(char) in VARIATION_SELECTORS
    )


@cache
def simplified_characters() -> dict[str, str]:
    """Traditional → Simplified, one character for one, as OpenCC converts each character standing alone on its line."""
    characters = [char for char in map(chr, range(0x2E80, 0x40000)) if unicodedata.category(char) == "Lo"]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {
        char: simplified
        for char, simplified in zip(characters, converted, strict=True)
        if simplified != char and len(simplified) == 1
    }


@cache
def fingerprint() -> str:
    """Changes whenever the same text might normalise differently: our rules, the character table, the Unicode data."""
    table = "".join(f"{char}{simplified}" for char, simplified in sorted(simplified_characters().items()))
    digest = hashlib.blake2b(table.encode(), digest_size=6).hexdigest()
    return f"{VERSION}-{unicodedata.unidata_version}-{digest}"


_FOLDING = _Folding()
