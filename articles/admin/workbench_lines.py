"""The OCR lines of a page as the workbench shows them: numbered, each piece with its item and its part of it. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A half-open range of code points of a page's text that an item holds, as one part of it."""

    article_id: int
    start: int
    end: int
    part: str
    #: Its place in the item's reading order.
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """What one item holds of one OCR line; a line that two items share is two of these, with one `number`.

    `number` is 1-based in the source file; `start` and `end` are code points of the page's text.
    """

    number: int
    start: int
    end: int
    text: str
    article_id: int
    part: str
    rank: int = 0
    #: Another piece of the same OCR line stands before it.
    is_rest: bool = False


def held_lines(text: str, first_line: int, held: Iterable[Held]) -> list[Line]:
    """Every piece of a line that any of the ranges holds, in page order; blank ones are left out."""
    starts = [0, *(place + 1 for place, character in enumerate(text) if character == "\n")]
    lines: list[Line] = []
    for each in sorted(held, key=lambda one: one.start):
        for start, piece in _pieces(text, each):
            number = first_line + bisect_right(starts, start) - 1
            is_rest = bool(lines) and lines[-1].number == number
            lines.append(Line(number, start, start + len(piece), piece, each.article_id, each.part, each.rank, is_rest))
    return lines


def _pieces(text: str, held: Held) -> Iterator[tuple[int, str]]:
    """The range cut at line ends, each piece without its margins."""
    start = held.start
    for piece in text[held.start : held.end].split("\n"):
        bare = piece.strip()
        if bare:
            yield start + piece.index(bare), bare
        start += len(piece) + 1
