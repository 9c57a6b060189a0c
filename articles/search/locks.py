"""PostgreSQL advisory locks of the index: one writer and one rebuild at a time, whichever process they are in.

A session's locks end with it, so a killed process leaves none behind.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

WRITE_LOCK = 0x6E657773_00000001
REBUILD_LOCK = 0x6E657773_00000002


class _Held(threading.local):
    """The keys that this thread, and so its session, holds: PostgreSQL would grant it each of them once more."""

    def __init__(self) -> None:
        self.keys: set[int] = set()


_held = _Held()


@contextmanager
def tried(key: int) -> Iterator[bool]:
    """The lock if it is free; whether it was is yielded. Whoever holds it already does not get it again."""
    if key in _held.keys:
        yield False
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        is_free = bool(cursor.fetchone()[0])
    if not is_free:
        yield False
        return
    with _kept(key):
        yield True


@contextmanager
def awaited(key: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
    with _kept(key):
        yield


@contextmanager
def _kept(key: int) -> Iterator[None]:
    _held.keys.add(key)
    try:
        yield
    finally:
        _held.keys.discard(key)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
