"""该局, 该中心: what refers back to a department named before. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from entities.matching.folding import fold
from entities.matching.gazetteer import Gazetteer, Hit, Scan
from entities.matching.named import Named, Taken

REFERENCE = re.compile(r"该(局|委|办|厅|院|处|部|区|县|镇|乡|中心|支队|街道|指挥部|领导小组)(?![长门委员])")
#: 布局, 举办, 委托 …: the noun is part of a word and names no body.
IN_A_WORD_BEFORE = frozenset("布格结大全时政变终战举承主兴创代查督转交开联协合")
IN_A_WORD_AFTER = frozenset("面势限长部理公事法好学案托员派落位里")
ANAPHORA_SCORE = 0.95
#: What a text names so many times as often as the last one named is what it speaks of.
TIMES_MORE = 3
#: The longest part of a body, as 电子政务中心 of 该局电子政务中心.
LONGEST_PART = 16


def referred_names(scan: Scan, named: Sequence[Named], taken: Taken, gazetteer: Gazetteer) -> list[Named]:
    """Each 该X counts to the department last named before it whose name ends in X, unless another X, registered or
    not, was named in between; where none was named before, to the only one that is named at all.

    A registered part of it, 该局电子政务中心, counts to the part.
    """
    text = scan.folded.text
    if "该" not in text:
        return []
    departments = sorted((each for each in named if each.is_department), key=lambda each: each.end)
    found: list[Named] = []
    for reference in REFERENCE.finditer(text):
        noun = reference[1]
        meant = _meant([*departments, *found], noun, reference.start(), text)
        if meant is None:
            meant = _only_one(departments, noun, text)
            first = 0
        else:
            first = meant.end
        if meant is None or _other_between(text, first, reference.start(), noun, named):
            continue
        name = _part_of(meant, text, reference, gazetteer) or Named(
            reference.start(), reference.end(), meant.reading, "anaphora", ANAPHORA_SCORE
        )
        if not taken.holds(Hit(0, name.start, name.end)):
            found.append(name)
    return found


def _meant(departments: Iterable[Named], noun: str, start: int, text: str) -> Named | None:
    """The last one named, unless it was named in passing and another is what the text speaks of."""
    before = [each for each in departments if each.end <= start and _is_kind(each, noun, text)]
    if not before:
        return None
    last = max(before, key=lambda each: each.end)
    counts = Counter(each.reading.entry.id for each in before)
    subject, count = counts.most_common(1)[0]
    if count < TIMES_MORE * counts[last.reading.entry.id]:
        return last
    return max((each for each in before if each.reading.entry.id == subject), key=lambda each: each.end)


def _only_one(departments: Iterable[Named], noun: str, text: str) -> Named | None:
    """Of an article whose beginning stands on another page: the one body of the kind that it names at all."""
    ends = [each for each in departments if _is_kind(each, noun, text)]
    return ends[0] if len({each.reading.entry.id for each in ends}) == 1 else None


def _is_kind(each: Named, noun: str, text: str) -> bool:
    return text[: each.end].endswith(noun) or each.reading.entry.name.endswith(noun)


def _other_between(text: str, start: int, end: int, noun: str, named: Iterable[Named]) -> bool:
    """Whether a body of the same kind that is not registered, or that a rule left open, stands in between."""
    ends = {each.end for each in named}
    place = text.find(noun, start, end)
    while place >= 0:
        last = place + len(noun)
        is_word = text[place - 1] in IN_A_WORD_BEFORE or text[last : last + 1] in IN_A_WORD_AFTER
        if not is_word and text[place - 1] != "该" and last not in ends:
            return True
        place = text.find(noun, last, end)
    return False


def _part_of(meant: Named, text: str, reference: re.Match[str], gazetteer: Gazetteer) -> Named | None:
    whole = fold(meant.reading.entry.name)
    for length in range(LONGEST_PART, 2, -1):
        part = text[reference.end() : reference.end() + length]
        readings = gazetteer.readings_of(whole + part) if len(part) == length else ()
        if len(readings) == 1:
            return Named(reference.start(), reference.end() + length, readings[0], "anaphora", ANAPHORA_SCORE)
    return None
