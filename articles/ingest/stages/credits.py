"""Reads bylines: who wrote, who took the pictures, in which role, for which agency."""

import re

from articles.ingest.drafts import CreditDraft
from articles.ingest.stages.cues import AGENCIES, ROLES

_ROLE = re.compile("|".join(ROLES))
#: Words of the trade that are no part of a name.
_NO_NAME = re.compile(
    r"本报|本刊|本网|本台|全媒体|融媒体|据|讯|电|报道|摄影报道|图/文|文/图|文图|图文|供图|提供|[/:：()（）□■●○◎◆\[\]]|"
    + "|".join(AGENCIES)
)
_SPLIT = re.compile(r"[、，,；;\s/·]+")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}$")
_FOREIGN_NAME = re.compile(r"[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}")
_BODY = re.compile(
    r".*(?:部|局|委|办|会|院|校|厅|站|所|中心|公司|集团|医院|学校|政府|街道|协会|支队|大队|法院|银行|学院|宣传部|办公室|团队|管理局)$"
)
_COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 端木 申屠 南宫 西门 独孤 轩辕 闻人 濮阳 淳于 单于".split()
)
_TITLES = re.compile(r"(?:摄影报道|摄影|摄|图|文|供图)$")


def read_credits(text: str) -> tuple[CreditDraft, ...]:
    """The credits in a byline or a picture credit, its spaces kept: “本报记者 杜 玲 通讯员 王 明”, “张三 摄”."""
    text = re.sub(r"[\s\u3000]+", " ", text).strip()
    photo = bool(re.search(r"(?:摄|摄影|摄影报道|供图)[）)]?$", text)) and not re.search(r"文[/·]?图|图[/·]?文", text)
    provided = re.fullmatch(r"[（(]?\s?(.{2,30}?)\s?(?:提供|供图)[）)]?", text)
    if provided and not _ROLE.search(text):
        return _provided(provided.group(1))
    found: dict[tuple[str, str], CreditDraft] = {}
    roles = list(_ROLE.finditer(text))
    if roles and roles[-1].group() == "摄影" and photo:
        roles.pop()
    if not roles:
        return _credits(_TITLES.sub("", text.strip("（()） ")), "摄影" if photo else "记者")
    for match, following in zip(roles, [*roles[1:], None], strict=True):
        segment = text[match.end() : following.start() if following else len(text)]
        role = "摄影" if photo and following is None else _normal_role(match.group())
        for credit in _credits(_TITLES.sub("", segment.strip("（()）/ ")), role):
            found.setdefault((credit.name, credit.role), credit)
    return tuple(found.values())


def read_agency(text: str) -> str:
    """The agency that a dateline or byline names, in its usual form."""
    for agency in AGENCIES:
        if agency in text:
            return {"中国新闻社": "中新社"}.get(agency, agency)
    return ""


def _normal_role(role: str) -> str:
    for plain in ("首席记者", "见习记者", "特派记者", "特约记者", "摄影记者", "驻站记者", "特约通讯员"):
        if role.endswith(plain):
            return plain
    return "记者" if role in ("全媒体记者", "融媒体记者") else role


def _provided(name: str) -> tuple[CreditDraft, ...]:
    name = name.replace(" ", "")
    return (CreditDraft(name, "供图", is_person=not _BODY.match(name)),) if name else ()


def _credits(segment: str, role: str) -> list[CreditDraft]:
    return [CreditDraft(name, role, is_person=not _is_body(name)) for name in _names(segment)]


def _is_body(name: str) -> bool:
    return len(name) > 3 and bool(_BODY.match(name))


def _names(segment: str) -> list[str]:
    segment = _NO_NAME.sub(" ", segment)
    words = [word for word in re.split(r"[、，,；;\s/]+", segment) if word]
    words = _close_up_names(words)
    names = []
    for word in words:
        if _HAN_NAME.match(word) or _FOREIGN_NAME.fullmatch(word) or _is_body(word):
            names.append(word)
    return names


def _close_up_names(words: list[str]) -> list[str]:
    """Names spaced out character by character: 杜 玲, 欧 阳 明. Two lone characters make one name, a surname first."""
    closed: list[str] = []
    waiting = ""
    for word in words:
        if len(word) == 1:
            waiting += word
            if len(waiting) >= 2 and waiting not in _COMPOUND:
                closed.append(waiting)
                waiting = ""
        else:
            if waiting:
                closed.append(waiting)
                waiting = ""
            closed.append(word)
    if waiting:
        # A third lone character belongs to the name before it: 王 小 明.
        if closed and len(closed[-1]) == 2 and len(waiting) == 1:
            closed[-1] += waiting
        else:
            closed.append(waiting)
    return closed
