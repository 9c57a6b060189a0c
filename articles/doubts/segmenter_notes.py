"""The segmenter's doubts of an item, brought to where the present text has the line that they name. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from articles.doubts.doubt import Doubt, DoubtKind

#: These are looked for anew in the present text.
_LOOKED_FOR = frozenset({"unbalanced_quotes", "repeated_sentence", "unreadable"})
_QUOTED = re.compile("“(.+?)”(?=[^”]*$)")
#: Characters of a line that are enough to find it by.
_ENOUGH = 8


@dataclass(frozen=True, slots=True)
class SegmenterNote:
    """`line` is the text of the OCR line that the note names; empty where the item has no such line."""

    code: str
    words: str
    line: str


def note_doubts(texts: Mapping[str, str], notes: Iterable[SegmenterNote]) -> Iterator[Doubt]:
    for note in notes:
        if note.code not in _LOOKED_FOR:
            field, start, end = _place(texts, note)
            yield Doubt(field, start, end, DoubtKind.SEGMENTER, note.words)


def _place(texts: Mapping[str, str], note: SegmenterNote) -> tuple[str, int, int]:
    """Where the words stand that the note quotes, else its line; the headline where neither is found."""
    quoted = _QUOTED.search(note.words)
    if note.code == "no_headline":
        return "headline", 0, 0
    for words in filter(None, [quoted.group(1) if quoted else "", note.line.strip()[:_ENOUGH]]):
        for field, text in texts.items():
            start = text.find(words)
            if start >= 0:
                return field, start, start + len(words)
    return "body" if texts.get("body") else "headline", 0, 0
