"""Marks what a query found in a text and picks the passage to show. Pure; nothing here is HTML.

Offsets are code points of the original text, end exclusive.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from articles.search.normalize import normalize, normalize_with_offsets
from articles.search.parsing import ParsedQuery, Term

#: Code points before the first hit of a passage, if no sentence begins in between.
LEAD_IN = 24
ELLIPSIS = "…"
SENTENCE_ENDS = frozenset("。！？；!?;\n")
CLAUSE_ENDS = frozenset("，、：,:")
#: Code points that a passage may be shorter for ending where a sentence or a clause does.
TAIL = 24
#: What may follow the end of a sentence and still belongs to it.
CLOSING = frozenset("”’」』》〉）)")

#: A line end that leaves no gap, because the punctuation before it has one of its own.
_LINE_END = re.compile(r"(?<=[，。！？；：、…—”’」』》〉）】])\n+")

#: The end of a passage that is the end of a sentence as well.
_FULL_STOP = re.compile(r"[。！？!?][”’」』》〉）)]*\Z")

Range = tuple[int, int]


class Piece(NamedTuple):
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
    """The passage of at most `length` code points with the most of what was sought; the beginning if there is none.

    Most is what is longest: the query as it stands, then its longer terms, each counted once. The passage begins and
    ends with a sentence or a clause where one is near. Line ends become spaces, or nothing where Chinese punctuation
    ends the line; an ellipsis stands where the passage is cut out of a longer text, but never behind a whole sentence.
    """
    return snippet_and_marks(text, query, length=length)[0]


def snippet_and_marks(
    text: str, query: ParsedQuery, *, length: int = 110
) -> tuple[tuple[Piece, ...], tuple[Range, ...]]:
    """As `snippet`, with the ranges of the whole text that it would mark."""
    occurrences = _occurrences(text, query, with_whole=True)
    marks = _merged([found for _, found in occurrences])
    start = _passage_start(text, occurrences, length)
    end = _passage_end(text, start, min(len(text), start + length), marks)
    inner = pieces_of(text, start, end, marks)
    pieces = _on_one_line(inner)
    if start > 0:
        pieces.insert(0, Piece(ELLIPSIS))
    if end < len(text) and not _FULL_STOP.search(text, start, end):
        pieces.append(Piece(ELLIPSIS))
    return tuple(pieces), marks


def _on_one_line(pieces: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1].text[-1:] if found else ""
        joined = _LINE_END.sub("", before + piece.text)[len(before) :]
        if joined:
            found.append(Piece(joined.replace("\n", " "), piece.marked))
    return found


def _occurrences(text: str, query: ParsedQuery, *, with_whole: bool = False) -> list[tuple[str, Range]]:
    """Each occurrence with its needle, in the order of the text; `with_whole` also those of the query as it stands."""
    terms = query.terms
    if not text or not (terms or (with_whole and query.whole)):
        return []
    normalized = normalize(text)
    needles = list(dict.fromkeys(needle for term in terms for needle in _needles(term, normalized)))
    if with_whole and query.whole and query.whole not in needles and query.whole in normalized:
        needles.append(query.whole)
    if not needles:
        return []
    origin = normalize_with_offsets(text, normalized)
    found = [
        (needle, origin.original_range(at, at + len(needle)))
        for needle in needles
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


def _passage_start(text: str, occurrences: Sequence[tuple[str, Range]], length: int) -> int:
    if not occurrences:
        return 0
    reach = max(length - LEAD_IN, 1)
    best = max(
        range(len(occurrences)),
        key=lambda index: (_worth(occurrences, index, reach), -index),
    )
    first = occurrences[best][1][0]
    earliest = max(0, min(first - LEAD_IN, len(text) - length))
    for begins in (_begins_sentence, _begins_clause):
        for at in range(earliest, first):
            if begins(text, at):
                return at
    return earliest


def _passage_end(text: str, start: int, end: int, marks: Sequence[Range]) -> int:
    """Where to end a passage that may go on to `end`: not within a mark, after a sentence, before a clause's comma."""
    if end == len(text):
        return end
    earliest = max(end - TAIL, start + 1, *(mark_end for mark_start, mark_end in marks if mark_start < end), 0)
    for at in range(end, earliest, -1):
        if text[at - 1] in SENTENCE_ENDS and text[at] not in CLOSING:
            return at - 1 if text[at - 1] == "\n" else at
        if text[at - 1] in CLOSING and text[at - 2] in SENTENCE_ENDS:
            return at
    for at in range(end - 1, earliest, -1):
        if text[at] in CLAUSE_ENDS:
            return at
    return end


def _begins_sentence(text: str, at: int) -> bool:
    if text[at].isspace() or text[at] in SENTENCE_ENDS or text[at] in CLOSING:
        return False
    while at > 0 and (text[at - 1] in CLOSING or (text[at - 1].isspace() and text[at - 1] != "\n")):
        at -= 1
    return at == 0 or text[at - 1] in SENTENCE_ENDS


def _begins_clause(text: str, at: int) -> bool:
    return at > 0 and text[at - 1] in CLAUSE_ENDS and not text[at].isspace() and text[at] not in CLAUSE_ENDS


def _worth(occurrences: Sequence[tuple[str, Range]], index: int, reach: int) -> int:
    """How many characters of different needles stand wholly within `reach` code points of the occurrence at `index`."""
    limit = occurrences[index][1][0] + reach
    needles = set()
    for needle, (start, end) in islice(occurrences, index, None):
        if start >= limit:
            break
        if end <= limit:
            needles.add(needle)
    return sum(map(len, needles))
