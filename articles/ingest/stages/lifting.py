"""Fourth stage: what is no article is lifted out of the stream: captions, briefs, teasers, notices, adverts, furniture.

What stays is read as if these had not stood between, so that a sentence they interrupt goes on after them.
"""

from collections.abc import Callable, Sequence

from articles.ingest.drafts import Kind
from articles.ingest.stages import cues
from articles.ingest.stages.furniture import points_to_page
from articles.ingest.stages.items import Item
from articles.ingest.stages.line_roles import LineRole
from articles.ingest.stages.units import Role, Unit

_LONGEST_CAPTION = 160
_LONGEST_BRIEF = 110
#: Blank lines that an OCR model leaves where it took a picture out.
_PICTURE_GAP = 3
_STARTERS = frozenset({Role.OPENING, Role.BYLINE, Role.CONTINUATION})


class Lifting:
    """The units of a page and which of them a lifted item has taken."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.owner: list[Item | None] = [None] * len(units)
        self.items: list[Item] = []

    def free(self, index: int) -> bool:
        return 0 <= index < len(self.units) and self.owner[index] is None

    def free_places(self) -> list[int]:
        """Where the units stand that no lifted item has taken."""
        return [index for index, owner in enumerate(self.owner) if owner is None]

    def take(
        self, kind: Kind, indexes: Sequence[int], *, heads: Sequence[int] = (), labels: Sequence[int] = ()
    ) -> None:
        item = Item(kind)
        for index in sorted({*indexes, *heads, *labels}):
            self.owner[index] = item
            unit = self.units[index]
            (item.headlines if index in heads else item.labels if index in labels else item.units).append(unit)
        self.items.append(item)


def lift_items(units: Sequence[Unit]) -> Lifting:
    lifting = Lifting(units)
    for stage in _STAGES:
        for index in range(len(units)):
            if lifting.free(index):
                stage(lifting, index)
    return lifting


def _lift_furniture(lifting: Lifting, index: int) -> None:
    end = index
    while lifting.free(end) and lifting.units[end].role is Role.FURNITURE:
        end += 1
    if end > index:
        lifting.take(Kind.PAGE_FURNITURE, (), heads=range(index, end))


def _lift_teasers(lifting: Lifting, index: int) -> None:
    """导读, and headlines that point to another page. The lines before a pointer are its headline."""
    if lifting.units[index].role is not Role.TEASER:
        return
    start, end = _teaser_start(lifting, index), _teaser_end(lifting, index)
    labels = [n for n in range(start, end) if lifting.units[n].line_role is LineRole.TEASER_HEAD]
    if end - start == len(labels):
        for n in labels:
            lifting.units[n].role = Role.LABEL
        return
    lifting.take(Kind.TEASER, range(start, end), labels=labels)


def _teaser_start(lifting: Lifting, index: int) -> int:
    """A pointer's headline stands above it, in one line or in two that no blank line parts, or on its own line."""
    start = index
    if points_to_page(lifting.units[index].text):
        return start
    while lifting.units[index].line_role is LineRole.TEASER_LINE and index - start < 2:
        if not _is_short(lifting, start - 1) or lifting.units[start].starts_zone:
            break
        start -= 1
        if lifting.units[start].blanks_before:
            break
    return start


def _teaser_end(lifting: Lifting, index: int) -> int:
    """Behind the last pointer, with at most two lines of headline between one and the next."""
    end = index + 1
    while lifting.free(end):
        if lifting.units[end].role is Role.TEASER:
            end += 1
            continue
        ahead = next((n for n in range(end, end + 3) if not _is_short(lifting, n)), -1)
        if not lifting.free(ahead) or any(lifting.units[n].starts_zone for n in range(end, ahead + 1)):
            break
        if ahead == end or lifting.units[ahead].line_role is not LineRole.TEASER_LINE:
            break
        end = ahead + 1
    return end


def _lift_briefs(lifting: Lifting, index: int) -> None:
    """A list of one-sentence news, each after its bullet; a bullet broken by a blank line goes on."""
    unit = lifting.units[index]
    if unit.role is not Role.BRIEF:
        return
    end = index
    while lifting.free(end):
        current = lifting.units[end]
        broken = end > index and not current.starts_zone and _is_rest_of_bullet(lifting.units[end - 1], current)
        if current.role is not Role.BRIEF and not broken:
            break
        end += 1
    bullets = [n for n in range(index, end) if lifting.units[n].line_role is LineRole.BULLET]
    long = sum(1 for n in bullets if len(lifting.units[n].text) > _LONGEST_BRIEF)
    introduced = index > 0 and lifting.units[index - 1].text.endswith(("：", ":"))
    if len(bullets) < 2 or long * 2 > len(bullets) or introduced:
        for n in range(index, end):
            if lifting.units[n].role is Role.BRIEF:
                lifting.units[n].role = Role.BODY if n in bullets else Role.SHORT
        return
    labels = [n for n in range(index, end) if lifting.units[n].line_role is LineRole.BRIEF_HEAD]
    if lifting.free(index - 1) and lifting.units[index - 1].role is Role.LABEL:
        labels.append(index - 1)
    lifting.take(Kind.BRIEF_LIST, range(index, end), labels=labels)


