"""Large files are made one at a time in a process, so that readers who search meanwhile do not wait."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: What a visitor who finds the slot taken is told to wait, in seconds.
RETRY_AFTER = 10

_slot = threading.Lock()


class BusyError(RuntimeError):
    """Another file is being made."""


@contextmanager
def the_slot() -> Iterator[None]:
    """Raises `BusyError` at once where it is taken."""
    if not _slot.acquire(blocking=False):
        raise BusyError
    try:
        yield
    finally:
        _slot.release()
