"""Recognises page furniture (the newspaper's name, label, section, date, editors) and reads label and date off it."""

import datetime
import re
from dataclasses import dataclass

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
    #: A date, a paper or a page number alone may as well be something else in the middle of a page.
    is_sure: bool = False


def read_furniture(text: str) -> Furniture | None:
    """None when the line is no furniture: every word of it must be one of the things furniture holds."""
    if len(text) > _LONGEST or not _HINT.search(text):
        return None
    found, section = _words(text)
    if not found or len(section) > 8:
        return None
    kinds = found.keys() & _KINDS
    sure = bool(kinds & {"staff", "issue"}) or len(kinds) > 1 or "ban" in found
    if section and not (sure or "paper" in found or "date" in found or "page" in found):
        return None
    label = found.get("label", "")
    if section and kinds == {"page"} and "ban" not in found and not re.fullmatch(r"[A-Z]\d\d|0\d", label):
        return None
    return Furniture(
        label=normal_label(label) if label else "",
        date=_date(found),
        paper=found.get("paper", ""),
        is_head=bool(kinds & {"page", "paper", "date"}) and "staff" not in kinds,
        is_sure=sure,
    )


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
