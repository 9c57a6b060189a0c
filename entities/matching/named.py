"""A name found in a folded text, and which stretches of it are spoken for. Pure."""

from dataclasses import dataclass, field

from entities.matching.gazetteer import Hit, Reading, Scan
from entities.matching.registry import EntryType, NameMatch

#: A name whose place is told by the text around it is a little less sure than one that says its place.
CONTEXT_SCORE = 0.9


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

    stretches: list[tuple[int, int, EntryType | None]] = field(default_factory=list)

    def add(self, span: Hit, kind: EntryType | None) -> None:
        self.stretches.append((span.start, span.end, kind))

    def holds(self, span: Hit) -> bool:
        """Whether any of it is taken."""
        return any(start < span.end and span.start < end for start, end, _ in self.stretches)

    def bars(self, span: Hit) -> bool:
        """Whether it may be no name: all but what stands wholly inside programs' names."""
        return any(
            start < span.end
            and span.start < end
            and (kind is not EntryType.PROGRAM or not (start <= span.start and span.end <= end))
            for start, end, kind in self.stretches
        )
