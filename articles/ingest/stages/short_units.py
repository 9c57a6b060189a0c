"""Tells the short units that may be a headline, kicker or sub-head from pieces of text."""

import re

from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.line_roles import LineRole
from articles.ingest.stages.spacing import is_spaced_out
from articles.ingest.stages.units import Role, Unit

#: A headline, kicker or sub-head has no more characters.
LONGEST_HEAD = 64
#: A headline that no mark shows and no space parts has fewer; with a comma in it, fewer still.
_LONGEST_PLAIN_HEAD, _LONGEST_CLAUSE = 44, 20
#: Lines that reprints carry along from their first place.
_METADATA = re.compile(r"[\[［【（(]?(?:时间|来源|发布时间|作者|原标题)\s?[:：]")


def sharpen_short(unit: Unit, following: Unit | None) -> None:
    """A plain unit that may be a headline, kicker or sub-head becomes SHORT."""
    if unit.line_role is not LineRole.PLAIN or not unit.text or len(unit.text) > LONGEST_HEAD or len(unit.lines) > 3:
        return
    text = unit.text
    if (
        unit.level
        or (text.startswith("——") and len(text) <= 40 and not ends_sentence(text))
        or (_reads_as_head(text) and not (_is_torn(unit, following) if unit.column else _is_broken_off(text)))
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


def _is_broken_off(text: str) -> bool:
    """Whether a written-out paragraph without a full stop is one that a column's end or a picture broke off."""
    if len(text) >= _LONGEST_PLAIN_HEAD and " " not in text:
        return True
    return len(text) >= _LONGEST_CLAUSE and any(mark in text for mark in "，,；;")


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
