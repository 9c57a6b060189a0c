"""Counts of this process that are not written yet. No request waits for the database because of them."""

import atexit
import logging
import os
import threading
from collections import Counter
from dataclasses import dataclass, field

from django.db import Error, connections
from django.http import HttpRequest
from django.utils import timezone

from articles.rate_limits.visitors import visitor_address, visitor_hash
from articles.usage.query_texts import may_be_kept

#: Seconds that counts are held at most, and how many before the rest is let go: a flood must not fill the memory.
FLUSH_SECONDS = 5.0
MOST_HELD = 20_000

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Counts:
    """What was counted since the last write. `views` and `clicks` go by public ids. Of the queries whose text may be
    kept: how often each was `asked`, which are known to have `found` something or to have been `in_vain`, and the
    hashes of the `visitors` who asked."""

    views: Counter[int] = field(default_factory=Counter)
    clicks: Counter[int] = field(default_factory=Counter)
    searches: int = 0
    found_nothing: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    in_vain: set[str] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    visitors: dict[str, set[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.views) + sum(map(len, self.visitors.values())) + (self.searches > 0)

    def add(self, other: "Counts") -> None:
        self.views += other.views
        self.clicks += other.clicks
        self.searches += other.searches
        self.found_nothing += other.found_nothing
        self.asked += other.asked
        self.in_vain |= other.in_vain
        self.found |= other.found
        for text, visitors in other.visitors.items():
            self.visitors.setdefault(text, set()).update(visitors)


class Tally:
    """Thread-safe. Whoever counts first after a write sets the clock of the next one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = Counts()
        self._timer: threading.Timer | None = None

    def count_view(self, public_id: int, *, is_click: bool = False) -> None:
        """One reader opened the article; `is_click`: from a list that a search had made."""
        with self._counting() as counts:
            counts.views[public_id] += 1
            if is_click:
                counts.clicks[public_id] += 1

    def count_search(self, text: str, request: HttpRequest, total: int | None) -> None:
        """`total` of the unfiltered search; None where nobody knows, because an answer was kept."""
        today = timezone.localdate()
        with self._counting() as counts:
            counts.searches += 1
            counts.found_nothing += total == 0
            if may_be_kept(text):
                counts.asked[text] += 1
                hash_of_visitor = visitor_hash(f"query:{text}", visitor_address(request), today)
                counts.visitors.setdefault(text, set()).add(hash_of_visitor)
                if total is not None:
                    (counts.found if total else counts.in_vain).add(text)

    def take(self) -> Counts:
        """All that is held; from now on nothing is."""
        with self._lock:
            counts, self._counts = self._counts, Counts()
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
        return counts

    def give_back(self, counts: Counts) -> None:
        """What could not be written is held for the next time."""
        with self._counting() as held:
            held.add(counts)

    def forget(self) -> None:
        """A child process does not count what its parent holds."""
        self._lock = threading.Lock()
        self._counts, self._timer = Counts(), None

    def _counting(self) -> "_Counting":
        return _Counting(self)


class _Counting:
    """Holds the lock while counts are changed, and has them written in time."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def __enter__(self) -> Counts:
        self._tally._lock.acquire()
        held = self._tally._counts
        # The rest of a flood is counted into the void.
        return held if len(held) < MOST_HELD else Counts()

    def __exit__(self, *_: object) -> None:
        if self._tally._timer is None:
            self._tally._timer = threading.Timer(FLUSH_SECONDS, flush_and_leave)
            self._tally._timer.daemon = True
            self._tally._timer.start()
        self._tally._lock.release()


tally = Tally()
os.register_at_fork(after_in_child=tally.forget)


def flush() -> None:
    """Write what this process has counted. What cannot be written now is held on to."""
    from articles.usage.storing import store

    counts = tally.take()
    if not len(counts):
        return
    try:
        store(counts, timezone.localdate())
    except Error as error:
        tally.give_back(counts)
        logger.warning("counts of readers could not be written yet: %s", type(error).__name__)


def flush_and_leave() -> None:
    """In a thread of its own, or at the end of the process."""
    try:
        flush()
    finally:
        connections.close_all()


atexit.register(flush_and_leave)
