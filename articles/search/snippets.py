"""Marks what a query found in a text and picks the passage to show. Pure; nothing here is HTML.

Offsets are code points of the original text, end exclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.search.normalize import normalize, normalize_with_offsets
from articles.search.parsing import ParsedQuery, Term

#: Code points before the first hit of a passage, if no sentence begins in between.
LEAD_IN = 24
ELLIPSIS = "…"
SENTENCE_ENDS = frozenset("。！？；!?;\n")
#: What may follow the end of a sentence and still belongs to it.
CLOSING = frozenset("”’」』》〉）)")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text to show; the template escapes it and marks it if `marked`.

    `number` is that of the mark that begins here, where the marks of a page are numbered, else 0.
    """

    text: str
    marked: bool = False
    number: int = 0


def mark(text: str, query: ParsedQuery) -> tuple[Range, ...]:
    """Where the query's terms stand in `text`: sorted ranges that neither overlap nor touch."""
    return _merged([found for _, found in _occurrences(text, query)])


def marked(text: str, query: ParsedQuery) -> tuple[Piece, ...]:
    """The whole of `text`, cut where marks begin and end."""
    return pieces_of(text, 0, len(text), mark(text, query))


def snippet(text: str, query: ParsedQuery, *, length: int = 110) -> tuple[Piece, ...]:
    """The passage of at most about `length` code points with the most different terms; the beginning if there are none.

    Line ends become spaces; an ellipsis stands where the passage is cut out of a longer text.
    """
    occurrences = _occurrences(text, query)
    start = _passage_start(text, occurrences, length)
    end = min(len(text), start + length)
    inner = pieces_of(text, start, end, _merged([found for _, found in occurrences]))
    pieces = [Piece(piece.text.replace("\n", " "), piece.marked) for piece in inner]
    if start > 0:
        pieces.insert(0, Piece(ELLIPSIS))
    if end < len(text):
        pieces.append(Piece(ELLIPSIS))
    return tuple(pieces)


def _occurrences(text: str, query: ParsedQuery) -> list[tuple[int, Range]]:
    """Each occurrence with the number of its needle, in the order of the text."""
    normalized = normalize(text)
    needles = [needle for term in query.terms for needle in _needles(term, normalized)]
    if not needles:
        return []
    origin = normalize_with_offsets(text)
    found = [
        (number, origin.original_range(at, at + len(needle)))
        for number, needle in enumerate(needles)
        for at in _positions(normalized, needle)
    ]
    return sorted(found, key=lambda each: each[1])


def _needles(term: Term, normalized: str) -> list[str]:
    """The term itself where the text holds it, else those of its words that the text holds."""
    if term.text in normalized:
        return [term.text]
    return [word for word in term.words if word in normalized]


def _positions(text: str, needle: str) -> list[int]:
    positions = []
    at = text.find(needle)
    while at >= 0:
        positions.append(at)
        at = text.find(needle, at + 1)
    return positions


def _merged(ranges: Sequence[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def pieces_of(text: str, start: int, end: int, marks: Sequence[Range]) -> tuple[Piece, ...]:
    """`text[start:end]`, cut where marks begin and end; `marks` are sorted and do not overlap."""
    pieces: list[Piece] = []
    at = start
    for mark_start, mark_end in marks:
        mark_start, mark_end = max(mark_start, start), min(mark_end, end)
        if mark_start >= mark_end:
            continue
        if at < mark_start:
            pieces.append(Piece(text[at:mark_start]))
        pieces.append(Piece(text[mark_start:mark_end], marked=True))
        at = mark_end
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)


def _passage_start(text: str, occurrences: Sequence[tuple[int, Range]], length: int) -> int:
    if not occurrences:
        return 0
    reach = max(length - LEAD_IN, 1)
    best = max(
        range(len(occurrences)),
        key=lambda index: (_variety(occurrences, index, reach), -index),
    )
    first = occurrences[best][1][0]
    earliest = max(0, min(first - LEAD_IN, len(text) - length))
    for at in range(earliest, first):
        if _begins_sentence(text, at):
            return at
    return earliest


def _begins_sentence(text: str, at: int) -> bool:
    if text[at].isspace() or text[at] in SENTENCE_ENDS or text[at] in CLOSING:
        return False
    while at > 0 and (text[at - 1] in CLOSING or (text[at - 1].isspace() and text[at - 1] != "\n")):
        at -= 1
    return at == 0 or text[at - 1] in SENTENCE_ENDS


def _variety(occurrences: Sequence[tuple[int, Range]], index: int, reach: int) -> int:
    """How many different needles stand wholly within `reach` code points of the occurrence at `index`."""
    limit = occurrences[index][1][0] + reach
    numbers = set()
    for number, (_, end) in occurrences[index:]:
        if end > limit:
            break
        numbers.add(number)
    return len(numbers)
