"""Names that nobody registered yet: bodies by the pattern of their names, and quoted names of programs. Pure.

A body's name begins with its place and ends in what bodies of the state are called; between them stands no word that
names are never made of.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entities.matching.body_names import (
    BARE_BODY,
    BODY_END,
    FACILITY,
    JOINED_BY,
    JOINED_TO,
    MINISTRIES,
    NOT_IN_A_NAME,
    OFFICIALS,
    PLACE_ONLY_BEFORE,
    UNIT_OF_A_BODY,
    ends_as_a_body,
    goes_on_as_another_word,
    is_foreign_or_armed,
)
from entities.matching.folding import CLOSING, OPENING, FoldedText, fold, fold_with_offsets
from entities.matching.gazetteer import Gazetteer, Scope
from entities.matching.names import find_names_in_fields
from entities.matching.place_names import place_ends
from entities.matching.places import stem
from entities.matching.registry import EntryType, Home, NameMatch
from entities.matching.rules import FREE_BEFORE, HAN, PROGRAM_NOUNS

LONGEST_BODY = 26
LONGEST_QUOTED = 14
#: A quotation of so many characters that is followed by no such word may be a name too: several articles tell.
SHORTEST_PLAIN, LONGEST_PLAIN = 4, 8
#: With its place, with 市 or 县 for its place, without any; a quoted name before 活动, 平台 …; any other quoted words.
PLACED, AT_HOME, BARE, QUOTED, PLAIN = 0.9, 0.85, 0.6, 0.8, 0.4

_HOME_WORD = "市省县区州旗"
#: What else stands before a name that does not say its place: 我市, 拨打市…, 近日市….
_BEFORE_A_NAME = "我全本该打访悉查请找问见看日年前时后间午晚天"
_CENTRAL = ("国家", "中国", "中央", "全国", "最高", "中共", "共青团", "国务院", "自治区", "自治州")
_YOUTH = ("团市", "团省", "团县", "团区")
_QUOTED_NAME = re.compile(
    f'[“‘「『"]([\u3400-\u9fff0-9a-zA-Z+·]{{2,{LONGEST_QUOTED}}})[”’」』"](?={"|".join(PROGRAM_NOUNS)})',
    re.IGNORECASE,
)
_QUOTATION = re.compile(f"[“‘「『]([\u3400-\u9fff]{{{SHORTEST_PLAIN},{LONGEST_PLAIN}}})[”’」』]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may deserve an entry. Offsets are code points of the text, end exclusive."""

    start: int
    end: int
    surface: str
    type: EntryType
    rule: str
    score: float


def find_unregistered(text: str, gazetteer: Gazetteer, home: Home) -> tuple[list[NameMatch], list[Candidate]]:
    """What a text names that is registered, and what it seems to name that is not."""
    matches = list(find_names_in_fields({"text": text}, gazetteer, home)["text"].matches)
    return matches, without_registered(find_candidates(text, own_places(gazetteer, home)), matches, gazetteer)


def own_places(gazetteer: Gazetteer, home: Home) -> frozenset[str]:
    """The places that the registry or the newspaper adds to the country's list, with and without 市, 县."""
    places = {stem(place) for place in (home.city, home.province) if place}
    return gazetteer.known_places | places


def without_registered(
    candidates: Iterable[Candidate], matches: Iterable[NameMatch], gazetteer: Gazetteer
) -> list[Candidate]:
    """Those that no registered name covers or cuts, and that are none that a rule left alone; a longer name that begins
    with a registered one is another body."""
    spans = [(match.start, match.end) for match in matches]
    return [
        each
        for each in candidates
        if all(reading.scope is Scope.BARE for reading in gazetteer.readings_of(fold(each.surface)))
        and not any(
            start < each.end and each.start < end and not (each.start <= start and end < each.end)
            for start, end in spans
        )
    ]


def find_candidates(text: str, places: frozenset[str] = frozenset()) -> list[Candidate]:
    """All names by pattern, whether or not they are registered, in order; none overlaps another.

    `places` are known besides those of the country's list.
    """
    folded = fold_with_offsets(text)
    found = [*_bodies(folded, places), *_quoted(text)]
    chosen: list[Candidate] = []
    for each in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if all(each.end <= other.start or other.end <= each.start for other in chosen):
            chosen.append(each)
    return sorted(chosen, key=lambda each: each.start)


def _quoted(text: str) -> Iterator[Candidate]:
    for found in _QUOTED_NAME.finditer(text):
        yield Candidate(found.start(1), found.end(1), found[1], EntryType.PROGRAM, "quoted", QUOTED)


