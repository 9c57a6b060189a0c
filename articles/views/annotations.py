"""Text cut into paragraphs of linked and marked runs. Pure: a template writes, and so escapes, every piece.

Offsets are code points of the whole text, end exclusive.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.search.snippets import Piece, Range


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


Paragraph = tuple[Run, ...]


def paragraphs_of(text: str, anchors: Iterable[Anchor] = (), hits: Sequence[Range] = ()) -> list[Paragraph]:
    """A paragraph for every line that is not blank, without its indent. Of overlapping anchors the longest stands."""
    chosen = without_overlaps(anchors)
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line.rstrip())
        begin = start + len(line) - len(line.lstrip())
        if begin < end:
            paragraphs.append(tuple(_runs(text, begin, end, chosen, hits)))
        start += len(line) + 1
    return paragraphs


def without_overlaps(anchors: Iterable[Anchor]) -> list[Anchor]:
    """In the order of the text; a longer one wins over those it overlaps, of equal ones the first."""
    chosen: list[Anchor] = []
    for anchor in sorted(anchors, key=lambda each: (each.start - each.end, each.start)):
        if all(anchor.end <= other.start or other.end <= anchor.start for other in chosen):
            chosen.append(anchor)
    return sorted(chosen, key=lambda each: each.start)


def _runs(text: str, start: int, end: int, anchors: Iterable[Anchor], hits: Sequence[Range]) -> Iterator[Run]:
    at = start
    for anchor in anchors:
        if anchor.start < at or anchor.end > end:
            continue
        if at < anchor.start:
            yield Run(_pieces(text, at, anchor.start, hits))
        yield Run(_pieces(text, anchor.start, anchor.end, hits), anchor.url, anchor.title)
        at = anchor.end
    if at < end:
        yield Run(_pieces(text, at, end, hits))


def _pieces(text: str, start: int, end: int, hits: Sequence[Range]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = start
    for hit_start, hit_end in hits:
        begin, stop = max(hit_start, at), min(hit_end, end)
        if begin >= stop:
            continue
        if at < begin:
            pieces.append(Piece(text[at:begin]))
        pieces.append(Piece(text[begin:stop], marked=True))
        at = stop
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)
