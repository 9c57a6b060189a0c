"""Lifts adverts, slogans and countdowns out of the stream."""

from articles.ingest.drafts import Kind
from articles.ingest.stages import cues
from articles.ingest.stages.lifting_state import STARTERS, Lifting
from articles.ingest.stages.units import Role, Unit

#: A paragraph of fewer characters may belong to an advert.
_SHORTEST_REPORT = 30


def lift_adverts(lifting: Lifting, index: int) -> None:
    """Short lines of which one names a hotline, an address, a slogan: their block, and its like beside it."""
    unit = lifting.units[index]
    words = len(cues.ADVERT_WORDS.findall(unit.text)) if _may_advertise(unit) else 0
    slogans = words > 1 and len(unit.lines) > 2
    is_sure = slogans or (_may_advertise(unit) and bool(cues.ADVERT_SURE.match(unit.text)))
    if not is_sure and (not words or _heads_report(lifting, index)):
        return
    start, end = index, index + 1
    while lifting.free(end) and _goes_with_advert(lifting.units[end], lifting.units[end]):
        end += 1
    while (
        lifting.free(start - 1)
        and index - start < 5
        and _goes_with_advert(lifting.units[start - 1], lifting.units[start])
    ):
        start -= 1
    lifting.take(Kind.ADVERT, range(start, end))


def _heads_report(lifting: Lifting, index: int) -> bool:
    """A headline may well speak of a hotline or a fair; a report or a written-out paragraph follows it."""
    unit = lifting.units[index]
    following = lifting.units[index + 1] if lifting.free(index + 1) else None
    if following is None or following.starts_zone:
        return False
    if following.role in STARTERS:
        return True
    is_text = following.role is Role.BODY and following.is_finished and len(following.text) >= _SHORTEST_REPORT
    return unit.role is Role.SHORT and is_text and not cues.ADVERT_WORDS.search(following.text)


def _may_advertise(unit: Unit) -> bool:
    return unit.role in (Role.SHORT, Role.BODY, Role.FURNITURE) and len(unit.text) <= 44 and "。" not in unit.text


def _goes_with_advert(unit: Unit, lower: Unit) -> bool:
    """Whether a unit belongs to the advert beside it; `lower` is the lower one of the two."""
    if not _may_advertise(unit) or lower.starts_zone or unit.level:
        return False
    above = unit is not lower and unit.role is Role.SHORT and not unit.column
    return above or bool(cues.ADVERT_WORDS.search(unit.text)) or not lower.blanks_before
