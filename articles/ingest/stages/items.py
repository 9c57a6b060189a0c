"""What the later stages pass on: an item being put together from units, before it becomes a draft."""

from dataclasses import dataclass, field

from articles.ingest.drafts import Kind, Note
from articles.ingest.stages.units import Unit


@dataclass(slots=True)
class Item:
    """One item of a page. `units` are its body and byline units in reading order; heads stand apart.

    Page furniture has no body: its lines are heads.
    """

    kind: Kind
    units: list[Unit] = field(default_factory=list)
    kickers: list[Unit] = field(default_factory=list)
    headlines: list[Unit] = field(default_factory=list)
    subtitles: list[Unit] = field(default_factory=list)
    #: Section labels (■延伸阅读, 导读), which belong to the item and to no part of its text.
    labels: list[Unit] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    confidence: float = 1.0

    def all_units(self) -> list[Unit]:
        return [*self.kickers, *self.headlines, *self.subtitles, *self.labels, *self.units]
