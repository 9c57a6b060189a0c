"""On which page of a volume an article begins, reckoned from the length of its text. Pure.

The numbers stand in the contents until the program that opens the volume has laid it out: what shows a volume without
laying out its fields has numbers that are right but for a line more or less.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import ceil

from articles.exports.clippings import Clipping

#: All lengths are in points. A4, its margins and what lies between them.
SIDE_MARGIN, END_MARGIN = 79.0, 72.0
WIDTH, HEIGHT = 595.0 - 2 * SIDE_MARGIN, 842.0 - 2 * END_MARGIN
TEXT, HEADLINE, QUIET, HEADING = 12.0, 16.0, 10.0, 18.0
#: From one line to the next: fixed, so that a page holds as many lines in every program and font.
PITCH, HEADLINE_PITCH, HEADING_PITCH = 21.0, 24.0, 26.0
#: Space above and below a sub-head, and between the text and the lines about it.
SUBHEAD_ABOVE, SUBHEAD_BELOW, APART = 6.0, 3.0, 9.0
#: Room that the page number and its dots have in a line of the contents.
NUMBER_ROOM = 36.0


def first_pages(clippings: Sequence[Clipping]) -> list[int]:
    """Behind a cover of one page and the contents each article begins a page."""
    contents = HEADING_PITCH + APART + sum(_contents_height(each) for each in clippings)
    lengths = (ceil(_height(each) / HEIGHT) for each in clippings[:-1])
    return list(accumulate(lengths, initial=2 + ceil(contents / HEIGHT))) if clippings else []


def _contents_height(clipping: Clipping) -> float:
    return PITCH * (
        _lines(" ".join(clipping.headline.split()), TEXT, WIDTH - NUMBER_ROOM, indent=3)
        + _lines(clipping.source_line, QUIET)
    )


def _height(clipping: Clipping) -> float:
    return sum(_heights(clipping))


def _heights(clipping: Clipping) -> Iterator[float]:
    yield PITCH * sum(_lines(each, TEXT) for each in (clipping.kicker, clipping.subtitle) if each)
    yield HEADLINE_PITCH * _lines(clipping.headline, HEADLINE)
    yield PITCH * _lines(clipping.source_line, QUIET) + APART
    for paragraph in clipping.paragraphs:
        if paragraph.is_subhead:
            yield SUBHEAD_ABOVE + PITCH + SUBHEAD_BELOW
        else:
            yield PITCH * _lines(paragraph.text, TEXT, indent=2)
    yield APART + PITCH * _lines(clipping.url, QUIET)


def _lines(text: str, size: float, width: float = WIDTH, *, indent: int = 0) -> int:
    """How many lines a text takes that begins `indent` characters in; line breaks of its own are kept."""
    room = width // size
    return sum(max(1, ceil((indent + _characters(line)) / room)) for line in text.split("\n"))


def _characters(text: str) -> float:
    """Latin letters and digits take half of what a Chinese character takes."""
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)
