"""Stretches of a text that are spoken for, found by the place they cover. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(slots=True)
class Stretches(Generic[Value]):
    """Ranges, ends exclusive, each with a value. What a look-up costs does not grow with their number."""

    _by_place: defaultdict[int, list[tuple[int, int, Value]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, start: int, end: int, value: Value) -> None:
        for place in range(start, end):
            self._by_place[place].append((start, end, value))

    def over(self, start: int, end: int) -> Iterator[tuple[int, int, Value]]:
        """Those that cover any of [start, end); one that covers more than one place comes more than once."""
        held = self._by_place
        return (stretch for place in range(start, end) if place in held for stretch in held[place])

    def is_free(self, start: int, end: int) -> bool:
        return not any(place in self._by_place for place in range(start, end))
