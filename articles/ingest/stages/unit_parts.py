"""Cuts a unit into byline, mark and body: 本报讯（记者张三） before the text, （下转A02版①） and names after it."""

import re
from dataclasses import dataclass

from articles.ingest.drafts import Part
from articles.ingest.stages import cues
from articles.ingest.stages.credits import read_byline, read_credits, signs
from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.units import Role, Unit

#: Characters of a unit's ends that are searched for bylines and marks.
_HEAD = 220
_TAIL = 120
#: Characters of a bracket that names who wrote a text.
_LONGEST_SIGNATURE = 60
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
    position = _end_of_bracket(compact, offsets, text, position, follows_dateline=dateline is not None)
    if position > begin:
        words_end = offsets[dateline.end() - 1] + 1 if dateline else offsets[begin]
        name = re.sub(r"\s", "", text[offsets[begin] : words_end])
        raw = text[offsets[begin] : words_end]
        cuts.append(Cut(offsets[begin], offsets[position - 1] + 1, Part.BYLINE, dateline=name, dateline_raw=raw))
    late = cues.MARK_IN.match(compact, position) if mark is None else None
    if late:
        cuts.append(Cut(offsets[position], offsets[late.end() - 1] + 1, Part.MARK, continued_from=late.group("where")))
        position = late.end()
    if position < len(offsets):
        return offsets[position], cuts
    return _after_blanks(text, offsets[position - 1] + 1 if position else start, unit.end), cuts


def _end_of_bracket(compact: str, offsets: list[int], text: str, position: int, *, follows_dateline: bool) -> int:
    """Behind the bracket that names the writer; `position` itself where the one that stands there, if any, does not."""
    patterns = (cues.BRACKET_BYLINE, cues.BRACKET_AFTER_DATELINE if follows_dateline else cues.SPOILT_OPENING)
    for pattern in patterns:
        bracket = pattern.match(compact, position)
        if bracket:
            opening = max(bracket.group().find("（"), bracket.group().find("("), 0)
            raw = text[offsets[position + opening] : offsets[bracket.end() - 1] + 1]
            byline = read_byline(raw)
            if signs(raw) or (byline.credits and byline.is_marked):
                return bracket.end()
    return position


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
    return _closing_bracket(text, start, low, end)


def _closing_bracket(text: str, start: int, low: int, end: int) -> Cut | None:
    """What the bracket says that closes at the end of a range, unless it is text."""
    compact, offsets = _compact(text, low, end)
    opening = max(compact.rfind("（"), compact.rfind("("))
    if opening < 0:
        return None
    last = compact[opening:]
    begin = offsets[opening]
    mark = cues.MARK_OUT.fullmatch(last)
    if mark:
        return Cut(begin, end, Part.MARK, continues_to=mark.group("where"))
    if cues.AGENCY_END.fullmatch(last):
        return Cut(begin, end, Part.BYLINE)
    if begin > start and len(last) <= _LONGEST_SIGNATURE:
        raw = text[begin:end]
        if read_byline(raw).is_staff:
            return Cut(begin, end, Part.MARK)
        if _is_signature(raw, last, compact[:opening]):
            return Cut(begin, end, Part.BYLINE)
    return None


def _is_signature(raw: str, last: str, before: str) -> bool:
    """A bracket with a role is a signature; one with bare names may be an aside until the sentence has ended."""
    if re.search(cues.ROLE, last):
        return signs(raw) or bool(cues.SIGNATURE_END.fullmatch(last) and read_credits(raw))
    return ends_sentence(before) and signs(raw)


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
