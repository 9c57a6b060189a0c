"""Recognises page furniture (the newspaper's name, label, section, date, editors) and reads label and date off it."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.ingest.stages.day_mentions import weekday_number

_DATE = r"(?P<y>(?:19|20)\d\d)\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"
_ISO = r"(?P<y2>(?:19|20)\d\d)[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2})"
_LABEL = r"(?:第\s?)?(?P<label>[A-Z]{0,2}\d{1,2})\s?(?P<ban>版)?"
_TOKENS = re.compile(
    "|".join(
        (
            rf"(?P<date>{_DATE}|{_ISO})",
            r"(?P<weekday>星期[一二三四五六日天])",
            r"(?P<lunar>(?:农历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?"
            r"闰?(?:正|[一二三四五六七八九十冬腊]{1,2})月(?:初|十|廿|二十|三十)[一二三四五六七八九十]?)",
            r"(?P<staff>(?:责任编辑|责编|本版编辑|编辑|校对|审校|审读|美编|版式|组版|排版|制图|值班编委|值班主任|值班总编|一读|二读|终校)"
            r"\s?[:：/]?\s?(?:[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])|[\u4e00-\u9fff]\s[\u4e00-\u9fff](?![\u4e00-\u9fff]))"
            r"(?:[、 ][\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff:：]))*)",
            r"(?P<issue>(?:总|今日)?第?\s?\d+\s?期|国内统一(?:连续出版物|刊)号\s?[:：]?\s?CN\s?\d\d-\d{4}|邮发代号\s?[:：]?\s?\d+-\d+|今日\s?\d+\s?版|CN\s?\d\d-\d{4})",
            r"(?P<mail>E-?mail\s?[:：]\s?\S+|(?:新闻|报料|投稿)?(?:热线|电话|邮箱)\s?[:：]\s?[\w.@()（）\-]+)",
            rf"(?P<page>{_LABEL})(?![\d年月日.%])",
            r"(?P<paper>[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|商报|都市报))(?![\u4e00-\u9fff])",
            r"(?P<rest>[^\s·|｜│　]+)",
        )
    )
)
#: The kinds of words of which two make a line furniture for certain; a lunar date only stands beside another.
_KINDS = frozenset({"date", "weekday", "staff", "issue", "page", "paper", "mail"})
#: What else tells that a day is the paper's.
_TOLD = _KINDS | {"lunar"}
_SECTION = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:新闻|要闻|周刊|专刊|副刊|专版|专栏|视点|视窗|聚焦|观察|时空|天下|纵横|在线|广角|论坛|评论|广告|导刊|特刊|特别报道|专题|人文"
    r"|教育|健康|文化|体育|财经|民生|生活|社会|法治|法制|文艺|旅游|经济|时政|政法|三农|农业|科技|县域|城事|县区|乡村|理论)"
    r"|头版|政务|综合|时事|国内|国际|国内国际|国际国内|本地|本市|本埠|中国|世界|焦点|关注|热点|深度|影像|图片|读者|读书|连载|公益|公告|信息|分类信息"
    r"|党建|企业|产业|工业|金融|房产|汽车|消费|娱乐|美食|养生|家园|市场|服务|权威发布|都市|城市|县市|百姓|校园|少年|老年|青年|女性|人物|历史|艺术)"
)
#: 04版 or A04版 ends it; 第9版 is an edition of a book.
_POINTER = re.compile(
    r"(?!.*(?:详见|见今日|本报))[^▶►▷>＞。，；：（(]*[\u4e00-\u9fff”》！？]\s?(?:[A-Z]{1,2}\d{1,2}|0\d)\s?版$"
)
_LONGEST_POINTER = 32
_SEPARATORS = " \t·|｜│　-—"
_LONGEST = 70
_HINT = re.compile(r"\d|报|责|校|编|期|版|热线|邮箱")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What one line of furniture says. `is_head`: it can stand at the top of a page, naming page, paper or date."""

    label: str = ""
    date: datetime.date | None = None
    paper: str = ""
    is_head: bool = False
    #: 0 is Monday; -1 where the line names none.
    weekday: int = -1
    #: A day and no other of furniture's words: below a notice or a letter it is theirs.
    is_bare_date: bool = False
    #: A date, a paper or a page number alone may as well be something else in the middle of a page.
    is_sure: bool = False


def may_be_furniture(text: str) -> bool:
    """Whether a line has any of the signs that furniture and pointers to pages have; most lines have none."""
    return len(text) <= _LONGEST and bool(_HINT.search(text))


