"""Second stage: the lines of a page with what their shape tells, and the page cut where one line holds two things."""

import re
from dataclasses import dataclass
from itertools import pairwise

from articles.ingest.stages.spacing import close_up

_ZERO_WIDTH = "\ufeff\u200b\u2060\u00ad"
_HEADING = re.compile(r"(#{1,6})\s*")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>\n]{0,200})?/?>")
_EMPHASIS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_RULE = re.compile(r"[|\s:—\-_=*]{3,}$")
_NARROW = re.compile(r"[\x00-\x7f]")
#: A continuation mark in the middle of a line begins a new item.
_MARK_INSIDE = re.compile(r"[（(](?:上接|紧接)[^（()）\n]{1,16}[)）]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or a part of one. `start` and `end` are offsets in the page's text, without white space at the ends."""

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


def read_lines(text: str, first_number: int) -> list[Line]:
    """The non-blank lines of a page whose first line has that number in the source."""
    lines: list[Line] = []
    offset = blanks = 0
    blank_seen = True
    for number, raw in enumerate(text.split("\n"), first_number):
        if raw.strip():
            zone = raw[0] == " " and raw[1:2] != " " and not blank_seen
            for start, end in _parts(raw):
                lines.append(_line(raw[start:end], number, offset + start, blanks, starts_zone=zone))
                blanks, zone = 0, False
            blank_seen = False
        else:
            blanks += 1
            blank_seen = True
        offset += len(raw) + 1
    return lines


def _parts(raw: str) -> list[tuple[int, int]]:
    """Where the parts of a line stand, without the white space at their ends."""
    cuts = [0]
    if "接" in raw:
        first = len(raw) - len(raw.lstrip())
        cuts += [match.start() for match in _MARK_INSIDE.finditer(raw) if match.start() > first]
    cuts.append(len(raw))
    parts = []
    for start, end in pairwise(cuts):
        piece = raw[start:end]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            parts.append((begin, begin + len(stripped)))
    return parts


def _line(raw: str, number: int, start: int, blanks: int, *, starts_zone: bool) -> Line:
    is_table_row = "\t" in raw or raw.startswith("|") or bool(_RULE.match(raw))
    plain, level = without_marks(raw)
    return Line(
        number=number,
        start=start,
        end=start + len(raw),
        raw=raw,
        text=_table_text(plain) if is_table_row else close_up(plain),
        width=len(plain) - 0.5 * len(_NARROW.findall(plain)),
        blanks_before=blanks,
        starts_zone=starts_zone,
        level=level,
        is_table_row=is_table_row,
    )


def _table_text(row: str) -> str:
    """The cells of a table's row, a tab between them; nothing for the rule under its head."""
    if _RULE.match(row):
        return ""
    return "\t".join(close_up(cell) for cell in re.split(r"[\t|]", row.strip("| \t")))


def without_marks(raw: str) -> tuple[str, int]:
    """The text of a line without Markdown and HTML marks, and its heading level."""
    level = 0
    if raw.startswith("#"):
        heading = _HEADING.match(raw)
        if heading:
            level, raw = len(heading.group(1)), raw[heading.end() :]
    if "<" in raw:
        raw = _TAG.sub("", raw)
    if "*" in raw or "__" in raw:
        raw = _EMPHASIS.sub("", raw)
    return raw.strip(_ZERO_WIDTH), level
