"""Reads bylines: who wrote, who took the pictures, in which role, for which agency."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from articles.ingest.drafts import CreditDraft
from articles.ingest.stages.byline_slips import mend_byline, mend_name
from articles.ingest.stages.cues import AFFILIATION, AGENCIES, PUBLISHER, ROLES, SOURCE, STAFF_ROLES
from articles.ingest.stages.names import (
    begins_with_surname,
    close_up_names,
    cut_glued,
    is_body,
    is_common_word,
    is_compound_surname,
    is_official,
    is_place,
    looks_like_person,
    stands_bare,
)

#: The role of who is named without one.
_UNMARKED = "作者"
_WORDS_OF_ROLES = [role for role in ROLES if role != "摄影"]
_TORN_ROLE = re.compile("|".join(r"\s*".join(role) for role in ROLES))
_BOTH = (
    r"文\s?[/·]\s?图|图\s?[/·]\s?文|(?<![\u4e00-\u9fff])(?:文[\s、]?图|图[\s、]?文|文字?[、\s]?摄影)(?![\u4e00-\u9fff])"
)
#: Roles and media in a byline whose spaces are kept. A medium with a slash says on which side its names stand.
_MARK = re.compile(
    rf"(?P<both>(?:{_BOTH})(?:报道)?(?!\s?[/:：]))"
    r"|(?P<before>(?<![\u4e00-\u9fff])(?:撰?文字?|图片?|摄影?|供图)\s?[/:：·]\s?(?=[\u4e00-\u9fff]))"
    r"|(?P<behind>\s?[/·]\s?(?:撰?文字?|图片?|摄影?|供图)(?![\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff]{2})(?<![者员生辑])\s(?:文|图)(?=[\s）)]|$)|(?:摄影报道|摄|供稿|提供)(?=[\s、，/）)]|$))"
    rf"|(?P<staff>(?<![\u4e00-\u9fff])(?:{'|'.join(STAFF_ROLES)})(?:\s?[:：])?)"
    rf"|(?P<role>{'|'.join(_WORDS_OF_ROLES)})"
    r"|(?P<either>(?:摄影|供图|撰文)(?=[\s、，/）)]|$)|(?<![\u4e00-\u9fff])(?:摄影|供图|撰文))"
)
_MEDIA = {"文": _UNMARKED, "图": "摄影", "摄": "摄影", "供图": "供图", "提供": "供图", "供稿": "撰稿"}
_PARTS = re.compile(r"[、，,；;：:\s/|（）()\[\]【】□■●○◎◆◇▲△▶—－\-]+")
_FOR_WHOM = re.compile(rf"据?{PUBLISHER}(?:专?[讯电])?")
#: Words of the trade that are no part of a name.
_TRADE = frozenset(re.findall(r"\S+", "讯 电 专电 报道 采写 采访 口述 拍摄 全媒体 融媒体 通讯 据 和 与 及 等"))
_FROM_WHERE = re.compile(
    r"\s?发自\s?[\u4e00-\u9fff]{2,8}|(?<![\u4e00-\u9fff])驻[\u4e00-\u9fff]{1,6}\s?(?=记者|特派|$|\s)"
)
_REPORTS = re.compile(r"(?P<name>.*?)(?:综合|联合|现场)?报道")
_BROKEN_NAME = re.compile(
    r"(?P<left>(?:(?<=记者)|(?<=通讯员)|(?<=实习生)|(?<=[\s、：:]))[\u4e00-\u9fff]{1,3})\s*\n\s*"
    r"(?P<right>[\u4e00-\u9fff]{1,3})(?![\u4e00-\u9fff])"
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}$")
_PROVIDED = re.compile(r"[（(]?\s?(?P<name>.{2,30}?)\s?(?:提供|供图)[）)]?")
_PAPER = re.compile(r".{1,10}(?:[报网社台]|客户端|公众号|频道|强国|新闻)$")


#: A line is read as a byline several times while its page is cut: those of a page are remembered.
_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says. `rest`: its words that are neither roles nor names; a byline that is sure has none."""

    credits: tuple[CreditDraft, ...] = ()
    rest: tuple[str, ...] = ()
    #: It names a role, or whose the text and the pictures are.
    is_marked: bool = False
    #: It names who made the page (版式, 校对), which is nobody's credit.
    is_staff: bool = False
    #: It says where the writer works or where the text is from.
    is_remark: bool = False


@dataclass(slots=True)
class _Group:
    """Names that stand together, and what they are."""

    words: list[str]
    role: str = ""
    names: list[str] = field(default_factory=list)


def read_credits(text: str) -> tuple[CreditDraft, ...]:
    """The credits in a byline or a picture credit, its spaces kept: “本报记者 李 青 通讯员 王 明”, “张三 摄”."""
    return read_byline(text).credits


