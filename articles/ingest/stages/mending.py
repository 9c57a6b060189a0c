"""Mends what a column's end tore: a byline, a bracket, a dateline whose second half stands in the next block."""

import re
from collections.abc import Sequence

from articles.ingest.stages import cues
from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.line_roles import LineRole, is_byline
from articles.ingest.stages.lines import Line
from articles.ingest.stages.units import Role, Unit, unit_of

#: Characters within which a bracket is closed, on either side of the tear.
_BRACKET = 40
#: A byline's second line has no more characters.
_BYLINE_REST = 16
#: A role, or the beginning of one, at the end of a line: its name or the rest of it comes on the next.
_ROLE_BEGUN = re.compile(rf"(?:{cues.ROLE}|通讯?|见习?|实习?|首席?|特[派约]?|驻.{{1,4}})$")
_TORN = frozenset({Role.BODY, Role.SHORT, Role.OPENING, Role.CONTINUATION, Role.CAPTION, Role.BYLINE})


def goes_on_byline(before: Line, line: Line) -> bool:
    """Whether a printed line is the rest of the byline above it: 摄, one character, a name after its role."""
    if line.blanks_before or line.starts_zone:
        return False
    if len(line.text) == 1 or line.text in ("摄影", "摄影报道"):
        return True
    both = before.text + line.text
    return bool(
        len(line.text) <= _BYLINE_REST
        and _ROLE_BEGUN.search(before.text)
        and cues.BYLINE_LINE.match(both)
        and is_byline(both)
    )


def mend_units(units: Sequence[Unit]) -> list[Unit]:
    """The units with torn ones put together; only printed columns tear text."""
    mended: list[Unit] = []
    for unit in units:
        before = mended[-1] if mended else None
        if before is not None and not unit.starts_zone and _is_continued_opening(before, unit):
            mended[-1] = unit_of((*before.lines, *unit.lines), LineRole.CONTINUATION, unit.column)
        elif before is not None and not unit.starts_zone and _is_torn_signature(before, unit):
            mended[-1] = unit_of((*before.lines, *unit.lines), before.line_role, before.column)
        elif before is not None and before.column and not unit.starts_zone and _is_torn_from(before, unit):
            role = before.line_role
            if before.role is Role.OPENING and unit.line_role is not LineRole.PLAIN:
                role = LineRole.OPENING
            mended[-1] = unit_of((*before.lines, *unit.lines), role, before.column)
        else:
            mended.append(unit)
    return mended


def _is_continued_opening(before: Unit, unit: Unit) -> bool:
    """本报讯（上接第一版）: the mark stands behind the dateline in one line, and both open the rest of one article."""
    is_one_line = unit.role is Role.CONTINUATION and unit.first.number == before.lines[-1].number
    return is_one_line and before.role is Role.OPENING and not ends_sentence(before.text)


def _is_torn_signature(before: Unit, unit: Unit) -> bool:
    """A signature whose bracket stands at the end of the text and whose names stand below it."""
    if before.role not in _TORN or unit.role is not Role.BYLINE or unit.text[-1] not in "）)":
        return False
    return before.text[-1] in "（(" and not re.search("[（(]", unit.text)


def _is_torn_from(before: Unit, unit: Unit) -> bool:
    if before.role is Role.OPENING and cues.DATELINE.fullmatch(before.text):
        return unit.role in (Role.OPENING, Role.BODY, Role.BYLINE)
    if before.role not in _TORN or unit.line_role is not LineRole.PLAIN:
        return False
    opened = max(before.text.rfind("（"), before.text.rfind("("))
    if opened < 0 or len(before.text) - opened > _BRACKET or re.search("[）)]", before.text[opened:]):
        return False
    closed = re.search("[（(）)]", unit.text[:_BRACKET])
    return closed is not None and closed.group() in "）)"
