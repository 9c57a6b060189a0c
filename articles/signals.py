"""Signals by which the lower layers tell the upper ones, without importing them."""

from django.dispatch import Signal

#: Sent after commit when index queue entries were written. The search layer drains the queue.
index_queued = Signal()
