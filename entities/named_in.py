"""What any text names, registered or not: the one answer behind the command find_entities and the page for staff."""

from dataclasses import dataclass
from typing import Any

from entities.matching.candidates import Candidate, find_unregistered, own_places
from entities.matching.names import find_names
from entities.matching.registry import Ambiguity, Home, NameMatch
from entities.registry import current_registry

CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class NamedInText:
    """A name in a text. Offsets are code points, the end exclusive.

    `canonical` is None for a candidate, of which `likely` says what it seems to be, and where several entries may be
    meant, which are then the `alternatives`.
    """

    start: int
    end: int
    surface: str
    type: str
    canonical: str | None
    rule: str
    score: float
    alternatives: tuple[str, ...] = ()
    likely: str = ""
    entry_id: int | None = None

    @property
    def meaning(self) -> str:
        return self.canonical or " / ".join(self.alternatives)

    def as_json(self) -> dict[str, Any]:
        """As result-format.md has it, with what is more only where there is more to say."""
        fields: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "surface": self.surface,
            "type": self.type,
            "canonical": self.canonical,
            "rule": self.rule,
            "score": self.score,
        }
        if self.alternatives:
            fields["alternatives"] = list(self.alternatives)
        if self.likely:
            fields["likely"] = self.likely
        return fields


def named_in(text: str, home: Home) -> list[NamedInText]:
    """In the order of the text."""
    gazetteer = current_registry().gazetteer
    names = find_names(text, gazetteer, home)
    candidates = find_unregistered(names, gazetteer, own_places(gazetteer, home))
    found = [
        *map(_of_match, names.matches),
        *map(_of_ambiguity, names.ambiguities),
        *map(_of_candidate, candidates),
    ]
    return sorted(found, key=lambda each: (each.start, each.end))


def _of_match(match: NameMatch) -> NamedInText:
    return NamedInText(
        match.start,
        match.end,
        match.surface,
        match.type.value,
        match.canonical,
        match.rule,
        match.score,
        entry_id=match.entry_id,
    )


def _of_ambiguity(each: Ambiguity) -> NamedInText:
    names = tuple(entry.name for entry in each.entries)
    score = round(1 / len(names), 2)
    kind = each.entries[0].type.value
    return NamedInText(each.start, each.end, each.surface, kind, None, "ambiguous", score, alternatives=names)


def _of_candidate(each: Candidate) -> NamedInText:
    return NamedInText(
        each.start, each.end, each.surface, CANDIDATE, None, each.rule, each.score, likely=each.type.value
    )
