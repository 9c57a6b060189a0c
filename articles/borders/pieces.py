"""The pieces of page text that an item is made of, cut and put together. Pure.

Of every layout holds: each non-blank character of the pages is in exactly one piece of one item. The functions here
and in `operations` keep that: what they are given and what they return hold the same characters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.ingest.drafts import Part

#: The page's texts by the page's id.
Texts = Mapping[int, str]

#: In the order in which they are read above a body.
HEADS = (Part.KICKER, Part.HEADLINE, Part.SUBTITLE)
#: Whose words stand in a field of the item's text.
TEXT_PARTS = (*HEADS, Part.BODY)


@dataclass(frozen=True, slots=True)
class Piece:
    """The half-open range of code points of one page's text, and what it is to its item."""

    page: int
    start: int
    end: int
    part: Part


#: The pieces of one item in reading order, and the items by key.
Pieces = tuple[Piece, ...]
Layout = Mapping[int, Pieces]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open range of one page's text."""

    page: int
    start: int
    end: int


def trimmed(piece: Piece, texts: Texts) -> Piece | None:
    """Without blank edges; None for a piece of blanks alone."""
    text, start, end = texts[piece.page], piece.start, piece.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(piece, start=start, end=end) if start < end else None


def tidy(pieces: Iterable[Piece], texts: Texts) -> Pieces:
    """Neighbours in reading order of one part, with nothing but blanks between them, become one piece."""
    done: list[Piece] = []
    for piece in pieces:
        if done and _touch(done[-1], piece, texts):
            done[-1] = replace(done[-1], end=piece.end)
        else:
            done.append(piece)
    return tuple(done)


def _touch(one: Piece, other: Piece, texts: Texts) -> bool:
    is_before = (one.page, one.part) == (other.page, other.part) and one.end <= other.start
    return is_before and not texts[one.page][one.end : other.start].strip()


def cut_out(pieces: Pieces, stretches: Sequence[Stretch], texts: Texts) -> tuple[Pieces, Pieces]:
    """The pieces outside the stretches and those inside, both in reading order and without blank edges at the cuts."""
    outside: list[Piece] = []
    inside: list[Piece] = []
    for piece in pieces:
        held = sorted(
            (max(each.start, piece.start), min(each.end, piece.end))
            for each in stretches
            if each.page == piece.page and each.start < piece.end and piece.start < each.end
        )
        if not held:
            outside.append(piece)
            continue
        reached = piece.start
        for start, end in held:
            outside += _some(piece, reached, start, texts)
            inside += _some(piece, max(start, reached), end, texts)
            reached = max(reached, end)
        outside += _some(piece, reached, piece.end, texts)
    return tuple(outside), tuple(inside)


def _some(piece: Piece, start: int, end: int, texts: Texts) -> list[Piece]:
    if start >= end:
        return []
    found = trimmed(replace(piece, start=start, end=end), texts)
    return [found] if found else []


def put_in(pieces: Pieces, more: Iterable[Piece], texts: Texts) -> Pieces:
    """Each of `more` where it is read: heads with the heads above the body, in the order of kicker, headline and
    subtitle, all else before the first piece of the body that stands behind it on its page."""
    result = list(pieces)
    for piece in more:
        place = _head_place(result, piece) if piece.part in HEADS else _body_place(result, piece)
        result.insert(place, piece)
    return tidy(result, texts)


def _head_place(pieces: Sequence[Piece], piece: Piece) -> int:
    rank = HEADS.index(piece.part)
    place = 0
    for index, other in enumerate(pieces):
        if other.part not in HEADS:
            break
        own = HEADS.index(other.part)
        if own < rank or (own == rank and _stands_before(other, piece)):
            place = index + 1
    return place


def _body_place(pieces: Sequence[Piece], piece: Piece) -> int:
    heads = 0
    while heads < len(pieces) and pieces[heads].part in HEADS:
        heads += 1
    for index in range(heads, len(pieces)):
        if pieces[index].page == piece.page and pieces[index].start > piece.start:
            return index
    return len(pieces)


def _stands_before(one: Piece, other: Piece) -> bool:
    return one.page != other.page or one.start < other.start


def characters(pieces: Iterable[Piece], texts: Texts) -> list[tuple[int, int]]:
    """The non-blank characters of the pieces in reading order, each as page and offset."""
    return [
        (piece.page, offset)
        for piece in pieces
        for offset in range(piece.start, piece.end)
        if not texts[piece.page][offset].isspace()
    ]


def is_blank(stretches: Iterable[Stretch], texts: Texts) -> bool:
    return not any(texts[each.page][each.start : each.end].strip() for each in stretches)
