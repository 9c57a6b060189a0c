"""A name found in a folded text, and which stretches of it are spoken for. Pure."""

from dataclasses import dataclass, field

from entities.matching.gazetteer import Hit, Reading, Scan
from entities.matching.registry import EntryType, NameMatch
from entities.matching.stretches import Stretches

#: A name whose place is told by the text around it is a little less sure than one that says its place.
CONTEXT_SCORE = 0.9
#: A name that white space spreads over more code points than this is no name.
LONGEST_SPAN = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A reading that holds at [start, end) of the folded text."""

    start: int
    end: int
    reading: Reading
    rule: str
    score: float

    @property
    def is_department(self) -> bool:
        return self.reading.entry.type is EntryType.DEPARTMENT

    def match(self, scan: Scan) -> NameMatch:
        start, end = scan.folded.span(self.start, self.end)
        entry = self.reading.entry
        surface = scan.folded.original[start:end]
        return NameMatch(start, end, surface, entry.type, entry.id, entry.name, self.rule, self.score)


@dataclass(slots=True)
class Taken:
    """Stretches that a longer name took, with its type; None where it stands for nothing or for several."""

    stretches: Stretches[EntryType | None] = field(default_factory=Stretches)

    def add(self, span: Hit, kind: EntryType | None) -> None:
        self.stretches.add(span.start, span.end, kind)

    def holds(self, span: Hit) -> bool:
        """Whether any of it is taken."""
        return not self.stretches.is_free(span.start, span.end)

    def bars(self, span: Hit) -> bool:
        """Whether it may be no name: all but what stands wholly inside programs' names."""
        return any(
            kind is not EntryType.PROGRAM or not (start <= span.start and span.end <= end)
            for start, end, kind in self.stretches.over(span.start, span.end)
        )
