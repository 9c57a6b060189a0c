"""Finds the names of bodies of the state by how they are made, registered or not. Pure.

A body's name begins with its place and ends in what bodies of the state are called; between them stands no word that
names are never made of.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from entities.matching.body_names import (
    BARE_BODY,
    BODY_END,
    FACILITY,
    FULL_BARE_NAME,
    JOINED_BY,
    JOINED_TO,
    MINISTRIES,
    OFFICIALS,
    PLACE_ONLY_BEFORE,
    UNIT_OF_A_BODY,
    clean_from,
    ends_as_a_body,
    goes_on_as_another_word,
    is_none_of_the_states,
)
from entities.matching.folding import CLOSING, OPENING, FoldedText
from entities.matching.place_names import place_ends
from entities.matching.rules import FREE_BEFORE, HAN

LONGEST_BODY = 26
#: The longest name of a place, which may hold what stands in no other part of a name (成都).
LONGEST_PLACE = 12
#: With its place, with 市 or 县 for its place, without any.
PLACED, AT_HOME, BARE = 0.9, 0.85, 0.6

_QUOTES = frozenset(OPENING + CLOSING)
_HOME_WORDS = "市省县区州旗"
#: 市 and 省 begin a name behind any character but these, of which they make another word: 城市, 各省.
_ANOTHER_WORD_WITH = {
    "市": frozenset("城都股楼上超集菜门夜县省地各级辖闹黑花鱼街转退入救全本跨邻外两三四五多区州进商"),
    "省": frozenset("各外跨节反邻两三四五多全本"),
}
#: What else stands before a name that does not say its place: 我市, 拨打市…, 近日市….
_BEFORE_A_NAME = "我打访悉查请找问见看月日年前时后间午晚天受经获称令按照随邀合兼"
_CENTRAL = ("国家", "中国", "中央", "全国", "最高", "中共", "共青团", "国务院", "自治区", "自治州")
#: 市县, 省级: places or bodies in general.
_IN_GENERAL = frozenset(_HOME_WORDS + "级直属")
_YOUTH = ("团市", "团省", "团县", "团区")
#: Of these, the ones that other words end in: 两个国家, 广西壮族自治区.
_FREE_CENTRAL = ("国家", "自治区", "自治州")
_FIRST_OF_CENTRAL = frozenset(word[:2] for word in _CENTRAL)
#: An official or the press right beside a name says that it is one: 查违办公室主任, 记者从房产局获悉.
_OFFICIAL_AFTER = re.compile(
    "(?:党组|党委)?(?:副|常务副)?(?:局长|主任|书记|厅长|院长|负责人)|(?:工作|执法)人员|(?:有关|相关)负责人"
)
_PRESS_BEFORE = re.compile("记者(?:日前|昨日|今日|近日)?从$")
_STREET_AFTER = re.compile("[\u3400-\u9fff]{2,4}社区|办事处|党工委|(?:工作|执法)人员|(?:有关|相关)?负责人|人大工委")
_STREET_IN_GENERAL = re.compile("城市|城区|社区|基层|乡镇|镇村|长安|大街|所属|所在|沿线|周边|重点|中心|主要|属地")


@dataclass(frozen=True, slots=True)
class Body:
    """A name by pattern. Offsets are code points of the original text, end exclusive."""

    start: int
    end: int
    score: float


def find_bodies(folded: FoldedText, places: frozenset[str]) -> Iterator[Body]:
    """In order; none overlaps another. `places` are known besides those of the country's list."""
    text = folded.text
    borders, openings = _borders(folded)
    page = _Page(text, frozenset(openings), places)
    last_end = 0
    for found in BODY_END.finditer(text):
        if goes_on_as_another_word(text, found):
            continue
        first = max(last_end, found.end() - LONGEST_BODY, _last(borders, found.start()))
        start, score = _start_of(page, first, found, last_end)
        if start is None or is_none_of_the_states(text[max(0, start - 4) : found.end()]):
            continue
        end = _end_of(text, found.end(), borders)
        last_end = found.end()
        yield Body(*folded.span(start, end), score)


@dataclass(frozen=True, slots=True)
class _Page:
    """A folded text and where in it a line or a quotation begins."""

    text: str
    openings: frozenset[int]
    places: frozenset[str]

    def is_free(self, start: int) -> bool:
        """Whether a name that does not say its place may begin here."""
        before = self.text[start - 1 : start] if start else ""
        return (
            start in self.openings
            or not HAN.match(before)
            or before in FREE_BEFORE
            or before in _BEFORE_A_NAME
            or self.text[max(0, start - 2) : start] in JOINED_BY
        )

    def begins_at_home(self, start: int) -> bool:
        """Whether 市, 省 or 县 stands here for the place of a name: 市县 and 省区 are places in general."""
        word = self.text[start]
        if self.text[start + 1 : start + 2] in _IN_GENERAL:
            return False
        if self.is_free(start):
            return True
        barred = _ANOTHER_WORD_WITH.get(word)
        return barred is not None and self.text[start - 1] not in barred


