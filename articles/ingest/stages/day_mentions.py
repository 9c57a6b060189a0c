"""Days that a paragraph names, and how it tells them: as past, as today or yesterday, as the end of a count. Pure.

What is planned, quoted or only named (11月25日是感恩节) is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_DAY = re.compile(
    r"(?<![\d年])(?:(?P<y>(?:19|20)\d\d)年|(?P<other>[去前明后]年))?"
    r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天])[）)]?)?"
    r"(?P<hour>[上下中]午|傍?晚|早上|一早|早高峰|凌晨|清晨|深夜|24时)?"
    r"(?:(?:至|到|—|－|-)(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日)?"
)
_SENTENCE = re.compile(r"[^。！？!?；\n]+")
#: A day after one of these within its clause is to come, or the edge of a span.
_PLAN_BEFORE = re.compile(
    r"(?:截至|将|定于|拟于|计划|预计|报名|截止|迎来|距|力争|确保|宣布|公示期|有望|自|从)[^。，；]{0,10}$"
)
_PLAN_BEHIND = re.compile(
    r"前|起|止|至|以前|之前|开始(?!了)|[，,]?[^。，；]{0,14}(?:将(?![军士领近])|拟|预计)"
    r"|.*?(?:为期[^的，。]{1,6}(?:，|$)|开跑$|敬请|欢迎(?:广大|各界|市民|前来))"
)
#: A name for the day, no deed on it.
_IS_FEAST = re.compile(r"[，,]?(?:是|为|系|，?农历)")
_PAST = re.compile(
    r"了(?!解)|了解到|过(?![程年节])|召开|举行|举办|获悉|得知|看到|见到|传来|来到|走进|走访|开展|组织|发布|公布|印发|主持|出席"
    r"|参加|参观|展出|调研|检查|督导|考察|慰问|启动|开幕|揭牌|签约|签订|落幕|闭幕|结束|通过|正在|刚刚|一行|赴|带领|接到|收到"
    r"|亮相|表示|介绍|指出|强调|发生|获得|荣获|晨练|[普喜]降|已"
)
_TODAY = re.compile(r"今[日天](?:是|[（(])?$")
_YESTERDAY = re.compile(r"昨[日天](?:是|[（(])?$")
_UNTIL = re.compile(r"(?<!报名)(?<!时间)截至(?:今年)?$")
_BEFORE_REPORT = re.compile(r"(?:^|[，,])(?:[^，,。]{0,8}记者|图[①-⑳]*为?|连日来，|时间回到)$")
_QUOTED = re.compile("“[^”]*”")
_WEEKDAYS = "一二三四五六日"
#: What was learnt or announced on a day may well be to come.
_LEARNT = re.compile(r"获悉|宣布|表示|介绍|了解到")
#: How far around a day its sentence is searched for signs of its tense, in characters.
_REACH = 90


class Told(Enum):
    PAST = auto()
    #: At the beginning of a sentence that shows no tense: a report's own lead may begin so.
    BARE = auto()
    UNTIL = auto()
    TODAY = auto()
    YESTERDAY = auto()


@dataclass(frozen=True, slots=True)
class DayMention:
    """`start` counts in the paragraph; `year` is 0 where none stands beside; `weekday` is 0 for Monday, else -1."""

    start: int
    text: str
    told: Told
    year: int
    month: int
    day: int
    weekday: int = -1
    has_hour: bool = False


def day_mentions(paragraph: str) -> Iterator[DayMention]:
    if "日" not in paragraph:
        return
    quoted = quoted_places(paragraph)
    for sentence in _SENTENCE.finditer(paragraph):
        for match in _DAY.finditer(paragraph, sentence.start(), sentence.end()):
            if match.group("other") or match.start() in quoted:
                continue
            begin, end = max(sentence.start(), match.start() - _REACH), min(sentence.end(), match.end() + _REACH)
            before = paragraph[begin : match.start()].lstrip("　 ”’）)")
            told = _told(before, paragraph[match.end() : end], match)
            if told is not None:
                yield _mention(match, told)


def quoted_places(text: str) -> frozenset[int]:
    """The offsets between “ and its ”; a mark without its partner quotes nothing."""
    return frozenset(place for quoted in _QUOTED.finditer(text) for place in range(quoted.start(), quoted.end() - 1))


def weekday_number(weekday: str | None) -> int:
    """0 for 一, 6 for 日 and 天; -1 without one."""
    return _WEEKDAYS.index(weekday.replace("天", "日")) if weekday else -1


def _told(before: str, behind: str, match: re.Match[str]) -> Told | None:
    if _UNTIL.search(before):
        return None if re.match(r"[前止]", behind) else Told.UNTIL
    if _TODAY.search(before):
        return Told.TODAY
    if _YESTERDAY.search(before):
        return Told.YESTERDAY
    if _PLAN_BEFORE.search(before) or _PLAN_BEHIND.match(_LEARNT.split(behind)[0]) or _IS_FEAST.match(behind):
        return None
    is_past = bool(_PAST.search(behind)) or before.endswith("图为")
    if before and not _BEFORE_REPORT.search(before):
        mid_sentence = is_past and match.group("hour") and not before.endswith(("于", "到", "至"))
        return Told.PAST if mid_sentence else None
    if is_past or match.group("hour"):
        return Told.PAST
    return None if match.group("d2") else Told.BARE


def _mention(match: re.Match[str], told: Told) -> DayMention:
    month, day, weekday = match.group("m"), match.group("d"), match.group("weekday")
    if match.group("d2"):
        month, day, weekday = match.group("m2") or month, match.group("d2"), None
    return DayMention(
        start=match.start(),
        text=match.group(),
        told=told,
        year=int(match.group("y") or 0),
        month=int(month),
        day=int(day),
        weekday=weekday_number(weekday),
        has_hour=bool(match.group("hour")),
    )
