"""Names that leave out their place because the text has just said it: 市工信局、发改委、财政局. Pure."""

import re
from bisect import bisect_right, insort
from collections.abc import Sequence

from entities.matching.gazetteer import BARE_NAME, Gazetteer, Hit, Reading, Scan, Scope
from entities.matching.named import CONTEXT_SCORE, Named, Taken
from entities.matching.one_series import meant_of_one_series
from entities.matching.places import CITY_WORDS, place_at_end
from entities.matching.registry import Home
from entities.matching.rules import DEPARTMENT_TAIL, FREE_BEFORE, HAN

#: What may stand between two members of one list: the comma, and members that are not registered and name no place.
BETWEEN_MEMBERS = re.compile(
    r"(?:(?:[、和与及]|以及)(?:[^，。；：、市省县区]{1,10}(?:局|委|办|中心|院|厅|部|队|会|社|联))?)*(?:[、和与及]|以及)"
)
#: 焦作市各级法院、检察院: bodies in general, none of them named.
IN_GENERAL = re.compile("各|两级|基层|有关|相关|其他|部分|多个")
SENTENCE_END = re.compile(r"[。！？；]")
#: How far back in its sentence a bare name's place may stand, in code points.
LOOK_BACK = 60


def elided_names(scan: Scan, named: Sequence[Named], taken: Taken, gazetteer: Gazetteer, home: Home) -> list[Named]:
    """The bare names whose place is that of the list they stand in, or the last one named in their sentence."""
    departments = sorted((each for each in named if each.is_department), key=_end)
    found: list[Named] = []
    for hit in sorted(scan.hits, key=lambda hit: (hit.start, -hit.end)):
        readings = [each for each in gazetteer.readings[hit.form] if each.scope is Scope.BARE]
        if not readings or hit.score < 1.0 or taken.holds(hit):
            continue
        if DEPARTMENT_TAIL.match(scan.folded.text[hit.end : hit.end + 6]):
            continue
        rule, place = _place_of(scan.folded.text, hit, departments, gazetteer, home)
        fitting = {each.entry.id: each for each in readings if each.place == place}
        if place and len(fitting) > 1:
            meant = meant_of_one_series([each.entry for each in fitting.values()], home.printed_on)
            fitting = {pk: each for pk, each in fitting.items() if each.entry is meant}
        if place and len(fitting) == 1:
            (reading,) = fitting.values()
            found.append(Named(hit.start, hit.end, reading, rule, CONTEXT_SCORE))
            insort(departments, found[-1], key=_end)
            taken.add(hit, reading.entry.type)
    return found


def _place_of(text: str, hit: Hit, departments: Sequence[Named], gazetteer: Gazetteer, home: Home) -> tuple[str, str]:
    """The rule and the place by which a bare name is read; no place where the text tells none. `departments`: by their
    ends."""
    number = bisect_right(departments, hit.start, key=_end)
    last = departments[number - 1] if number else None
    if last is not None and BETWEEN_MEMBERS.fullmatch(text, last.end, hit.start):
        return "elided", _place_of_department(last.reading)
    is_free = not HAN.match(text[hit.start - 1 : hit.start]) or text[hit.start - 1] in FREE_BEFORE
    if is_free and BARE_NAME.fullmatch(text, hit.start, hit.end):
        return "context", last_place(text[max(0, hit.start - LOOK_BACK) : hit.start], gazetteer.known_places, home)
    return "", ""


def _end(named: Named) -> int:
    return named.end


def _place_of_department(reading: Reading) -> str:
    return reading.entry.place or reading.own_place


def last_place(before: str, known: frozenset[str], home: Home) -> str:
    """The city or county that the sentence named last, as the registry writes it; empty without one.

    我市 is the newspaper's own. A county or district that nobody knows makes every reading doubtful, so it ends the
    search.
    """
    sentence = SENTENCE_END.split(before)[-1]
    for end in range(len(sentence), 1, -1):
        last = sentence[end - 1]
        if last not in "市县区":
            continue
        if last == "市" and sentence[end - 2 : end] in CITY_WORDS:
            return "" if IN_GENERAL.search(sentence, end) else home.city
        place = place_at_end(sentence[:end], known)
        if place and IN_GENERAL.search(sentence, end):
            return ""
        if place:
            return place if place.endswith(last) else place + last
        if last in "县区":
            return ""
    return ""