def _start_of(page: _Page, first: int, end: re.Match[str], last_end: int) -> tuple[int | None, float]:
    """Where the name that ends so begins, and how sure that is; None when it is no name."""
    clean = clean_from(page.text, first, end.start())
    for start in range(max(first, clean - LONGEST_PLACE), end.start()):
        for place_end, score in _beginnings(page, start, end.start(), last_end):
            if place_end >= clean and _is_name(page.text, place_end, end):
                return start, score
    bare = _start_of_bare(page, clean, end)
    return bare, 0.0 if bare is None else BARE


def _start_of_bare(page: _Page, clean: int, end: re.Match[str]) -> int | None:
    """Of a name that says no place: of a kind that every place has, or one that an official or the press stands by."""
    text = page.text
    known = BARE_BODY.search(text, clean, end.end())
    if known and known.end() == end.end() and page.is_free(known.start()):
        return known.start()
    if end[0] == "街道":
        is_street = bool(_STREET_AFTER.match(text, end.end()))
        name = text[clean : end.start()]
        is_name = page.is_free(clean) and 2 <= len(name) <= 3 and not _STREET_IN_GENERAL.search(name)
        return clean if is_street and is_name else None
    if end[0] not in ("局", "委员会", "办公室", "厅") or not page.is_free(clean):
        return None
    middle = text[clean : end.start()]
    if FACILITY.search(middle) or JOINED_TO.search(middle) or not 2 <= len(middle) <= LONGEST_PLACE:
        return None
    is_told = _OFFICIAL_AFTER.match(text, end.end()) or _PRESS_BEFORE.search(text[max(0, clean - 6) : clean])
    is_full = FULL_BARE_NAME.fullmatch(text, clean, end.end()) and not HAN.match(text[clean - 1 : clean])
    return clean if is_told or is_full else None


def _beginnings(page: _Page, start: int, limit: int, last_end: int) -> Iterator[tuple[int, float]]:
    """The ends of what may stand for a place at `start`, the longest first."""
    text = page.text
    first_two = text[start : start + 2]
    is_free = start == last_end > 0 or page.is_free(start)
    for end in place_ends(text, start, limit, is_free=is_free, known=page.places):
        yield end, PLACED
    if ministry := MINISTRIES.match(text, start, limit):
        yield ministry.end(), PLACED
    if first_two in _FIRST_OF_CENTRAL:
        for word in _CENTRAL:
            if text.startswith(word, start) and (is_free or word not in _FREE_CENTRAL):
                yield start + len(word), PLACED
    if text.startswith(_YOUTH, start):
        yield start + 2, AT_HOME
    if text[start] in _HOME_WORDS and (start == last_end > 0 or page.begins_at_home(start)):
        yield start + 1, AT_HOME


def _is_name(text: str, place_end: int, end: re.Match[str]) -> bool:
    """Whether what stands between place and ending is what a body's name may hold."""
    middle, ending = text[place_end : end.start()], end[0]
    if ending in PLACE_ONLY_BEFORE:
        if text.endswith("全国", 0, place_end):
            return False
        return bool(PLACE_ONLY_BEFORE[ending].fullmatch(middle)) or _is_all_places(middle)
    if ending == "委" and (not middle or middle[-1] in _HOME_WORDS):
        return _is_all_places(middle) and not OFFICIALS.match(text, end.end())
    if not middle or JOINED_TO.search(middle):
        return False
    is_ministrys = text[place_end - 1] in "部院" and ending == "中心"
    if ending == "中心" and len(middle) < 2:
        return False
    return (is_ministrys or not FACILITY.search(middle + ending)) and ends_as_a_body(middle, ending)


def _is_all_places(text: str) -> bool:
    while text:
        ends = list(place_ends(text, 0, len(text)))
        if not ends:
            return text in ("人民", "市", "县", "区", "旗")
        text = text[ends[0] :]
    return True


def _end_of(text: str, end: int, borders: list[int]) -> int:
    """The end of the unit of a body that its name goes on with: 北京市农业局 → 北京市农业局重大疫情办."""
    unit = UNIT_OF_A_BODY.match(text, end)
    if unit is None or _last(borders, unit.end() - 1) >= end:
        return end
    is_of_a_street = text.endswith(("街道", "政府"), 0, end) and FACILITY.search(unit[0])
    is_clause = clean_from(text, end, unit.end()) > end or is_of_a_street
    return end if is_clause or goes_on_as_another_word(text, unit) else unit.end()


def _borders(folded: FoldedText) -> tuple[list[int], list[int]]:
    """Places in the folded text where, in the original, a quote or the end of a paragraph stood, which no name crosses;
    and where a quote or the end of a line stood, where one may begin."""
    crossed: list[int] = []
    openings: list[int] = []
    if len(folded.text) == len(folded.original):
        return crossed, openings
    for index, (before, here) in enumerate(pairwise(folded.offsets), start=1):
        if here - before > 1:
            gap = folded.original[before + 1 : here]
            is_quoted = not _QUOTES.isdisjoint(gap)
            if is_quoted or "\n" in gap:
                openings.append(index)
                if is_quoted or "\n\n" in gap.replace(" ", ""):
                    crossed.append(index)
    return crossed, openings


def _last(borders: list[int], before: int) -> int:
    """The last border at `before` or left of it; 0 where there is none."""
    number = bisect_right(borders, before)
    return borders[number - 1] if number else 0
