"""Whom a figure is told of. Pure.

In this order: the platform that 平台 by itself stands for; the entries that the sentence names before the figure;
those that follow it in its clause; those that the sentence before in its paragraph begins with; whom the figure before
in its paragraph is told of; what the article is about; what its first sentence names. Bodies that are only counted with
it (甲局、乙局等12家单位), said to tell of it (记者从甲局获悉) or made use of (依托甲平台) are not meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from entities.matching.figures import StatedFigure
from entities.matching.registry import EntryType

Key = tuple[EntryType, int]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Where the body names an entry."""

    key: Key
    start: int
    end: int


#: A list of more bodies than this states nothing of each of them.
MOST_IN_A_LIST = 3
LOOK_AROUND = 20

_BORDER = re.compile("[，,。；;：:！!？?\n]")
#: Between a name and a figure: the list that the name stands in is what is counted, or is counted beside it.
_COUNTED = re.compile(
    r"[”’）)]?[^，,。；;：:\n、和及与]{0,6}(?:[、和及与][^，,。；;：:\n]*)?等[^，,。；;、\n]{0,8}?[\d两三四五六七八九十百]"
)
_BESIDE = re.compile(r"[”’）)]?(?:[^，,。；;：:\n]*[、和及与])")
_TOLD_BEFORE = re.compile(r"(?:记者)?(?:从|据)[^，。；\n]{0,12}$")
_TELLS = re.compile(r"[^，。；\n]{0,16}?(?:获悉|了解到|传来|介绍|统计|消息|表示|告诉|通报说|发布的数据)")
_MAKES_USE = re.compile(
    r"(?:依托|借助|根据|按照|围绕|通过|结合|针对|利用|通过和|凭借|聚焦|贯彻|落实|执行)[“‘《 ]*"
    r"(?:[^，,。；;：:\n]{1,12}[、和与及][“‘《]?)?$"
)
#: A platform that is not named by its name: at the beginning of its clause, or behind a word that is no part of a name.
_BARE_PLATFORM = re.compile(r"(?:(?<=[，,。；;：:！？\n、在由为从占向对该此本一])|^)(?P<head>平台|系统)")
#: A firm's own figures are not those of what the article is about.
_FIRM = re.compile("有限公司|[该本]公司|集团|铝业|钢铁|股份|电器|制药|酒业")


def subjects_of(
    figure: StatedFigure,
    places: Sequence[NamedPlace],
    text: str,
    topic: Sequence[Key],
    former: tuple[Key, ...] = (),
) -> tuple[Key, ...]:
    """Each entry once, in the order of the text. `topic`: what the article is about; `former`: whom the figure before
    in the same paragraph was told of, which goes on where the article is about it."""
    platform = _platform_meant(figure, places, text)
    if platform is not None:
        return (platform,)
    within = [each for each in places if figure.sentence_start <= each.start < figure.sentence_end]
    within = [each for each in within if not _is_beside_the_point(each, figure, text)]
    before = [each for each in within if each.start < figure.start]
    chosen = (
        [each for each in before if not is_made_use_of(text, each.start)]
        or before
        or [each for each in within if each.start >= figure.end and not _BORDER.search(text, figure.end, each.start)]
        or _begun_with_before(figure, places, text, topic)
    )
    if chosen:
        keys = tuple(dict.fromkeys(each.key for each in chosen))
    elif _FIRM.search(text, figure.sentence_start, figure.start):
        return ()
    else:
        carried = tuple(key for key in former if key in topic)
        keys = carried or _topic_so_far(figure, places, topic) or _begun_with(figure, places, text)
    bodies = [key for key in keys if key[0] is EntryType.DEPARTMENT]
    if len(bodies) > MOST_IN_A_LIST:
        keys = tuple(key for key in keys if key not in bodies or key in topic)
    return keys


def _topic_so_far(figure: StatedFigure, places: Sequence[NamedPlace], topic: Sequence[Key]) -> tuple[Key, ...]:
    """Of programs only those that the text has named when it comes to the figure: it may go on to another matter."""
    named = {each.key for each in places if each.start < figure.start}
    return tuple(key for key in topic if key in named or key[0] is EntryType.DEPARTMENT)


def _begun_with(figure: StatedFigure, places: Sequence[NamedPlace], text: str) -> tuple[Key, ...]:
    """The programs that the text's first sentence is about."""
    end = text.find("。")
    return tuple(
        dict.fromkeys(
            each.key
            for each in places
            if each.end <= end and each.key[0] is EntryType.PROGRAM
            if not is_made_use_of(text, each.start) and not _tells(each, text)
        )
    )


def is_made_use_of(text: str, start: int) -> bool:
    """Whether what is named at `start` is only what something else rests on (依托甲平台)."""
    return bool(_MAKES_USE.search(text[max(0, start - LOOK_AROUND) : start]))


def _platform_meant(figure: StatedFigure, places: Sequence[NamedPlace], text: str) -> Key | None:
    """The program that ends in 平台 or 系统 and was named last, where the sentence has said only that since."""
    named_before = [each.end for each in places if figure.sentence_start <= each.start < figure.start]
    begin = max([figure.sentence_start, *named_before])
    border = _BORDER.search(text, figure.end)
    for bare in _BARE_PLATFORM.finditer(text, max(0, begin - 1), border.start() if border else len(text)):
        if any(each.start <= bare.start() < each.end for each in places):
            continue
        named = [
            each
            for each in places
            if each.key[0] is EntryType.PROGRAM
            and each.end <= bare.start()
            and bare["head"] in text[each.start : each.end + len(bare["head"]) + 1]
        ]
        if named:
            return max(named, key=lambda each: each.start).key
    return None


def _is_beside_the_point(place: NamedPlace, figure: StatedFigure, text: str) -> bool:
    if _COUNTED.match(text, place.end):
        return True
    if place.key[0] is EntryType.DEPARTMENT and _BESIDE.fullmatch(text[place.end : figure.start]):
        return figure.start > place.end
    return _tells(place, text)


def _tells(place: NamedPlace, text: str) -> bool:
    told = _TOLD_BEFORE.search(text[max(0, place.start - LOOK_AROUND) : place.start])
    return bool(told and _TELLS.match(text, place.end))


def _begun_with_before(
    figure: StatedFigure, places: Sequence[NamedPlace], text: str, topic: Sequence[Key]
) -> list[NamedPlace]:
    """Of the nearest sentence before, of the same paragraph, that names any entry: those its first clause names, and
    those that the article is about."""
    paragraph = text.rfind("\n", 0, figure.sentence_start) + 1
    before = [each for each in places if paragraph <= each.start < figure.sentence_start]
    if not before:
        return []
    last = max(before, key=lambda each: each.start)
    sentence = max(max((text.rfind(mark, 0, last.start) for mark in "。！？"), default=-1) + 1, paragraph)
    named = [each for each in before if each.start >= sentence and not is_made_use_of(text, each.start)]
    return [each for each in named if each.key in topic or _stands_first(text[sentence : each.start])]


def _stands_first(before: str) -> bool:
    """Whether a sentence with this before a name begins with it, or with a time or a speaker and then it."""
    return len(before.strip()) <= LOOK_AROUND and len(re.findall("[，,；;：:]", before)) <= 1
