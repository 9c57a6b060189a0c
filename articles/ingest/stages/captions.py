"""Lifts captions and picture credits out of the stream."""

from articles.ingest.drafts import Kind
from articles.ingest.stages import cues
from articles.ingest.stages.lifting_state import Lifting
from articles.ingest.stages.units import Role, Unit

_LONGEST_CAPTION = 160
#: A printed caption above its credit has no more characters.
_LONGEST_PRINTED_CAPTION = 60
#: Blank lines that an OCR model leaves where it took a picture out.
_PICTURE_GAP = 3


def lift_captions(lifting: Lifting, index: int) -> None:
    unit = lifting.units[index]
    end = index + 1
    if unit.role is Role.CREDIT:
        lifting.take(Kind.PHOTO_CAPTION, [index])
        return
    with_credit = lifting.free(end) and lifting.units[end].role is Role.CREDIT and not lifting.units[end].starts_zone
    if _is_caption(lifting, index, with_credit=with_credit):
        while not with_credit and lifting.free(end) and _caption_goes_on(lifting.units[end - 1], lifting.units[end]):
            end += 1
            with_credit = lifting.free(end) and lifting.units[end].role is Role.CREDIT
        end += with_credit
        while lifting.free(end) and lifting.units[end].role is Role.CREDIT and not lifting.units[end].blanks_before:
            end += 1
        lifting.take(Kind.PHOTO_CAPTION, range(index - _is_begun_above(lifting, index), end))


def _is_begun_above(lifting: Lifting, index: int) -> bool:
    """Whether a blank line before an opening quote parts a caption's first words (连日来，…积极开展) from the rest."""
    unit = lifting.units[index]
    if not lifting.free(index - 1) or unit.starts_zone or not unit.column or unit.text[0] not in "“《（":
        return False
    above = lifting.units[index - 1]
    return above.role in (Role.SHORT, Role.BODY) and not above.is_finished and bool(cues.DAY_START.match(above.text))


def _caption_goes_on(before: Unit, unit: Unit) -> bool:
    if before.text.count("（") > before.text.count("）") and len(unit.text) <= 4:
        return not unit.starts_zone and unit.role is Role.SHORT
    return (
        not before.is_finished
        and not cues.CREDIT_END.search(before.text)
        and unit.role in (Role.SHORT, Role.BODY)
        and not unit.starts_zone
        and before.role is Role.CAPTION
        and len(before.text) + len(unit.text) < _LONGEST_CAPTION
        and bool(unit.column)
    )


def _is_caption(lifting: Lifting, index: int, *, with_credit: bool) -> bool:
    unit = lifting.units[index]
    text = unit.text
    if unit.role is Role.CAPTION:
        return len(text) <= 2 * _LONGEST_CAPTION
    if unit.role not in (Role.SHORT, Role.BODY) or unit.is_table or len(text) > 2 * _LONGEST_CAPTION:
        return False
    short = len(text) <= _LONGEST_CAPTION
    if short and text.endswith(("提供）", "提供)")) and cues.PROVIDED_END.search(text):
        return True
    if text.endswith(("摄", "供图", "报道", "摄影", "摄）", "供图）")) and cues.CREDIT_END.search(text) and short:
        return True
    if unit.role is Role.BODY and short and (cues.CAPTION_INSIDE.search(text[-60:]) or cues.CAPTION_INSIDE.match(text)):
        return True
    dated = bool(cues.DAY_START.match(text))
    interrupted = index > 0 and lifting.units[index - 1].role is Role.BODY and not lifting.units[index - 1].is_finished
    if with_credit and short:
        gap = unit.blanks_before >= _PICTURE_GAP or unit.starts_zone
        broken = interrupted and unit.is_finished and not unit.column
        glued = not lifting.units[index + 1].blanks_before
        begins = bool(unit.blanks_before) or index == 0
        apart = bool(unit.column and begins and len(text) <= _LONGEST_PRINTED_CAPTION and not interrupted)
        return dated or gap or broken or (glued and (apart or unit.role is Role.SHORT))
    if dated and not unit.column and unit.blanks_before >= _PICTURE_GAP:
        return True
    return dated and interrupted and len(text) <= 70 and unit.is_finished and unit.blanks_before > 0
