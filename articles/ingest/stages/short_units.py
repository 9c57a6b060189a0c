"""Tells the short units that may be a headline, kicker or sub-head from pieces of text."""

import re

from articles.ingest.stages.line_roles import LineRole
from articles.ingest.stages.spacing import is_spaced_out
from articles.ingest.stages.units import Role, Unit

#: A headline, kicker or sub-head has no more characters.
LONGEST_HEAD = 64
#: A headline that no mark shows and no space parts has fewer; with a comma in it, fewer still.
_LONGEST_PLAIN_HEAD, _LONGEST_CLAUSE = 44, 20
_STOPS = frozenset("，。、；：,;:")
#: Lines that reprints carry along from their first place.
_METADATA = re.compile(r"[\[［【（(]?(?:时间|来源|发布时间|作者|原标题)\s?[:：]")


def sharpen_short(before: Unit | None, unit: Unit, following: Unit | None) -> None:
    """A plain unit that may be a headline, kicker or sub-head becomes SHORT."""
    if unit.line_role is not LineRole.PLAIN or not unit.text or len(unit.text) > LONGEST_HEAD or len(unit.lines) > 3:
        return
    text = unit.text
    if (
        unit.level
        or (text.startswith("——") and len(text) <= 40 and "。" not in text)
        or (_reads_as_head(text) and not (_is_torn(before, unit, following) if unit.column else _is_broken_off(text)))
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


def _is_torn(before: Unit | None, unit: Unit, following: Unit | None) -> bool:
    """Whether a printed unit without a full stop is the beginning of a paragraph that a column's end broke off.

    What goes on then fills its first line, while a new paragraph is indented.
    """
    if _stands_alone(before, unit, following):
        return False
    if following is not None and _is_first_line(unit, following):
        return True
    return _goes_on(unit, following) or _is_indented(unit) or _meets_full_line(unit, following)


def _goes_on(unit: Unit, following: Unit | None) -> bool:
    """Whether a clause of the unit is open at the end of a full line and more text follows."""
    if following is None or following.line_role is not LineRole.PLAIN or following.starts_zone:
        return False
    if len(unit.lines) > 1 and set("，；") & set(unit.text):
        return True
    return bool(set("，、；") & set(unit.text)) and 0.6 * unit.column <= unit.lines[-1].width <= unit.column + 1


def _is_indented(unit: Unit) -> bool:
    """Whether the unit's lines lie as those of a paragraph do: the first one indented, the others full."""
    width = unit.column
    if len(unit.lines) > 1 and is_spaced_out(unit.lines[-1].raw) and not is_spaced_out(unit.first.raw):
        return True
    wide = [line.width for line in unit.lines if not is_spaced_out(line.raw)]
    indented = bool(wide) and abs(wide[0] - (width - 2)) <= 0.7
    if indented and len(unit.lines) > 1 and all(abs(other - width) <= 0.9 for other in wide[1:]):
        return True
    return len(unit.lines) == 3 and max(line.width for line in unit.lines) <= width - 1


def _meets_full_line(unit: Unit, following: Unit | None) -> bool:
    """Whether the unit ends a full line and what follows begins without an indentation."""
    if following is None or following.line_role is not LineRole.PLAIN or following.starts_zone or not following.column:
        return False
    if not reads_as_text(following):
        return False
    last, width = unit.lines[-1], following.column
    if not width - 2.7 <= last.width <= width + 0.7 and not is_spaced_out(last.raw):
        return False
    first = following.first
    if len(following.lines) == 1:
        return (following.is_finished or following.text[-1] in "：:；;") and first.width < width - 2.7
    return width - 1.4 < first.width < width + 1.6 and not is_spaced_out(first.raw)


def reads_as_text(unit: Unit) -> bool:
    """Text has a stop sooner or later; slogans and lists of names have none, and a dash begins a subtitle."""
    return not unit.text.startswith("——") and bool(_STOPS & set(unit.text))


def _stands_alone(before: Unit | None, unit: Unit, following: Unit | None) -> bool:
    """Whether neither the text before nor what follows can be one sentence with the unit."""
    if before is not None and not (before.is_finished or before.role is Role.SHORT):
        return False
    if following is None or following.starts_zone or following.role in (Role.OPENING, Role.BYLINE):
        return True
    if following.text.startswith("——"):
        return True
    full = unit.first.width > unit.column - 0.9 and not is_spaced_out(unit.first.raw)
    return len(unit.lines) == 1 and full and before is not None and before.role is Role.SHORT


def _is_first_line(unit: Unit, following: Unit) -> bool:
    """Whether a lone line is the indented first one of a paragraph whose other lines follow in full width."""
    width = following.column
    if len(unit.lines) > 1 or following.starts_zone or following.line_role is not LineRole.PLAIN:
        return False
    if len(following.lines) < 3 or is_spaced_out(following.first.raw) or not reads_as_text(following):
        return False
    return following.first.width > width - 1 and width - 3.7 <= unit.first.width <= width + 0.7
