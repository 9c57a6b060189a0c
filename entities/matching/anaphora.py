"""该局, 该中心: what refers back to a department named before. Pure."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class _Kin:
    """The departments of one kind, 局 or 中心, that stand before a place in the text, read on from place to place."""

    #: By their ends.
    members: Sequence[Named]
    read: int = 0
    last: Named | None = None
    counts: Counter[int] = field(default_factory=Counter)
    last_of_entry: dict[int, Named] = field(default_factory=dict)

    def read_to(self, start: int) -> None:
        while self.read < len(self.members) and self.members[self.read].end <= start:
            self.add(self.members[self.read])
            self.read += 1

    def add(self, each: Named) -> None:
        entry = each.reading.entry.id
        self.counts[entry] += 1
        self.last = self.last_of_entry[entry] = each

    def meant(self) -> Named | None:
        """The last one named, unless it was named in passing and another is what the text speaks of."""
        if self.last is None:
            return None
        subject, count = self.counts.most_common(1)[0]
        if count < TIMES_MORE * self.counts[self.last.reading.entry.id]:
            return self.last
        return self.last_of_entry[subject]

    def only_one(self) -> Named | None:
        """Of an article whose beginning stands on another page: the one body of the kind that it names at all."""
        return self.members[0] if len({each.reading.entry.id for each in self.members}) == 1 else None


def referred_names(scan: Scan, named: Sequence[Named], taken: Taken, gazetteer: Gazetteer) -> list[Named]:
    """Each 该X counts to the department last named before it whose name ends in X, unless another X, registered or
    not, was named in between; where none was named before, to the only one that is named at all.

    A registered part of it, 该局电子政务中心, counts to the part.
    """
    text = scan.folded.text
    if "该" not in text:
        return []
    departments = sorted((each for each in named if each.is_department), key=lambda each: each.end)
    ends = frozenset(each.end for each in named)
    kin: dict[str, _Kin] = {}
    found: list[Named] = []
    for reference in REFERENCE.finditer(text):
        noun = reference[1]
        if noun not in kin:
            known = sorted((*departments, *found), key=lambda each: each.end)
            kin[noun] = _Kin([each for each in known if _is_kind(each, noun, text)])
        kin[noun].read_to(reference.start())
        meant = kin[noun].meant()
        first = meant.end if meant else 0
        meant = meant or kin[noun].only_one()
        if meant is None or _other_between(text, first, reference.start(), noun, ends):
            continue
        name = _part_of(meant, text, reference, gazetteer) or Named(
            reference.start(), reference.end(), meant.reading, "anaphora", ANAPHORA_SCORE
        )
        if not taken.holds(Hit(0, name.start, name.end)):
            found.append(name)
            for known_noun, members in kin.items():
                if _is_kind(name, known_noun, text):
                    members.read_to(reference.start())
                    members.add(name)
    return found


def _is_kind(each: Named, noun: str, text: str) -> bool:
    return text.endswith(noun, 0, each.end) or each.reading.entry.name.endswith(noun)


def _other_between(text: str, start: int, end: int, noun: str, ends: Collection[int]) -> bool:
    """Whether a body of the same kind that is not registered, or that a rule left open, stands in between.

    `ends`: where the names found end.
    """
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
