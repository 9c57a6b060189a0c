"""Registered names of which one character is another than it should be. Pure."""

from collections.abc import Iterator

from articles.doubts.doubt import Doubt, DoubtKind
from entities.matching.gazetteer import Gazetteer, Hit


def name_doubts(field: str, text: str, gazetteer: Gazetteer) -> Iterator[Doubt]:
    """Where an exact name stands nothing is doubted, and where it nearly stands twice, it is another name."""
    scan = gazetteer.scan(text)
    exact = [hit for hit in scan.hits if hit.score == 1.0]
    near = sorted((hit for hit in scan.hits if hit.score < 1.0), key=lambda hit: (-hit.score, hit.start))
    taken: set[int] = set()
    for hit in near:
        form = gazetteer.forms[hit.form]
        read = scan.folded.text[hit.start : hit.end]
        place = next(number for number, character in enumerate(read) if character != form[number])
        at, behind = scan.folded.span(hit.start + place, hit.start + place + 1)
        if at in taken or _is_known(hit, place, exact) or scan.folded.text.count(read) > 1:
            continue
        taken.add(at)
        yield Doubt(field, at, behind, DoubtKind.NAME, f"“{read}”像是“{form}”", (form[place],))


def _is_known(hit: Hit, place: int, exact: list[Hit]) -> bool:
    """Whether the character in question is part of a name that stands there as it is registered."""
    return any(known.start <= hit.start + place < known.end for known in exact)
