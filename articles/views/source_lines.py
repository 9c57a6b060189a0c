"""The lines of a page's OCR text that an article is made of, with their numbers in the source. Pure."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceLine:
    """`number` is 1-based in the source file. `follows_gap`: lines of other articles stand before it."""

    number: int
    text: str
    follows_gap: bool


def source_lines(page_text: str, first_line: int, ranges: Iterable[tuple[int, int]]) -> list[SourceLine]:
    """The lines of `page_text[start:end]` for every range, in page order; pieces of one line are joined.

    `first_line` is the number that the page's first line has in its source. Lines end at "\\n" only;
    blank ones are left out.
    """
    starts = [0, *(place + 1 for place, character in enumerate(page_text) if character == "\n")]
    pieces: dict[int, str] = {}
    for start, end in sorted(ranges):
        index = bisect_right(starts, start) - 1
        for offset, piece in enumerate(page_text[start:end].split("\n")):
            if piece.strip():
                pieces[index + offset] = pieces.get(index + offset, "") + piece.rstrip("\r")
    lines: list[SourceLine] = []
    previous = None
    for index, text in sorted(pieces.items()):
        gap = previous is not None and bool("".join(page_text[starts[previous + 1] : starts[index]].split()))
        lines.append(SourceLine(first_line + index, text, gap))
        previous = index
    return lines
