"""Second stage: the lines of a page with what their shape tells, and the page cut where one line holds two things."""

import re
from dataclasses import dataclass
from itertools import pairwise

from articles.ingest.stages.marks import BREAK, CELL, PARAGRAPH, MarkedText, plain
from articles.ingest.stages.spacing import close_up

_NARROW = re.compile(r"[\x00-\x7f]")
_CELL_BORDER = re.compile(rf"[\t|{CELL}]")
#: A continuation mark in the middle of a line begins a new item.
_MARK_INSIDE = re.compile(r"[（(](?:上接|紧接)[^（()）\n]{1,16}[)）]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or a part of one. `start` and `end` are offsets in the page's text, without blanks and marks at the
    ends; `raw` is what is read there, with fillers for the marks inside. `text` is clean and never empty.
    """

    number: int
    start: int
    end: int
    raw: str
    text: str
    #: In full-width characters; a Latin letter or a space is half of one.
    width: float
    blanks_before: int
    starts_zone: bool
    #: The level of a Markdown heading, 0 without one.
    level: int = 0
    is_table_row: bool = False


def read_lines(page: MarkedText, page_text: str, first_number: int) -> list[Line]:
    """The lines of a page that hold text; its first line has that number in the source.

    A line of marks alone parts what stands around it, as a blank one does; the rule under a table's head does not.
    """
    lines: list[Line] = []
    offset = blanks = 0
    blank_seen = True
    number = first_number
    for raw in page.text.split("\n"):
        printed = page_text[offset : offset + len(raw)]
        zone = printed[:1] == " " and printed[1:2] != " " and not blank_seen
        parts = _parts(raw)
        reached = 0
        for start, end in parts:
            level = page.level_in(offset + reached, offset + end)
            if PARAGRAPH in raw[reached:start]:
                blanks = max(blanks, 1)
            reached = end
            lines.append(_line(raw, start, end, number, offset, blanks, starts_zone=zone, level=level))
            blanks, zone = 0, False
        if (not parts and "|" not in printed) or PARAGRAPH in raw[reached:]:
            blanks += 1
        blank_seen = not parts
        offset += len(raw) + 1
        number += 1 + printed.count("\n")
    return lines


def _parts(raw: str) -> list[tuple[int, int]]:
    """Where the parts of a line stand, without the white space and marks at their ends."""
    if not raw or raw.isspace():
        return []
    first = len(raw) - len(raw.lstrip())
    cuts = [0]
    if "接" in raw:
        cuts += [match.start() for match in _MARK_INSIDE.finditer(raw) if match.start() > first]
    if BREAK in raw or PARAGRAPH in raw:
        cuts = sorted({*cuts, *(place for place, character in enumerate(raw) if character in (BREAK, PARAGRAPH))})
    cuts.append(len(raw))
    parts = []
    for start, end in pairwise(cuts):
        piece = raw[start:end]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            parts.append((begin, begin + len(stripped)))
    return parts


def _line(
    line: str, start: int, end: int, number: int, offset: int, blanks: int, *, starts_zone: bool, level: int
) -> Line:
    """The part of a line between two places; `offset` is where the line begins in the page's text."""
    raw = line[start:end]
    is_table_row = "\t" in raw or raw.startswith("|") or CELL in line[_row_start(line, start) : end]
    shown = plain(raw)
    return Line(
        number=number,
        start=offset + start,
        end=offset + end,
        raw=raw,
        text=_table_text(shown) if is_table_row else close_up(shown),
        width=len(shown) - 0.5 * len(_NARROW.findall(shown)),
        blanks_before=blanks,
        starts_zone=starts_zone,
        level=level,
        is_table_row=is_table_row,
    )


def _row_start(line: str, place: int) -> int:
    """Behind the last border of HTML before a place."""
    return max(line.rfind(BREAK, 0, place), line.rfind(PARAGRAPH, 0, place)) + 1


def _table_text(row: str) -> str:
    """The cells of a table's row, a tab between them."""
    return "\t".join(close_up(cell) for cell in _CELL_BORDER.split(row.strip("| \t")))
