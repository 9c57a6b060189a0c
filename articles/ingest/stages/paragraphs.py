"""Joins the passages of a body into paragraphs: a blank line or a caption inside a sentence is no border."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.line_roles import LineRole
from articles.ingest.stages.spacing import join_wrapped
from articles.ingest.stages.units import Role, Unit

#: A shorter paragraph without a full stop is a sub-head or a list entry, no broken sentence.
_SHORTEST_BROKEN = 12
#: How the members of a list begin that semicolons part.
_MEMBER = re.compile(
    r"[一二三四五六七八九十]{1,2}[是、要]|第[一二三四五六七八九十]|[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[）).．、]|[①-⑳●•◆▲★○◇]"
)
_PLAIN = frozenset({Role.BODY, Role.OPENING, Role.CONTINUATION})


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of clean body text and the unit it comes from."""

    text: str
    unit: Unit


def join_passages(passages: Sequence[Passage]) -> str:
    paragraphs: list[str] = []
    last: Unit | None = None
    for passage in passages:
        if not passage.text:
            continue
        if last is not None and paragraphs and _goes_on(paragraphs[-1], last, passage):
            paragraphs[-1] = join_wrapped(paragraphs[-1], passage.text)
        else:
            paragraphs.append(passage.text)
        last = passage.unit
    return "\n".join(paragraphs)


def _goes_on(text: str, last: Unit, passage: Passage) -> bool:
    """Whether a passage takes up the sentence that the text before it left open."""
    unit = passage.unit
    if last is unit:
        return True
    if text[-1] in "；;" and _MEMBER.match(passage.text):
        # Only where a printed line is full can the list run on within a paragraph that a column's end cut.
        return bool(last.column) and last.lines[-1].width >= last.column - 1.5
    if last.line_role is LineRole.BULLET and unit.line_role is LineRole.PLAIN and last.role is Role.BRIEF:
        return not ends_sentence(text)
    if unit.role is not Role.BODY or last.role not in _PLAIN or unit.is_table or last.is_table:
        return False
    if ends_sentence(text):
        return False
    if text[-1] in "：:":
        return bool(last.column) and last.lines[-1].width >= last.column - 0.6 and passage.text[0] not in "“——一●"
    if last.column:
        return last.lines[-1].width >= last.column * 0.6 or len(last.lines) > 1 or passage.text[0] in "“‘《（"
    return len(text) >= _SHORTEST_BROKEN and not passage.text.startswith("——")
