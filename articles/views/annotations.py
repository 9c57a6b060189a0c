"""Text cut into paragraphs of linked and marked runs. Pure: a template writes, and so escapes, every piece.

Offsets are code points of the whole text, end exclusive.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.search.snippets import Piece, Range, pieces_of

#: From so many characters on a paragraph is running text.
FULL_PARAGRAPH = 40
_SUBHEAD = re.compile(r"[^，。；：、！？…,;:!?（）()]{4,18}[！？]?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the text that leads somewhere."""

    start: int
    end: int
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces under one link, or under none."""

    pieces: tuple[Piece, ...]
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`is_subhead`: a short line without punctuation between two full paragraphs, which the paper sets as a heading."""

    runs: tuple[Run, ...]
    is_subhead: bool = False


def paragraphs_of(
    text: str, anchors: Iterable[Anchor] = (), hits: Sequence[Range] = (), *, first_number: int = 0
) -> list[Paragraph]:
    """A paragraph for every line that is not blank, without its indent. Of overlapping anchors the longest stands.

    With `first_number` the hits are numbered from it on. A hit that a link or a line end cuts has its number once.
    """
    chosen = without_overlaps(anchors)
    ranges = list(_line_ranges(text))
    lines = [text[start:end] for start, end in ranges]
    numbers = {start: number for number, (start, _) in enumerate(hits, first_number)} if first_number else {}
    return [
        Paragraph(tuple(_runs(text, start, end, chosen, hits, numbers)), is_subhead(lines, number))
        for number, (start, end) in enumerate(ranges)
    ]


def numbered(pieces: Iterable[Piece], start: int, numbers: Mapping[int, int]) -> tuple[Piece, ...]:
    """The pieces of a text from `start` on, those where a hit begins with its number; `numbers` by offset."""
    found = []
    for piece in pieces:
        found.append(piece._replace(number=numbers.get(start, 0)) if piece.marked else piece)
        start += len(piece.text)
    return tuple(found)


def _line_ranges(text: str) -> Iterator[Range]:
    """Every line that is not blank, without the white space around it."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start += len(line) + 1


def is_subhead(lines: Sequence[str], number: int) -> bool:
    """`lines`: those of a text that are not blank, without the white space around them."""
    if not 0 < number < len(lines) - 1 or not _SUBHEAD.fullmatch(lines[number]):
        return False
    return len(lines[number - 1]) >= FULL_PARAGRAPH and len(lines[number + 1]) >= FULL_PARAGRAPH


def without_overlaps(anchors: Iterable[Anchor]) -> list[Anchor]:
    """In the order of the text; a longer one wins over those it overlaps, of equal ones the first."""
    chosen: list[Anchor] = []
    for anchor in sorted(anchors, key=lambda each: (each.start - each.end, each.start)):
        if all(anchor.end <= other.start or other.end <= anchor.start for other in chosen):
            chosen.append(anchor)
    return sorted(chosen, key=lambda each: each.start)


def _runs(
    text: str, start: int, end: int, anchors: Iterable[Anchor], hits: Sequence[Range], numbers: Mapping[int, int]
) -> Iterator[Run]:
    def pieces(begin: int, stop: int) -> tuple[Piece, ...]:
        return numbered(pieces_of(text, begin, stop, hits), begin, numbers)

    at = start
    for anchor in anchors:
        if anchor.start < at or anchor.end > end:
            continue
        if at < anchor.start:
            yield Run(pieces(at, anchor.start))
        yield Run(pieces(anchor.start, anchor.end), anchor.url, anchor.title)
        at = anchor.end
    if at < end:
        yield Run(pieces(at, end))