def find_quotations(text: str) -> Iterator[Candidate]:
    """Short quoted words that recur may be a program's name, as “六帮六助”: one text alone does not tell."""
    for found in _QUOTATION.finditer(text):
        yield Candidate(found.start(1), found.end(1), found[1], EntryType.PROGRAM, "quotation", PLAIN)


def _bodies(folded: FoldedText, places: frozenset[str]) -> Iterator[Candidate]:
    text = folded.text
    borders = _borders(folded, "\n\n")
    page = _Page(text, frozenset(_borders(folded, "\n")), places)
    last_end = 0
    for found in BODY_END.finditer(text):
        if goes_on_as_another_word(text, found):
            continue
        first = max(last_end, found.end() - LONGEST_BODY, _last(borders, found.start()))
        start, score = _start_of(page, first, found)
        if start is None or is_foreign_or_armed(text[max(0, start - 4) : found.end()]):
            continue
        end = _end_of(text, found.end(), borders)
        span = folded.span(start, end)
        last_end = found.end()
        yield Candidate(*span, folded.original[span[0] : span[1]], EntryType.DEPARTMENT, "pattern", score)


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


def _start_of(page: _Page, first: int, end: re.Match[str]) -> tuple[int | None, float]:
    """Where the name that ends so begins, and how sure that is; None when it is no name."""
    for start in range(first, end.start()):
        for place_end, score in _beginnings(page, start, end.start()):
            if _is_name(page.text, place_end, end):
                return start, score
    bare = BARE_BODY.search(page.text, first, end.end())
    if bare and bare.end() == end.end() and page.is_free(bare.start()):
        return bare.start(), BARE
    return None, 0.0


def _beginnings(page: _Page, start: int, limit: int) -> Iterator[tuple[int, float]]:
    """The ends of what may stand for a place at `start`, the longest first."""
    text, is_free = page.text, page.is_free(start)
    for end in place_ends(text, start, limit, is_free=is_free, known=page.places):
        yield end, PLACED
    if ministry := MINISTRIES.match(text, start, limit):
        yield ministry.end(), PLACED
    for word in _CENTRAL:
        if text.startswith(word, start) and (word != "国家" or is_free):
            yield start + len(word), PLACED
    if text.startswith(_YOUTH, start):
        yield start + 2, AT_HOME
    if text[start] in _HOME_WORD and is_free:
        yield start + 1, AT_HOME


def _is_name(text: str, place_end: int, end: re.Match[str]) -> bool:
    """Whether what stands between place and ending is what a body's name may hold."""
    middle, ending = text[place_end : end.start()], end[0]
    if ending in PLACE_ONLY_BEFORE:
        return bool(PLACE_ONLY_BEFORE[ending].fullmatch(middle)) or _is_all_places(middle)
    if ending == "委" and (not middle or middle[-1] in _HOME_WORD):
        return _is_all_places(middle) and not OFFICIALS.match(text, end.end())
    if not middle or NOT_IN_A_NAME.search(middle) or JOINED_TO.search(middle):
        return False
    is_ministrys = text[place_end - 1] in "部院" and ending == "中心"
    if ending == "中心" and len(middle) < 2:
        return False
    return (is_ministrys or not FACILITY.search(middle + ending)) and ends_as_a_body(middle, ending)


def _is_all_places(text: str) -> bool:
    while text:
        ends = list(place_ends(text, 0, len(text)))
        if not ends:
            return text in ("人民", "市", "县", "区")
        text = text[ends[0] :]
    return True


def _end_of(text: str, end: int, borders: list[int]) -> int:
    """The end of the unit of a body that its name goes on with: 北京市农业局 → 北京市农业局重大疫情办."""
    unit = UNIT_OF_A_BODY.match(text, end)
    if unit is None or any(end <= border < unit.end() for border in borders):
        return end
    return end if NOT_IN_A_NAME.search(unit[0]) or goes_on_as_another_word(text, unit) else unit.end()


def _borders(folded: FoldedText, break_at: str) -> list[int]:
    """Places in the folded text where, in the original, a quote or what `break_at` says stood."""
    borders: list[int] = []
    if len(folded.text) == len(folded.original):
        return borders
    for index in range(1, len(folded.text)):
        first, last = folded.offsets[index - 1] + 1, folded.offsets[index]
        if first < last:
            gap = folded.original[first:last]
            if break_at in gap.replace(" ", "") or any(mark in OPENING or mark in CLOSING for mark in gap):
                borders.append(index)
    return borders


def _last(borders: list[int], before: int) -> int:
    return max((border for border in borders if border <= before), default=0)
