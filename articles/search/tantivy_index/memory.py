"""Remembers what was counted as long as the index stays as it is."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Counted = TypeVar("Counted")

#: Counts, of facets and of hits, that are remembered.
REMEMBERED = 512


class CountMemory:
    """The counts last asked for of one state of the index; those of an earlier state are forgotten. Thread-safe."""

    def __init__(self) -> None:
        self._version: Hashable = None
        self._counts: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def remembered(self, version: Hashable, key: Hashable, count: Callable[[], Counted]) -> Counted:
        with self._lock:
            if version != self._version:
                self._version = version
                self._counts.clear()
            if key in self._counts:
                self._counts.move_to_end(key)
                known: Counted = self._counts[key]
                return known
        counted = count()
        with self._lock:
            if version == self._version:
                self._counts[key] = counted
            while len(self._counts) > REMEMBERED:
                self._counts.popitem(last=False)
        return counted
