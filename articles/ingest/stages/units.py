"""Third stage: lines become units (a paragraph, a headline, a byline …), each with the role that its words give it.

Two families of input are told apart block by block: in a PDF's text layer a line end means nothing and the column width
tells where a paragraph stops; in the output of an OCR model every line is a paragraph.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from articles.ingest.stages import cues
from articles.ingest.stages.columns import blocks_of, column_widths
from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.line_roles import LineRole, line_role
from articles.ingest.stages.lines import Line, without_marks
from articles.ingest.stages.spacing import close_up, close_up_headline, is_spaced_out, join_lines

#: Printed lines that a byline in brackets runs over at most.
_LONGEST_BYLINE = 6
#: A headline, kicker or sub-head has no more characters.
LONGEST_HEAD = 64


#: Lines that reprints carry along from their first place.
_METADATA = re.compile(r"[\[［【（(]?(?:时间|来源|发布时间|作者|原标题)\s?[:：]")


class Role(Enum):
    FURNITURE = auto()
    ADVERT = auto()
    NOTICE = auto()
    TEASER = auto()
    BRIEF = auto()
    LABEL = auto()
    CAPTION = auto()
    CREDIT = auto()
    BYLINE = auto()
    OPENING = auto()
    CONTINUATION = auto()
    SHORT = auto()
    BODY = auto()


_FROM_LINE = {
    LineRole.FURNITURE: Role.FURNITURE,
    LineRole.NOTICE_HEAD: Role.NOTICE,
    LineRole.TEASER_HEAD: Role.TEASER,
    LineRole.TEASER_LINE: Role.TEASER,
    LineRole.BRIEF_HEAD: Role.BRIEF,
    LineRole.BULLET: Role.BRIEF,
    LineRole.LABEL: Role.LABEL,
    LineRole.CAPTION: Role.CAPTION,
    LineRole.CREDIT: Role.CREDIT,
    LineRole.BYLINE: Role.BYLINE,
    LineRole.OPENING: Role.OPENING,
    LineRole.CONTINUATION: Role.CONTINUATION,
    LineRole.TABLE: Role.BODY,
}
#: Roles whose text runs on over the following lines of the block.
_RUNS_ON = frozenset({LineRole.OPENING, LineRole.CAPTION, LineRole.BULLET, LineRole.CONTINUATION, LineRole.PLAIN})


@dataclass(slots=True)
class Unit:
    """Lines that belong together. `text` is clean; `role` may be sharpened by what stands around."""

    lines: tuple[Line, ...]
    text: str
    role: Role
    line_role: LineRole
    #: The column's width at this place, in characters; 0 when lines are paragraphs.
    column: float

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def blanks_before(self) -> int:
        return self.lines[0].blanks_before

    @property
    def starts_zone(self) -> bool:
        return self.lines[0].starts_zone

    @property
    def level(self) -> int:
        return self.lines[0].level

    @property
    def is_finished(self) -> bool:
        return ends_sentence(self.text)

    @property
    def is_table(self) -> bool:
        return self.line_role is LineRole.TABLE

    @property
    def headline_text(self) -> str:
        """The text as a headline: the spaces between its clauses are kept."""
        return headline_text(self.lines)


def headline_text(lines: Sequence[Line]) -> str:
    texts = [close_up_headline(without_marks(line.raw)[0]) for line in lines]
    return " ".join(texts) if any(" " in text for text in texts) else join_lines(texts)


def cut_units(lines: Sequence[Line], edge: int) -> list[Unit]:
    """The units of a page. `edge` lines at its top and its foot may be furniture without saying so."""
    blocks = blocks_of(lines)
    widths = column_widths(blocks)
    units: list[Unit] = []
    order = {id(line): index for index, line in enumerate(lines)}
    for block, width in zip(blocks, widths, strict=True):
        roles = []
        for line in block:
            index = order[id(line)]
            roles.append(line_role(line, at_edge=index < edge or index >= len(lines) - edge))
        units += _cut_block(block, roles, width)
    for unit, following in zip(units, [*units[1:], None], strict=True):
        _sharpen_short(unit, following)
    return units


def _cut_block(block: Sequence[Line], roles: Sequence[LineRole], width: float) -> list[Unit]:
    units: list[Unit] = []
    current: list[Line] = []
    current_role = LineRole.PLAIN
    for index, line in enumerate(block):
        role = roles[index]
        if current and current_role is LineRole.OPENING and _is_open_bracket(current):
            role = LineRole.PLAIN
        if current and (
            role is not LineRole.PLAIN
            or not width
            or (current_role not in _RUNS_ON and not _ends_byline(current_role, line))
            or (not _is_open_bracket(current[-1:]) and _starts_paragraph(block, index, current, width))
        ):
            units.append(_unit(current, current_role, width))
            current = []
        if not current:
            current_role = role
        current.append(line)
    if current:
        units.append(_unit(current, current_role, width))
    return units


def _ends_byline(role: LineRole, line: Line) -> bool:
    """The last character of a name that did not fit the byline's line."""
    return role is LineRole.BYLINE and len(line.text) == 1


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