@lru_cache(maxsize=_REMEMBERED)
def read_byline(text: str) -> Byline:
    text = _TORN_ROLE.sub(lambda match: "".join(match.group().split()), text)
    text = re.sub(r"[^\S\n]+", " ", _BROKEN_NAME.sub(_mend_broken, text.strip())).replace("\n", " ")
    plain = _FROM_WHERE.sub(" ", SOURCE.sub(" ", AFFILIATION.sub(" ", text)))
    is_remark = bool(SOURCE.search(text) or AFFILIATION.search(text))
    text = mend_byline(plain.strip())
    marks = list(_MARK.finditer(text))
    if provided := _provided(text, marks):
        return Byline((provided,), is_marked=True)
    if any(mark.lastgroup == "staff" for mark in marks):
        return Byline(is_staff=True, rest=tuple(_unread(text, marks)))
    groups = _groups(text, marks)
    rest = [word for group in groups for word in _take_names(group)]
    found = [
        CreditDraft(name, group.role or _UNMARKED, is_person=not is_body(name))
        for group in groups
        for name in group.names
    ]
    unique = {(credit.name, credit.role): credit for credit in found}
    return Byline(tuple(unique.values()), tuple(rest), is_marked=bool(marks), is_remark=is_remark)


def signs(text: str) -> bool:
    """Whether a text is a byline and nothing else: roles, names, bodies.

    A lone name without a role must not read as a common word (beside another name it may), a body must say of which
    place or level it is.
    """
    byline = read_byline(text)
    if byline.rest or byline.is_staff or not byline.credits:
        return byline.is_remark and not byline.rest
    if byline.is_marked:
        return True
    persons = [credit.name for credit in byline.credits if credit.is_person]
    if any(not credit.is_person and not is_official(credit.name) for credit in byline.credits):
        return False
    return not persons or any(map(stands_bare, persons))


def read_agency(text: str) -> str:
    """The agency that a dateline or byline names, in its usual form, or the paper that it gives as the source."""
    for agency in AGENCIES:
        if agency in text:
            return {"中国新闻社": "中新社"}.get(agency, agency)
    source = SOURCE.search(text)
    name = "".join(source.group("source").split()) if source else ""
    return name if _PAPER.fullmatch(name) else ""


def _groups(text: str, marks: list[re.Match[str]]) -> list[_Group]:
    """The names between the marks, each with the role that the mark before it or behind it gives."""
    last = _words(text[marks[-1].end() :]) if marks else []
    groups = [_Group(_words(text[: marks[0].start() if marks else len(text)]))]
    follows = bool(groups[0].words) and not last
    role = ""
    for mark, following in zip(marks, [*marks, None][1:], strict=True):
        words = _words(text[mark.end() : following.start() if following else len(text)])
        kind, medium = mark.lastgroup or "", _medium(mark.group())
        if kind == "behind" or (kind == "either" and (follows or not words)):
            _set_medium(groups[-1], medium)
        elif kind == "role":
            role = _normal_role(mark.group())
        elif kind != "both":
            role = medium
        if words:
            groups.append(_Group(words, role))
    return groups


def _set_medium(group: _Group, medium: str) -> None:
    """Who took or gave the picture is that; who wrote keeps the role."""
    if medium != _UNMARKED or not group.role:
        group.role = medium


def _medium(mark: str) -> str:
    return next((role for sign, role in reversed(_MEDIA.items()) if sign in mark), "")


def _normal_role(role: str) -> str:
    for plain in ("首席记者", "见习记者", "特派记者", "特约记者", "摄影记者", "驻站记者", "特约通讯员"):
        if role.endswith(plain):
            return plain
    return "记者" if role in ("全媒体记者", "融媒体记者") else role


def _words(piece: str) -> list[str]:
    return [word for word in _PARTS.split(piece) if word]


def _take_names(group: _Group) -> list[str]:
    """Fills the group's names; returns the words that are none."""
    rest = []
    for word in close_up_names(list(filter(None, map(_bare, group.words)))):
        for name in [word] if is_body(word) else cut_glued(mend_name(word)):
            if _names_someone(name, has_role=bool(group.role)):
                group.names.append(name)
            elif name not in _TRADE:
                rest.append(name)
    return rest


def _bare(word: str) -> str:
    """A word without the paper's name before it (本报评论员 is a name of its own) and 报道 behind it."""
    if is_body(word):
        return word
    reports = _REPORTS.fullmatch(word)
    if reports:
        word = reports.group("name")
        return "" if is_place(word) else word
    return "" if word in _TRADE else _FOR_WHOM.sub("", word, count=1)


def _names_someone(word: str, *, has_role: bool) -> bool:
    if looks_like_person(word) or is_body(word):
        return True
    return has_role and bool(_HAN_NAME.match(word)) and not (is_common_word(word) and not begins_with_surname(word))


def _unread(text: str, marks: list[re.Match[str]]) -> list[str]:
    return [word for group in _groups(text, marks) for word in _take_names(_Group(group.words, "编辑"))]


def _provided(text: str, marks: list[re.Match[str]]) -> CreditDraft | None:
    """（市总工会提供）: whoever gave the picture is named whole, unless roles or several names say it better."""
    provided = _PROVIDED.fullmatch(text)
    if provided is None or len(marks) > 1 or any(mark.lastgroup in ("role", "staff") for mark in marks):
        return None
    words = close_up_names(_words(provided.group("name")))
    if not words or (len(words) > 1 and all(map(looks_like_person, words))):
        return None
    name = "".join(words)
    return CreditDraft(name, "供图", is_person=looks_like_person(name))


def _mend_broken(match: re.Match[str]) -> str:
    """A name torn by a line end: 李/青河 and 周晓/岚 are one name each, 李青河/周晓岚 are two."""
    left, right = match.group("left"), match.group("right")
    if len(left) == len(right) == 1:
        return f"{left} {right}"
    torn = len(left) == 1 or is_compound_surname(left) or (len(right) == 1 and len(left) == 2)
    return left + right if torn else f"{left} {right}"