def read_furniture(text: str) -> Furniture | None:
    """None when the line is no furniture: every word of it must be one of the things furniture holds."""
    if not may_be_furniture(text):
        return None
    found, section = _words(text)
    if not found or len(section) > 8:
        return None
    kinds = found.keys() & _KINDS
    sure = bool(kinds & {"staff", "issue"}) or len(kinds) > 1 or "ban" in found
    if section and not (sure or "paper" in found or "date" in found or "page" in found):
        return None
    label = found.get("label", "")
    if section and kinds == {"page"} and not _is_section(text, section, label, has_ban="ban" in found):
        return None
    return Furniture(
        label=normal_label(label) if label else "",
        date=_date(found),
        paper=found.get("paper", ""),
        is_head=bool(kinds & {"page", "paper", "date"}) and "staff" not in kinds,
        weekday=weekday_number(found.get("weekday", "")[-1:]),
        is_bare_date=found.keys() & _TOLD == {"date"} and not _SECTION.fullmatch(section),
        is_sure=sure,
    )


def points_to_page(text: str) -> bool:
    """Whether a line is a headline with its page (老街新生 A04版), as a list of what the issue holds has them."""
    return len(text) <= _LONGEST_POINTER and bool(_POINTER.match(text)) and read_furniture(text) is None


def stray_dates(lines: Sequence[str], edge: int) -> frozenset[int]:
    """Which of a page's lines (none blank) near its edges hold a day alone that is not the paper's.

    The paper's own day heads the page, or stands beside its name, a page label, a weekday or the lunar day.
    """
    read = [read_furniture(line) if _is_edge(place, len(lines), edge) else None for place, line in enumerate(lines)]
    stray = set()
    for place, furniture in enumerate(read):
        if furniture is None or not furniture.is_bare_date or all(read[:place]):
            continue
        beside = [lines[near] for near in (place - 1, place + 1) if 0 <= near < len(lines)]
        if not any(_names_issue(line) for line in beside):
            stray.add(place)
    return frozenset(stray)


def _is_edge(place: int, count: int, edge: int) -> bool:
    return place < edge or place >= count - edge


def _names_issue(text: str) -> bool:
    found, _ = _words(text) if len(text) <= _LONGEST else ({}, "")
    return bool(found.keys() & {"paper", "page", "weekday", "lunar"}) and (
        read_furniture(text) is not None or "lunar" in found
    )


def _is_section(text: str, section: str, label: str, *, has_ban: bool) -> bool:
    """Whether the words beside a page label name a section: known ones, or two characters behind it (B02版 政务)."""
    if not (has_ban or re.fullmatch(r"[A-Z]\d\d|0\d", label)):
        return False
    bare = text.strip(_SEPARATORS)
    if re.fullmatch(r"[\u4e00-\u9fff]{2}", section) and bare.endswith(section):
        return True
    return bool(_SECTION.fullmatch(section)) and (bare.startswith(section) or bare.endswith(section))


def normal_label(label: str) -> str:
    """A page label as it is stored: A2, A02版 and 第A02版 are A02; 2 is 02."""
    match = re.fullmatch(r"(?:第\s?)?([A-Za-z]{0,2})0*(\d{1,2})\s?版?", label.strip())
    return f"{match.group(1).upper()}{int(match.group(2)):02}" if match and int(match.group(2)) else ""


def _words(text: str) -> tuple[dict[str, str], str]:
    """Which kinds of words a line holds, and the word that is none of them (the name of the section)."""
    found: dict[str, str] = {}
    section = ""
    position = 0
    while position < len(text):
        if text[position] in _SEPARATORS:
            position += 1
            continue
        match = _TOKENS.match(text, position)
        if match is None:
            return {}, ""
        if match.group("rest"):
            if section:
                return {}, ""
            section = match.group("rest")
        else:
            if match.lastgroup and match.group(match.lastgroup) in found.values() and match.lastgroup == "page":
                return {}, ""
            found.update({name: value for name, value in match.groupdict().items() if value})
        position = match.end()
    return found, section


def _date(found: dict[str, str]) -> datetime.date | None:
    for year, month, day in (("y", "m", "d"), ("y2", "m2", "d2")):
        if year in found:
            try:
                return datetime.date(int(found[year]), int(found[month]), int(found[day]))
            except ValueError:
                return None
    return None
