"""Finds names in texts: every hit judged by the rules, the longest first, then what only the names found so far
explain (elided lists, 该局). Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from entities.matching.anaphora import referred_names
from entities.matching.elided import elided_names
from entities.matching.elsewhere import comes_from_elsewhere, names_home
from entities.matching.gazetteer import Gazetteer, Hit, Reading, Scan, Scope
from entities.matching.heads import governments_of_heads
from entities.matching.named import CONTEXT_SCORE, LONGEST_SPAN, Named, Taken
from entities.matching.one_series import meant_of_one_series
from entities.matching.registry import Ambiguity, EntryType, FoundNames, Home
from entities.matching.rules import Setting, Verdict, judge, surroundings


def find_names(text: str, gazetteer: Gazetteer, home: Home) -> FoundNames:
    """The names in one text that stands for itself."""
    return find_names_in_fields({"text": text}, gazetteer, home)["text"]


def find_names_in_fields(fields: Mapping[str, str], gazetteer: Gazetteer, home: Home) -> dict[str, FoundNames]:
    """The names in each field of one article. No name reaches from one field into the next; what a field says of its
    place (山阳区) helps to read the others (区委)."""
    scans = {field: gazetteer.scan(text) for field, text in fields.items()}
    counties = frozenset().union(*(scan.counties for scan in scans.values()))
    texts = [scan.folded.text for scan in scans.values()]
    is_home = names_home(texts, home)
    if not is_home and comes_from_elsewhere(texts, home):
        home = replace(home, city="")
    setting = Setting(home, counties, is_home)
    return {field: _resolve(scan, gazetteer, setting) for field, scan in scans.items()}


def _resolve(scan: Scan, gazetteer: Gazetteer, setting: Setting) -> FoundNames:
    """The longest names first. What stands inside a longer name is none, but for the department that a document or
    platform is named after: 市金融工作局2022年工作要点 is that bureau's."""
    named: list[Named] = []
    taken = Taken()
    ambiguities: list[Ambiguity] = []
    for hits in _by_span(scan):
        span = hits[0]
        if taken.bars(span):
            continue
        readings, is_shield = _accepted(hits, scan, gazetteer, setting)
        if taken.holds(span):
            readings = [each for each in readings if each.reading.entry.type is EntryType.DEPARTMENT]
        readings = of_one_series(readings, setting)
        is_name = len(readings) == 1 and not is_shield
        if readings or is_shield:
            taken.add(span, readings[0].reading.entry.type if is_name else None)
        if is_name:
            named += readings
        elif not is_shield and len(readings) > 1:
            ambiguities.append(_ambiguity(readings, scan))
    named += elided_names(scan, named, taken, gazetteer, setting.home)
    named += governments_of_heads(scan, named, taken, gazetteer, setting)
    named += referred_names(scan, named, taken, gazetteer)
    matches = sorted((each.match(scan) for each in named), key=lambda match: match.start)
    return FoundNames(scan.folded, tuple(matches), tuple(sorted(ambiguities, key=lambda each: each.start)))


def of_one_series(readings: list[Named], setting: Setting) -> list[Named]:
    """A name that a bureau shares with the one it became is no ambiguity: only one of them is meant."""
    if len(readings) < 2:
        return readings
    meant = meant_of_one_series([each.reading.entry for each in readings], setting.home.printed_on)
    return readings if meant is None else [each for each in readings if each.reading.entry is meant]


def _by_span(scan: Scan) -> list[list[Hit]]:
    """The hits that stand at one place together, longest places first. One that is exact leaves no room for near
    ones."""
    spans: defaultdict[tuple[int, int], list[Hit]] = defaultdict(list)
    for hit in scan.hits:
        spans[hit.start, hit.end].append(hit)
    ordered = sorted(spans.items(), key=lambda span: (span[0][0] - span[0][1], span[0][0]))
    return [[hit for hit in hits if hit.score == 1.0] or hits for _, hits in ordered]


def _accepted(hits: list[Hit], scan: Scan, gazetteer: Gazetteer, setting: Setting) -> tuple[list[Named], bool]:
    """The readings that hold, one for each entry, and whether a hit shields what stands inside it.

    Two entries that both hold are an ambiguity: nobody guesses, and nothing inside is taken for either.
    """
    first, last = scan.folded.span(hits[0].start, hits[0].end)
    if last - first > LONGEST_SPAN:
        return [], False
    by_entry: dict[tuple[str, int], Named] = {}
    is_shield = False
    for hit in hits:
        around = surroundings(gazetteer, scan, hit, setting)
        for reading in gazetteer.readings[hit.form]:
            verdict = judge(reading, around)
            is_shield = is_shield or verdict is Verdict.SHIELD
            if verdict is Verdict.MATCH:
                by_entry.setdefault((reading.entry.type, reading.entry.id), _named(hit, reading))
    return list(by_entry.values()), is_shield


def _named(hit: Hit, reading: Reading) -> Named:
    if hit.score < 1.0:
        return Named(hit.start, hit.end, reading, "near", hit.score)
    rules = {Scope.HOME_CITY: "home", Scope.HOME_PROVINCE: "home", Scope.COUNTY: "context"}
    score = CONTEXT_SCORE if reading.scope is Scope.COUNTY else 1.0
    return Named(hit.start, hit.end, reading, rules.get(reading.scope, reading.rule.value), score)


def _ambiguity(readings: list[Named], scan: Scan) -> Ambiguity:
    match = readings[0].match(scan)
    return Ambiguity(match.start, match.end, match.surface, tuple(each.reading.entry for each in readings))
