"""Fourth stage: what is no article is lifted out of the stream: captions, briefs, teasers, notices, adverts, furniture.

What stays is read as if these had not stood between, so that a sentence they interrupt goes on after them.
"""

from collections.abc import Callable, Sequence

from articles.ingest.drafts import Kind
from articles.ingest.stages import cues
from articles.ingest.stages.adverts import lift_adverts
from articles.ingest.stages.captions import lift_captions
from articles.ingest.stages.furniture import points_to_page
from articles.ingest.stages.lifting_state import STARTERS, Lifting
from articles.ingest.stages.line_roles import LineRole
from articles.ingest.stages.units import Role, Unit

_LONGEST_BRIEF = 110
#: A bullet alone before so few characters marks a series or a box.
_LONGEST_SERIES = 16


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
                lifting.units[n].role = _role_of_lone_bullet(lifting, n) if n in bullets else Role.SHORT
        return
    labels = [n for n in range(index, end) if lifting.units[n].line_role is LineRole.BRIEF_HEAD]
    if lifting.free(index - 1) and lifting.units[index - 1].role is Role.LABEL:
        labels.append(index - 1)
    lifting.take(Kind.BRIEF_LIST, range(index, end), labels=labels)


def _role_of_lone_bullet(lifting: Lifting, index: int) -> Role:
    """Text, the name of a box or of a series; what goes on an open report is its text."""
    unit = lifting.units[index]
    above = lifting.units[index - 1] if lifting.free(index - 1) else None
    goes_on = above is not None and above.role in (Role.OPENING, Role.BODY) and not above.is_finished
    if goes_on or unit.is_finished or len(unit.text) > _LONGEST_SERIES:
        return Role.BODY
    return Role.LABEL if cues.BOX_LABEL.fullmatch(unit.text) else Role.SHORT


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
    if unit.role in STARTERS or unit.starts_zone or unit.role in (Role.FURNITURE, Role.TEASER, Role.CAPTION):
        return False
    if not (first or unit.blanks_before) and unit.role is Role.BODY and unit.column:
        return True
    if unit.is_table or (unit.role is Role.SHORT and cues.NOTICE_SIGNER.search(unit.text)):
        return True
    return bool(cues.NOTICE_WORDS.search(unit.text)) or (first and unit.role is Role.BODY)


def _is_short(lifting: Lifting, index: int) -> bool:
    return lifting.free(index) and lifting.units[index].role is Role.SHORT


_STAGES: tuple[Callable[[Lifting, int], None], ...] = (
    _lift_notices,
    _lift_teasers,
    _lift_briefs,
    lift_adverts,
    _lift_furniture,
    lift_captions,
)
