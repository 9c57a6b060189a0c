"""Third stage: lines become units (a paragraph, a headline, a byline …), each with the role that its words give it.

Two families of input are told apart block by block: in a PDF's text layer a line end means nothing and the column width
tells where a paragraph stops; in the output of an OCR model every line is a paragraph.
"""

from collections.abc import Sequence

from articles.ingest.stages.bare_bylines import find_bare_bylines
from articles.ingest.stages.columns import blocks_of, column_widths
from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.furniture import stray_dates
from articles.ingest.stages.line_roles import LineRole, is_opening, line_role
from articles.ingest.stages.lines import Line
from articles.ingest.stages.mending import goes_on_byline, mend_units
from articles.ingest.stages.short_units import sharpen_short
from articles.ingest.stages.spacing import is_spaced_out
from articles.ingest.stages.torn_runs import return_torn_text
from articles.ingest.stages.units import Unit, unit_of

#: Printed lines that a byline in brackets runs over at most.
_LONGEST_BYLINE = 6
#: Printed lines that a dateline with its bracket runs over at most.
_LONGEST_OPENING = 4
#: What a dateline, or the bracket after it, begins with.
_OPENS = frozenset("本据新中央人（(")
#: Roles whose text runs on over the following lines of the block.
_RUNS_ON = frozenset({LineRole.OPENING, LineRole.CAPTION, LineRole.BULLET, LineRole.CONTINUATION, LineRole.PLAIN})


def cut_units(lines: Sequence[Line], edge: int) -> list[Unit]:
    """The units of a page. `edge` lines at its top and its foot may be furniture without saying so."""
    if not lines:
        return []
    blocks = blocks_of(lines)
    widths = column_widths(blocks)
    units: list[Unit] = []
    order = {id(line): index for index, line in enumerate(lines)}
    stray = stray_dates([line.raw.strip("# ") for line in lines], edge)
    for block, width in zip(blocks, widths, strict=True):
        roles = []
        for place, line in enumerate(block):
            index = order[id(line)]
            at_edge = index < edge or index >= len(lines) - edge
            role = line_role(line, at_edge=at_edge and index not in stray)
            may_open = role is LineRole.PLAIN and width and line.text[:1] in _OPENS
            if may_open and _opens_over_lines(block[place : place + _LONGEST_OPENING]):
                role = LineRole.OPENING
            roles.append(role)
        units += _cut_block(block, roles, width)
    units = mend_units(units)
    for before, unit, following in zip([None, *units[:-1]], units, [*units[1:], None], strict=True):
        sharpen_short(before, unit, following)
    return_torn_text(units)
    find_bare_bylines(units)
    return units


def _cut_block(block: Sequence[Line], roles: Sequence[LineRole], width: float) -> list[Unit]:
    units: list[Unit] = []
    current: list[Line] = []
    current_role = LineRole.PLAIN
    for index, line in enumerate(block):
        role = roles[index]
        if current and current_role is LineRole.OPENING and _is_open_bracket(current):
            role = LineRole.PLAIN
        if current and current_role is LineRole.BYLINE and goes_on_byline(current[-1], line):
            current_role = LineRole.CREDIT if role is LineRole.CREDIT else current_role
            current.append(line)
            continue
        if current and (
            role is not LineRole.PLAIN
            or not width
            or current_role not in _RUNS_ON
            or (not _is_open_bracket(current[-1:]) and _starts_paragraph(block, index, current, width))
        ):
            units.append(unit_of(current, current_role, width))
            current = []
        if not current:
            current_role = role
        current.append(line)
    if current:
        units.append(unit_of(current, current_role, width))
    return units


def _opens_over_lines(lines: Sequence[Line]) -> bool:
    """Whether a dateline or the bracket after it runs over the end of a narrow line: 新华社郑州9 | 月1日电."""
    return is_opening("".join(line.text for line in lines).replace(" ", ""))


def _is_open_bracket(lines: Sequence[Line]) -> bool:
    """Whether a bracket that the lines open is still to be closed: a byline that runs over the line's end."""
    if len(lines) > _LONGEST_BYLINE:
        return False
    text = "".join(line.text for line in lines)
    return max(text.rfind("（"), text.rfind("(")) > max(text.rfind("）"), text.rfind(")"))


def _starts_paragraph(block: Sequence[Line], index: int, current: Sequence[Line], width: float) -> bool:
    """Whether a printed line begins a paragraph: it is indented by two characters, so it is as much narrower."""
    before, line = block[index - 1], block[index]
    if not ends_sentence(before.text):
        return _is_head_above(current, line, width, is_last=index == len(block) - 1)
    room = width - 1.6 - (2 if len(current) == 1 else 0)
    before_is_short = before.width < room and not is_spaced_out(before.raw)
    if index == len(block) - 1:
        return before_is_short or (not ends_sentence(line.text) and abs(line.width - (width - 2)) <= 0.6)
    if is_spaced_out(line.raw):
        return before_is_short
    if abs(line.width - (width - 2)) <= 0.7:
        return True
    return before_is_short and line.width < width - 0.9


def _is_head_above(current: Sequence[Line], line: Line, width: float, *, is_last: bool) -> bool:
    """Whether the lines so far are a headline glued to what follows: a subtitle's dash, or a stub of a line."""
    if len(current) > 2 or any(mark in other.text for other in current for mark in "，。、；："):
        return False
    if line.text.startswith("——"):
        return True
    only = current[0]
    return (
        len(current) == 1 and only.width <= 0.6 * width and line.width > only.width + 1 and not is_spaced_out(only.raw)
    )
