"""Sentences that tell of a turn in the life of a program or department: begun, able to do more, praised. Pure.

Offsets are code points, the end exclusive.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class MilestoneKind(StrEnum):
    LAUNCH = "launch"
    FUNCTION = "function"
    PRAISE = "praise"


@dataclass(frozen=True, slots=True)
class Milestone:
    """[start, end) is the sentence, `cue` where it says so."""

    kind: MilestoneKind
    start: int
    end: int
    cue: tuple[int, int]


#: How far from a name, within its sentence, what is said of it may stand.
NEAR = 28
_SENTENCE_END = re.compile("[。！？!?\n]")
_CUES = {
    MilestoneKind.FUNCTION: re.compile(
        "(?:新增|上线|推出|开通|升级|增设|增加)(?!以来)[^，。；！？\n]{0,16}(?:功能|模块|服务事项|公共服务|通道|专栏|版块|栏目)|又添新功能|相继上线多个新"
    ),
    MilestoneKind.LAUNCH: re.compile(
        "启用|(?<!重新)启动|上线运行|投入使用|投用|揭牌|揭幕|挂牌|正式出台|出台(?!以来)|印发|施行|开园|正式上线|正式开通|建成(?!后|以来)|"
        "成立(?!以来|后)|设立(?!以来|的)|部署开展|拉开帷幕|开工建设"
    ),
    MilestoneKind.PRAISE: re.compile(
        "获评|荣获|被评为|被授予|评选为|获奖|表扬|点赞|肯定|入选|好评|首家|全国领先|全省领先|走在前列|赞不绝口|成效显著|叫响|示范(?:平台|单位|项目|点)|先进单位"
    ),
}


def find_milestones(text: str, places: Iterable[tuple[int, int]]) -> list[Milestone]:
    """`places`: where the text names the entry. The first sentence of each kind, in the order of the text."""
    found: dict[MilestoneKind, Milestone] = {}
    for start, end in sorted(places):
        begin, stop = sentence_bounds(text, start, end)
        for kind, cue in _CUES.items():
            near = cue.search(text, max(begin, start - NEAR), min(stop, end + NEAR))
            if near and kind not in found:
                found[kind] = Milestone(kind, begin, stop, near.span())
    return sorted(found.values(), key=lambda each: each.cue)


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around text[start:end], with its end mark."""
    before = max((mark.end() for mark in _SENTENCE_END.finditer(text, 0, start)), default=0)
    after = _SENTENCE_END.search(text, end)
    if after is None:
        return before, len(text)
    return before, after.start() if after[0] == "\n" else after.end()
