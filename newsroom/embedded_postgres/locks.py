"""Locks between processes that the kernel lets go when their holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_lock(file: Path) -> int:
    """Open a lock file; the descriptor is closed in programs that are started and shared with forked children."""
    return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold `file` exclusively, waiting for it."""
    descriptor = open_lock(file)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def try_lock(descriptor: int) -> bool:
    """Take the lock exclusively if nobody holds it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class Hold:
    """A shared lock on a file, kept until the process and the children forked from it have ended."""

    def __init__(self, file: Path) -> None:
        self.descriptor = open_lock(file)
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def is_lost(self) -> bool:
        """The file was deleted: whoever opens its path now has another lock."""
        return os.fstat(self.descriptor).st_nlink == 0
