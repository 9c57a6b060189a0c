"""Sentences that tell of a turn in the life of a program or department: begun, able to do more, praised. Pure.

Offsets are code points, the end exclusive.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from entities.matching.figure_subjects import is_made_use_of


class MilestoneKind(StrEnum):
    LAUNCH = "launch"
    FUNCTION = "function"
    PRAISE = "praise"


@dataclass(frozen=True, slots=True)
class Milestone:
    """[start, end) is the sentence, `cue` where it says so. `day`: year, month and day that it names before the cue, 0
    where it names none."""

    kind: MilestoneKind
    start: int
    end: int
    cue: tuple[int, int]
    day: tuple[int, int, int]


#: How far before and behind a name, within its sentence, what is said of it may begin.
BEFORE, BEHIND = 14, 28
_SENTENCE_ENDS = "。！？!?\n"
_SENTENCE_END = re.compile(f"[{_SENTENCE_ENDS}]")
_DAY = re.compile(r"(?:(\d{4})年|(?<!\d))(\d{1,2})月\s?(\d{1,2})日")
_SINCE = re.compile(r"[”’》）)]?[^，。；\n]{0,6}?(?:以来|期间)")
_CUES = {
    MilestoneKind.FUNCTION: re.compile(
        "(?:新增|上线|推出|开通|升级|增设|增加)(?!以来)[^，。；！？\n]{0,16}(?:功能|模块|服务事项|公共服务|通道|专栏|版块|栏目)|又添新功能"
    ),
    MilestoneKind.LAUNCH: re.compile(
        "启用(?!以来|后|[一二三四五六七八九十两几\\d])|(?<!重新)启动(?!以来|后)|上线运行|投入使用|投用|揭牌|揭幕|挂牌(?!督)|出台(?!以来|后)|印发|施行|"
        "开园|正式上线|正式开通|建成(?!后|以来|的)|成立(?!以来|后|的)|设立(?!以来|后|的)|拉开帷幕|开工建设|电视电话会议|动员大?会|启动仪式"
    ),
    MilestoneKind.PRAISE: re.compile(
        "获评|荣获|被评为|评为|被授予|获奖|表扬|点赞|肯定|入选|好评|首家|全国领先|全省领先|走在前列|赞不绝口|成效显著|叫响|示范(?:平台|单位|项目|点)|先进单位"
    ),
}


def find_milestones(text: str, places: Iterable[tuple[int, int]]) -> list[Milestone]:
    """`places`: where the text names the entry. Each sentence once, the first of each kind, in order of the text."""
    found: dict[MilestoneKind, Milestone] = {}
    told: set[int] = set()
    for start, end in sorted(places):
        begin, stop = sentence_bounds(text, start, end)
        if begin in told or is_made_use_of(text, start) or _SINCE.match(text, end):
            continue
        for kind, cue in _CUES.items():
            near = cue.search(text, max(begin, start - BEFORE), min(stop, end + BEHIND))
            if near and kind not in found:
                found[kind] = Milestone(kind, begin, stop, near.span(), day_named(text, begin, near.start()))
                told.add(begin)
                break
    return sorted(found.values(), key=lambda each: each.cue)


def day_named(text: str, start: int, end: int) -> tuple[int, int, int]:
    days = list(_DAY.finditer(text, start, end))
    if not days:
        return 0, 0, 0
    year, month, day = days[-1].groups()
    return int(year or 0), int(month), int(day)


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around text[start:end], with its end mark."""
    before = max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    after = _SENTENCE_END.search(text, end)
    if after is None:
        return before, len(text)
    return before, after.start() if after[0] == "\n" else after.end()
