"""What a single line says of itself: a byline, a bullet, an opening, a credit, a notice's head, or nothing (PLAIN)."""

import re
from enum import Enum, auto

from articles.ingest.stages import cues
from articles.ingest.stages.byline_slips import mend_byline
from articles.ingest.stages.credits import looks_like_name, read_credits
from articles.ingest.stages.furniture import points_to_page, read_furniture
from articles.ingest.stages.lines import Line


class LineRole(Enum):
    PLAIN = auto()
    FURNITURE = auto()
    NOTICE_HEAD = auto()
    TEASER_HEAD = auto()
    TEASER_LINE = auto()
    BRIEF_HEAD = auto()
    BULLET = auto()
    LABEL = auto()
    CAPTION = auto()
    CREDIT = auto()
    BYLINE = auto()
    OPENING = auto()
    CONTINUATION = auto()
    TABLE = auto()


_BULLETS = frozenset("●•◆▲★○◇")
_CREDIT_ENDS = (
    "摄",
    "摄影",
    "报道",
    "供图",
    "提供）",
    "提供)",
    "摄）",
    "摄)",
    "供图）",
    "供图)",
    "图片）",
    "图片)",
    "图片",
)


def line_role(line: Line, *, at_edge: bool) -> LineRole:
    """`at_edge`: the line stands at the top or the foot of its page, where a date or a number alone is furniture."""
    if line.is_table_row:
        return LineRole.TABLE
    text = line.text
    if not text:
        return LineRole.PLAIN
    if len(text) <= 70:
        printed = " ".join(line.raw.lstrip("# ").split())
        furniture = read_furniture(printed)
        if furniture and (furniture.is_sure or at_edge):
            return LineRole.FURNITURE
        if points_to_page(printed):
            return LineRole.TEASER_LINE
    if len(text) <= 50:
        role = _short_line_role(text)
        if role:
            return role
    return _opening_role(text)


def _short_line_role(text: str) -> LineRole | None:
    if cues.TEASER_HEAD.match(text):
        return LineRole.TEASER_HEAD
    if cues.TEASER_LINE.match(text):
        return LineRole.TEASER_LINE
    if cues.BRIEF_HEAD.match(text):
        return LineRole.BRIEF_HEAD
    if text[0] == "■" and cues.SECTION_LABEL.match(text):
        return LineRole.LABEL
    if cues.NOTICE_SURE.match(text):
        return LineRole.NOTICE_HEAD
    if text in ("摄", "摄影") or (
        text.endswith(_CREDIT_ENDS) and cues.CREDIT_LINE.match(text) and _credits_names(text)
    ):
        return LineRole.CREDIT
    if cues.BYLINE_LINE.match(text) and is_byline(text):
        return LineRole.BYLINE
    if cues.SPOILT_BYLINE_LINE.match(text) and _credits_names(mend_byline(text)):
        return LineRole.BYLINE
    if text[0] in "（(" and (cues.BRACKET_BYLINE.fullmatch(text) or _is_name_in_brackets(text)):
        return LineRole.BYLINE
    return None


def _is_name_in_brackets(text: str) -> bool:
    return len(text) <= 6 and text[-1] in "）)" and looks_like_name(text[1:-1].replace(" ", ""))


def _credits_names(text: str) -> bool:
    """Bracketed bodies and persons' names; 创意旅拍摄影 is none."""
    return text[0] in "（(" or "图片" in text or all(looks_like_name(credit.name) for credit in read_credits(text))


def is_byline(text: str) -> bool:
    """Whether what follows the roles is names and nothing else: 记者见到 begins a sentence, 本报记者 张三 does not."""
    names = read_credits(text)
    if not names:
        return False
    words = sum(len(credit.name) for credit in names)
    rest = len(text) - words - sum(map(len, re.findall(cues.ROLE, text)))
    if rest > 12:
        return False
    return bool(re.match(r"\W?\s?(?:本报|本刊|本网|本台|新华社|中新社)", text)) or all(
        looks_like_name(c.name) and (c.is_person or not c.role.endswith("记者")) for c in names
    )


def _opening_role(text: str) -> LineRole:
    head = text[:80].replace(" ", "")
    if head[0] in _BULLETS:
        return LineRole.BULLET
    if head[0] in "（(" and cues.MARK_BEGINS.match(head):
        return LineRole.CONTINUATION
    if is_opening(head):
        return LineRole.OPENING
    if cues.CAPTION_START.match(head):
        return LineRole.CAPTION
    return LineRole.PLAIN


def is_opening(head: str) -> bool:
    """Whether a text without spaces begins as a report does: 本报讯, 新华社…电, （记者…）."""
    if head[0] in "本据新中央人":
        dateline = cues.DATELINE.match(head)
        if dateline:
            return True
    return bool(cues.SPOILT_OPENING.match(head) or cues.BRACKET_BYLINE.match(head))
