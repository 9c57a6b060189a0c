"""Finds the writer who is named alone on a line: under the headline of an essay, or under its last paragraph."""

from collections.abc import Sequence

from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.line_roles import LineRole
from articles.ingest.stages.names import stands_bare
from articles.ingest.stages.units import Role, Unit

_TEXT = frozenset({Role.BODY, Role.OPENING, Role.CONTINUATION})


def find_bare_bylines(units: Sequence[Unit]) -> None:
    """Short units that are such a name become bylines; one of several names between paragraphs is a sub-head."""
    for index, unit in enumerate(units):
        before = units[index - 1] if index else None
        if before is not None and _is_lone_name(unit) and (_is_under_headline(units, index) or _is_foot(units, index)):
            unit.role, unit.line_role = Role.BYLINE, LineRole.BYLINE


def _is_lone_name(unit: Unit) -> bool:
    if unit.line_role is not LineRole.PLAIN or unit.role is not Role.SHORT or len(unit.lines) > 1:
        return False
    return not unit.level and not unit.starts_zone and stands_bare(unit.text.replace(" ", ""))


def _is_under_headline(units: Sequence[Unit], index: int) -> bool:
    if units[index - 1].role is not Role.SHORT or index + 1 >= len(units):
        return False
    following = units[index + 1]
    if following.role is not Role.BODY or following.starts_zone or following.is_table:
        return False
    return not any(_is_lone_name(unit) for unit in _next_heads(units, index + 1))


def _is_foot(units: Sequence[Unit], index: int) -> bool:
    before = units[index - 1]
    if before.role not in _TEXT or not ends_sentence(before.text):
        return False
    if index + 1 >= len(units) or units[index + 1].starts_zone:
        return True
    following = units[index + 1]
    return following.role not in _TEXT and not _is_lone_name(following)


def _next_heads(units: Sequence[Unit], start: int) -> Sequence[Unit]:
    """The short units in a row that end the text which begins at `start`."""
    while start < len(units) and units[start].role in _TEXT and not units[start].starts_zone:
        start += 1
    end = start
    while end < len(units) and units[end].role is Role.SHORT:
        end += 1
    goes_on = end < len(units) and units[end].role in _TEXT
    return units[start:end] if goes_on else ()
