"""Names that nobody registered yet: bodies by the pattern of their names, and quoted names of programs. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entities.matching.bodies import find_bodies
from entities.matching.folding import FoldedText, fold, fold_with_offsets
from entities.matching.gazetteer import Gazetteer, Scope
from entities.matching.named import LONGEST_SPAN
from entities.matching.places import stem
from entities.matching.registry import EntryType, FoundNames, Home
from entities.matching.rules import PROGRAM_NOUNS
from entities.matching.stretches import Stretches

LONGEST_QUOTED = 14
#: A quotation of so many characters that is followed by no such word may be a name too: several articles tell.
SHORTEST_PLAIN, LONGEST_PLAIN = 4, 8
#: A quoted name before 活动, 平台 …; any other quoted words.
QUOTED, PLAIN = 0.8, 0.4

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


def own_places(gazetteer: Gazetteer, home: Home) -> frozenset[str]:
    """The places that the registry or the newspaper adds to the country's list, with and without 市, 县."""
    places = {stem(place) for place in (home.city, home.province) if place}
    return gazetteer.known_places | places


def find_unregistered(names: FoundNames, gazetteer: Gazetteer, places: frozenset[str]) -> list[Candidate]:
    """What a text seems to name, besides the `names` that were found in it, in order."""
    return _unregistered(_candidates(names.folded, places), names, gazetteer)


def find_quotations(names: FoundNames, gazetteer: Gazetteer) -> list[Candidate]:
    """Short quoted words that recur may be a program's name, as “六帮六助”: one text alone does not tell."""
    quoted = (
        Candidate(found.start(1), found.end(1), found[1], EntryType.PROGRAM, "quotation", PLAIN)
        for found in _QUOTATION.finditer(names.folded.original)
    )
    return _unregistered(quoted, names, gazetteer)


def _unregistered(candidates: Iterable[Candidate], names: FoundNames, gazetteer: Gazetteer) -> list[Candidate]:
    """None is a name that a rule left alone (市委 of 市委书记), nor covered or cut by a registered one; a longer name
    that begins with a registered one is another body."""
    named = Stretches[None]()
    for match in names.matches:
        named.add(match.start, match.end, None)
    return [
        each
        for each in candidates
        if all(reading.scope is Scope.BARE for reading in gazetteer.readings_of(fold(each.surface)))
        and all(each.start <= start and end < each.end for start, end, _ in named.over(each.start, each.end))
    ]


def find_candidates(text: str, places: frozenset[str] = frozenset()) -> list[Candidate]:
    """All names by pattern, whether or not they are registered, in order; none overlaps another.

    `places` are known besides those of the country's list.
    """
    return _candidates(fold_with_offsets(text), places)


def _candidates(folded: FoldedText, places: frozenset[str]) -> list[Candidate]:
    found = [*_bodies(folded, places), *_quoted(folded.original)]
    chosen: list[Candidate] = []
    taken = Stretches[None]()
    for each in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if taken.is_free(each.start, each.end):
            taken.add(each.start, each.end, None)
            chosen.append(each)
    return sorted(chosen, key=lambda each: each.start)


def _quoted(text: str) -> Iterator[Candidate]:
    for found in _QUOTED_NAME.finditer(text):
        yield Candidate(found.start(1), found.end(1), found[1], EntryType.PROGRAM, "quoted", QUOTED)


def _bodies(folded: FoldedText, places: frozenset[str]) -> Iterator[Candidate]:
    for body in find_bodies(folded, places):
        surface = folded.original[body.start : body.end]
        if len(surface) <= LONGEST_SPAN:
            yield Candidate(body.start, body.end, surface, EntryType.DEPARTMENT, "pattern", body.score)
