"""Registered names of which one character is another than it should be. Pure."""

from collections.abc import Iterator

from articles.doubts.doubt import Doubt, DoubtKind
from entities.matching.gazetteer import Gazetteer, Scan


def name_doubts(field: str, scan: Scan, gazetteer: Gazetteer) -> Iterator[Doubt]:
    """Where an exact name stands nothing is doubted, and what nearly stands there twice is another name."""
    known = known_places(scan)
    near = sorted((hit for hit in scan.hits if hit.score < 1.0), key=lambda hit: (-hit.score, hit.start))
    taken: set[int] = set()
    for hit in near:
        form = gazetteer.forms[hit.form]
        read = scan.folded.text[hit.start : hit.end]
        place = next(number for number, character in enumerate(read) if character != form[number])
        start, end = scan.folded.span(hit.start + place, hit.start + place + 1)
        if start in taken or start in known or scan.folded.text.count(read) > 1:
            continue
        taken.add(start)
        yield Doubt(field, start, end, DoubtKind.NAME, f"“{read}”像是“{form}”", (form[place],))


def known_places(scan: Scan) -> frozenset[int]:
    """The code points of the text that are part of a name as it is registered."""
    exact = [hit for hit in scan.hits if hit.score == 1.0]
    return frozenset(scan.folded.offsets[place] for hit in exact for place in range(hit.start, hit.end))
