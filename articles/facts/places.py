"""Every fact that the fields of an article state. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from articles.facts.bare_names import bare_name_ranges
from articles.facts.bodies import body_ranges
from articles.facts.dates import date_ranges
from articles.facts.figures import figure_ranges
from articles.facts.kinds import Fact, FactPlace
from articles.facts.persons import person_ranges
from entities.matching.gazetteer import Gazetteer
from entities.matching.names import find_names_in_fields
from entities.matching.registry import EntryType, FoundNames, Home

ENTRY_FACTS = {EntryType.DEPARTMENT: Fact.DEPARTMENT, EntryType.PROGRAM: Fact.PROGRAM}


@dataclass(frozen=True, slots=True)
class Known:
    """What facts are told by besides the text: names of persons, the registry, where and when it was printed."""

    persons: Collection[str]
    gazetteer: Gazetteer
    home: Home


def fact_places(fields: Mapping[str, str], known: Known) -> dict[str, list[FactPlace]]:
    """The places of each field, in no order; they may overlap."""
    entries = find_names_in_fields(fields, known.gazetteer, known.home)
    return {name: list(_places(text, known, entries[name])) for name, text in fields.items()}


def _places(text: str, known: Known, entries: FoundNames) -> Iterator[FactPlace]:
    dates = [*date_ranges(text)]
    yield from (FactPlace(start, end, Fact.DATE) for start, end in dates)
    for start, end in figure_ranges(text):
        if not any(begin <= start and end <= stop for begin, stop in dates):
            yield FactPlace(start, end, Fact.FIGURE)
    yield from (FactPlace(start, end, Fact.NAME) for start, end in person_ranges(text, known.persons))
    yield from (FactPlace(start, end, Fact.NAME, is_bare=True) for start, end in bare_name_ranges(text))
    yield from (FactPlace(start, end, Fact.DEPARTMENT) for start, end in body_ranges(text))
    yield from (FactPlace(match.start, match.end, ENTRY_FACTS[match.type]) for match in entries.matches)
    for unsure in entries.ambiguities:
        kinds = {ENTRY_FACTS[entry.type] for entry in unsure.entries}
        yield from (FactPlace(unsure.start, unsure.end, kind) for kind in sorted(kinds))
