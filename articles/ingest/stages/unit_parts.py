"""Cuts a unit into byline, mark and body: 本报讯（记者张三） before the text, （下转A02版①） and names after it."""

import re
from dataclasses import dataclass

from articles.ingest.drafts import Part
from articles.ingest.stages import cues
from articles.ingest.stages.credits import looks_like_name
from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.units import Role, Unit

#: Characters of a unit's ends that are searched for bylines and marks.
_HEAD = 220
_TAIL = 120
#: Marks and names that end one paragraph at most.
_MOST_TAILS = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """A range of the page's text. `dateline_raw` is the part of a byline before its bracket, as printed."""

    start: int
    end: int
    part: Part
    dateline: str = ""
    dateline_raw: str = ""
    continued_from: str = ""
    continues_to: str = ""


def cut_unit(unit: Unit, text: str, *, is_caption: bool) -> list[Cut]:
    if unit.role is Role.BYLINE or (is_caption and unit.role is Role.CREDIT):
        return [Cut(unit.start, unit.end, Part.BYLINE)]
    start, end = unit.start, unit.end
    before: list[Cut] = []
    after: list[Cut] = []
    if unit.role in (Role.CONTINUATION, Role.OPENING):
        start, before = _cut_head(unit, text)
    while len(after) < _MOST_TAILS and (cut := _tail(text, start, end, is_caption=is_caption)) is not None:
        after.insert(0, cut)
        end = _before_blanks(text, start, cut.start)
    body = [Cut(start, end, Part.BODY)] if start < end else []
    return [*before, *body, *after]


def _cut_head(unit: Unit, text: str) -> tuple[int, list[Cut]]:
    cuts: list[Cut] = []
    start = unit.start
    compact, offsets = _compact(text, start, min(unit.end, start + _HEAD))
    mark = cues.MARK_IN.match(compact)
    position = 0
    if mark:
        position = mark.end()
        cuts.append(Cut(start, offsets[position - 1] + 1, Part.MARK, continued_from=mark.group("where")))
    dateline = cues.DATELINE.match(compact, position)
    begin = position
    if dateline:
        position = dateline.end()
    bracket = cues.BRACKET_BYLINE.match(compact, position) or (
        cues.BRACKET_AFTER_DATELINE if dateline else cues.SPOILT_OPENING
    ).match(compact, position)
    if bracket:
        position = bracket.end()
    if position > begin:
        words_end = offsets[dateline.end() - 1] + 1 if dateline else offsets[begin]
        name = re.sub(r"\s", "", text[offsets[begin] : words_end])
        raw = text[offsets[begin] : words_end]
        cuts.append(Cut(offsets[begin], offsets[position - 1] + 1, Part.BYLINE, dateline=name, dateline_raw=raw))
    if position < len(offsets):
        return offsets[position], cuts
    return _after_blanks(text, offsets[position - 1] + 1 if position else start, unit.end), cuts


def _tail(text: str, start: int, end: int, *, is_caption: bool) -> Cut | None:
    """A mark, signature or picture credit at the end of a range."""
    if end - start < 4 or text[end - 1] not in "）)摄图影道":
        return None
    low = max(start, end - _TAIL)
    raw = text[low:end]
    if is_caption:
        credit = cues.CREDIT_END.search(raw)
        if credit:
            return Cut(_after_blanks(text, low + credit.start(), end), end, Part.BYLINE)
    if text[end - 1] not in "）)":
        return None
    compact, offsets = _compact(text, low, end)
    opening = max(compact.rfind("（"), compact.rfind("("))
    if opening < 0:
        return None
    last = compact[opening:]
    begin = offsets[opening]
    mark = cues.MARK_OUT.fullmatch(last)
    if mark:
        return Cut(begin, end, Part.MARK, continues_to=mark.group("where"))
    if cues.AGENCY_END.fullmatch(last) or (
        begin > start and cues.SIGNATURE_END.fullmatch(last) and _is_signature(last, compact[:opening])
    ):
        return Cut(begin, end, Part.BYLINE)
    return None


def _is_signature(last: str, before: str) -> bool:
    """A bracket with a role is a signature; one with a bare name may be an aside until the sentence has ended."""
    return bool(re.search(cues.ROLE, last)) or (ends_sentence(before) and looks_like_name(last.strip("（()）")))


def _compact(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The non-blank characters of a range and the offset of each."""
    offsets = [index for index in range(start, end) if not text[index].isspace()]
    return "".join(text[index] for index in offsets), offsets


def _after_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _before_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
