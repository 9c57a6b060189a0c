"""A rule of the archive, its faults, and the two ways to look for them: one statement, or a walk through pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

#: Rows of a statement that are held at once.
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Fault:
    """`record` names one record, as `article 12`, by the number an editor can look up; `message` says what is wrong."""

    record: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`code` is stable; `promise` is the sentence that must be true of every record."""

    code: str
    promise: str
    find: Callable[[], Iterator[Fault]]


def sql_rule(code: str, promise: str, *, record: str, sql: str) -> Rule:
    """A rule whose faults are the rows of `sql`: the number of the record, then a message."""

    def find() -> Iterator[Fault]:
        for number, message in stream_rows(sql):
            yield Fault(f"{record} {number}", str(message))

    return Rule(code, promise, find)


def stream_rows(sql: str) -> Iterator[tuple[object, ...]]:
    """The rows of a statement through a cursor on the server, a chunk at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


@contextmanager
def archive_snapshot() -> Iterator[None]:
    """All rules see one moment of the archive, so that what others write meanwhile is no fault."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
