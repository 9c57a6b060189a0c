"""What was made of one state of the archive, kept in this process until the archive is in another."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from functools import cache

from django.conf import settings

#: Of all that may be kept, the part that one thing may take, so that it does not drive out all others.
LARGEST_SHARE = 32
#: Bytes that a key, its place in the dictionary and the headers of an answer take beside what is kept.
AROUND = 1500


class Kept:
    """At most `most` bytes, of what was last asked for. Thread-safe."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._version: Hashable = None
        self._made: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0

    def find(self, version: Hashable, key: Hashable) -> object | None:
        with self._lock:
            if version != self._version:
                self._forget_all()
                self._version = version
            found = self._made.get(key)
            if found is None:
                return None
            self._made.move_to_end(key)
            return found[0]

    def keep(self, version: Hashable, key: Hashable, made: object, size: int) -> None:
        """`size` in bytes. Nothing is kept of a state that is over, nor what is too large beside all else."""
        size += AROUND
        with self._lock:
            if version != self._version or size > self._most // LARGEST_SHARE:
                return
            self._drop(key)
            self._made[key] = made, size
            self.size += size
            while self.size > self._most:
                self._drop(next(iter(self._made)))

    def clear(self) -> None:
        with self._lock:
            self._forget_all()

    def _drop(self, key: Hashable) -> None:
        _, size = self._made.pop(key, (None, 0))
        self.size -= size

    def _forget_all(self) -> None:
        self._made.clear()
        self.size = 0


@cache
def kept() -> Kept:
    """The one of this process."""
    return Kept(settings.KEPT_MEGABYTES * 1_000_000)