def _unit(lines: Sequence[Line], line_role_: LineRole, width: float) -> Unit:
    text = join_lines(line.text for line in lines)
    if line_role_ is not LineRole.TABLE and (len(lines) > 1 or " " in text):
        text = close_up(text)
    if (
        line_role_ is not LineRole.BYLINE
        and text[:1] in "（("
        and len(text) < 60
        and cues.BRACKET_BYLINE.fullmatch(text)
    ):
        line_role_ = LineRole.BYLINE
    return Unit(tuple(lines), text, _FROM_LINE.get(line_role_, Role.BODY), line_role_, width)


def _sharpen_short(unit: Unit, following: Unit | None) -> None:
    """A plain unit that may be a headline, kicker or sub-head becomes SHORT."""
    if unit.line_role is not LineRole.PLAIN or not unit.text or len(unit.text) > LONGEST_HEAD or len(unit.lines) > 3:
        return
    text = unit.text
    if (
        unit.level
        or (text.startswith("——") and len(text) <= 40 and not ends_sentence(text))
        or (_reads_as_head(text) and not (unit.column and _is_torn(unit, following)))
    ):
        unit.role = Role.SHORT


def _reads_as_head(text: str) -> bool:
    if _METADATA.match(text):
        return False
    if "。" in text or text[-1] in "，、；：,;:；" or sum(map(text.count, "，；")) > 1:
        return False
    if text[0] in "（(" and text[-1] in "）)":
        return False
    return not (text[-1] == "…" and len(text) > 16) and not (text[-1] in "！？!?" and len(text) > 30)


def _is_torn(unit: Unit, following: Unit | None) -> bool:
    """Whether a printed unit without a full stop is the beginning of a paragraph that a column's end broke off.

    What goes on then fills its first line, while a new paragraph is indented.
    """
    width = unit.column
    goes_on = following is not None and following.line_role is LineRole.PLAIN and not following.starts_zone
    if goes_on and len(unit.lines) > 1 and set("，；") & set(unit.text):
        return True
    if len(unit.lines) > 1 and is_spaced_out(unit.lines[-1].raw) and not is_spaced_out(unit.first.raw):
        return True
    wide = [line.width for line in unit.lines if not is_spaced_out(line.raw)]
    indented = bool(wide) and abs(wide[0] - (width - 2)) <= 0.7
    if indented and len(unit.lines) > 1 and all(abs(other - width) <= 0.9 for other in wide[1:]):
        return True
    if goes_on and set("，、；") & set(unit.text) and 0.6 * width <= unit.lines[-1].width <= width + 1:
        return True
    if len(unit.lines) == 3 and max(line.width for line in unit.lines) <= unit.column - 1:
        return True
    if following is None or following.line_role is not LineRole.PLAIN or following.starts_zone or not following.column:
        return False
    last, width = unit.lines[-1], following.column
    if not width - 2.7 <= last.width <= width + 0.7 and not is_spaced_out(last.raw):
        return False
    first = following.first
    if len(following.lines) == 1:
        return following.is_finished and first.width < width - 2.7
    return first.width > width - 1.4 and not is_spaced_out(first.raw)
