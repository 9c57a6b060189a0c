"""Signals by which the lower layers tell the upper ones, without importing them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal

#: Sent after commit when index queue entries were written. The search layer drains the queue.
index_queued = Signal()

_draining_is_deferred: ContextVar[bool] = ContextVar("_draining_is_deferred", default=False)


def is_draining_deferred() -> bool:
    return _draining_is_deferred.get()


@contextmanager
def deferred_draining() -> Iterator[None]:
    """Have the index wait for the end of a bulk write instead of following each of its transactions.

    `index_queued` is sent at the end, also when the run ends in an error; after a kill the queue is still there.
    """
    token = _draining_is_deferred.set(True)
    try:
        yield
    finally:
        _draining_is_deferred.reset(token)
        index_queued.send(sender=None)
