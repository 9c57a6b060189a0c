"""PostgreSQL advisory locks of the index: one writer and one rebuild at a time, whichever process they are in.

A session's locks end with it, so a killed process leaves none behind.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

WRITE_LOCK = 0x6E657773_00000001
REBUILD_LOCK = 0x6E657773_00000002


@contextmanager
def tried(key: int) -> Iterator[bool]:
    """The lock if it is free; whether it was is yielded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held:
            _unlock(key)


@contextmanager
def awaited(key: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
    try:
        yield
    finally:
        _unlock(key)


def _unlock(key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
