"""Which units of a page have been lifted out of its stream, and into which items."""

from collections.abc import Sequence

from articles.ingest.drafts import Kind
from articles.ingest.stages.items import Item
from articles.ingest.stages.units import Role, Unit

#: Roles with which a report begins.
STARTERS = frozenset({Role.OPENING, Role.BYLINE, Role.CONTINUATION})


class Lifting:
    """The units of a page and which of them a lifted item has taken."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.owner: list[Item | None] = [None] * len(units)
        self.items: list[Item] = []

    def free(self, index: int) -> bool:
        return 0 <= index < len(self.units) and self.owner[index] is None

    def free_places(self) -> list[int]:
        """Where the units stand that no lifted item has taken."""
        return [index for index, owner in enumerate(self.owner) if owner is None]

    def take(
        self, kind: Kind, indexes: Sequence[int], *, heads: Sequence[int] = (), labels: Sequence[int] = ()
    ) -> None:
        item = Item(kind)
        for index in sorted({*indexes, *heads, *labels}):
            self.owner[index] = item
            unit = self.units[index]
            (item.headlines if index in heads else item.labels if index in labels else item.units).append(unit)
        self.items.append(item)
