"""What was made of one state of the archive, kept in this process until the archive is in another."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """At most `most`, those last asked for. Thread-safe."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._version: Hashable = None
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, version: Hashable, key: Hashable) -> Made | None:
        with self._lock:
            if version != self._version:
                self._version = version
                self._made.clear()
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def keep(self, version: Hashable, key: Hashable, made: Made) -> None:
        """Nothing is kept of a state that is over."""
        with self._lock:
            if version == self._version:
                self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
