"""Finds names in texts: every hit judged by the rules, then the longest first. Pure."""

from collections.abc import Mapping

from entities.matching.gazetteer import Gazetteer, Hit, Reading, Scan, Scope
from entities.matching.registry import EntryType, Home, NameMatch
from entities.matching.rules import Verdict, judge, surroundings

#: A name read by the county that the article names is a little less sure than one that says its place.
CONTEXT_SCORE = 0.9

#: A name that white space spreads over more code points than this is no name.
LONGEST_SPAN = 200


def find_names(text: str, gazetteer: Gazetteer, home: Home) -> list[NameMatch]:
    """The names in one text that stands for itself, in order. None overlaps another of its type."""
    return find_names_in_fields({"text": text}, gazetteer, home)["text"]


def find_names_in_fields(fields: Mapping[str, str], gazetteer: Gazetteer, home: Home) -> dict[str, list[NameMatch]]:
    """The names in each field of one article. No name reaches from one field into the next; what a field says of its
    place (山阳区) helps to read the others (区委)."""
    scans = {field: gazetteer.scan(text) for field, text in fields.items()}
    counties = frozenset().union(*(scan.counties for scan in scans.values()))
    return {field: _resolve(scan, gazetteer, home, counties) for field, scan in scans.items()}


def _resolve(scan: Scan, gazetteer: Gazetteer, home: Home, counties: frozenset[str]) -> list[NameMatch]:
    """The longest names first. What stands inside a longer name is none, but for the department that a document or
    platform is named after: 市金融工作局2022年工作要点 is that bureau's."""
    matches: list[NameMatch] = []
    taken: list[tuple[Hit, EntryType | None]] = []
    for hit in sorted(scan.hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        over = [(other, kind) for other, kind in taken if other.start < hit.end and hit.start < other.end]
        if any(kind is not EntryType.PROGRAM or not _is_inside(hit, other) for other, kind in over):
            continue
        readings, is_shield = _accepted(hit, scan, gazetteer, home, counties)
        if over:
            readings = [reading for reading in readings if reading.entry.type is EntryType.DEPARTMENT]
        is_name = len(readings) == 1 and not is_shield
        if readings or is_shield:
            taken.append((hit, readings[0].entry.type if is_name else None))
        if is_name:
            matches.append(_match(readings[0], hit, scan))
    return sorted(matches, key=lambda match: match.start)


def _is_inside(hit: Hit, other: Hit) -> bool:
    return other.start <= hit.start and hit.end <= other.end


def _accepted(
    hit: Hit, scan: Scan, gazetteer: Gazetteer, home: Home, counties: frozenset[str]
) -> tuple[list[Reading], bool]:
    """The readings that hold, one for each entry, and whether the hit shields what stands inside it.

    Two entries that both hold are an ambiguity: nobody guesses, and nothing inside is taken for either.
    """
    first, last = scan.folded.span(hit.start, hit.end)
    if last - first > LONGEST_SPAN:
        return [], False
    around = surroundings(gazetteer, scan, hit, home, counties)
    by_entry: dict[tuple[str, int], Reading] = {}
    is_shield = False
    for reading in gazetteer.readings[hit.form]:
        verdict = judge(reading, around)
        is_shield = is_shield or verdict is Verdict.SHIELD
        if verdict is Verdict.MATCH:
            by_entry.setdefault((reading.entry.type, reading.entry.id), reading)
    return list(by_entry.values()), is_shield


def _match(reading: Reading, hit: Hit, scan: Scan) -> NameMatch:
    start, end = scan.folded.span(hit.start, hit.end)
    rules = {Scope.HOME_CITY: "home", Scope.HOME_PROVINCE: "home", Scope.COUNTY: "context"}
    return NameMatch(
        start=start,
        end=end,
        surface=scan.folded.original[start:end],
        type=reading.entry.type,
        entry_id=reading.entry.id,
        canonical=reading.entry.name,
        rule=rules.get(reading.scope, reading.rule.value),
        score=CONTEXT_SCORE if reading.scope is Scope.COUNTY else 1.0,
    )