def _is_rest_of_bullet(before: Unit, unit: Unit) -> bool:
    if unit.role not in (Role.SHORT, Role.BODY) or before.is_finished or not unit.column:
        return False
    opened = before.text.count("《") > before.text.count("》") or before.text.count("（") > before.text.count("）")
    return opened or unit.text[0] in "（(" or (len(unit.lines) == 1 and before.lines[-1].width >= before.column - 1.5)


def _lift_notices(lifting: Lifting, index: int) -> None:
    """公告, 公示, 遗失声明 …: the head and the paragraphs that speak as notices do; the head may stand below."""
    unit = lifting.units[index]
    is_head = unit.line_role is LineRole.NOTICE_HEAD
    if not is_head and not (unit.role is Role.SHORT and cues.NOTICE_HEAD.match(unit.text)):
        return
    above = index - 1
    text_stands_above = (
        is_head and lifting.free(above) and not unit.starts_zone and _speaks_as_notice(lifting.units[above])
    )
    end = index + 1
    while lifting.free(end) and _speaks_as_notice(lifting.units[end], first=end == index + 1 and not text_stands_above):
        end += 1
    start = index
    if end == index + 1 and is_head:
        while (
            lifting.free(start - 1)
            and not lifting.units[start].starts_zone
            and _speaks_as_notice(lifting.units[start - 1])
        ):
            start -= 1
    if end - start == 1 and not is_head:
        return
    lifting.take(Kind.NOTICE, range(start, end), heads=[index])


def _speaks_as_notice(unit: Unit, *, first: bool = False) -> bool:
    if unit.role in _STARTERS or unit.starts_zone or unit.role in (Role.FURNITURE, Role.TEASER, Role.CAPTION):
        return False
    if not (first or unit.blanks_before) and unit.role is Role.BODY and unit.column:
        return True
    if unit.is_table or (unit.role is Role.SHORT and cues.NOTICE_SIGNER.search(unit.text)):
        return True
    return bool(cues.NOTICE_WORDS.search(unit.text)) or (first and unit.role is Role.BODY)


def _lift_adverts(lifting: Lifting, index: int) -> None:
    """Short lines of which one names a hotline, an address, a slogan: their block, and its like beside it."""
    unit = lifting.units[index]
    words = len(cues.ADVERT_WORDS.findall(unit.text)) if _may_advertise(unit) else 0
    is_sure = words > 1 or (_may_advertise(unit) and bool(cues.ADVERT_SURE.match(unit.text)))
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
    """A headline may well speak of a hotline or a fair."""
    return lifting.free(index + 1) and lifting.units[index + 1].role in _STARTERS


def _may_advertise(unit: Unit) -> bool:
    return unit.role in (Role.SHORT, Role.BODY, Role.FURNITURE) and len(unit.text) <= 44 and "。" not in unit.text


def _goes_with_advert(unit: Unit, lower: Unit) -> bool:
    """Whether a unit belongs to the advert beside it; `lower` is the lower one of the two."""
    if not _may_advertise(unit) or lower.starts_zone or unit.level:
        return False
    above = unit is not lower and unit.role is Role.SHORT and not unit.column
    return above or bool(cues.ADVERT_WORDS.search(unit.text)) or not lower.blanks_before


def _lift_captions(lifting: Lifting, index: int) -> None:
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
        return dated or gap or broken or (unit.role is Role.SHORT and not lifting.units[index + 1].blanks_before)
    if dated and not unit.column and unit.blanks_before >= _PICTURE_GAP:
        return True
    return dated and interrupted and len(text) <= 70 and unit.is_finished and unit.blanks_before > 0


def _is_short(lifting: Lifting, index: int) -> bool:
    return lifting.free(index) and lifting.units[index].role is Role.SHORT


_STAGES: tuple[Callable[[Lifting, int], None], ...] = (
    _lift_notices,
    _lift_teasers,
    _lift_briefs,
    _lift_adverts,
    _lift_furniture,
    _lift_captions,
)
