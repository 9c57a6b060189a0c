"""Has the archive follow the changes of its registry: at once where that is quick, else in the background.

A `FollowUp` is made in the transaction of the change. It is carried out after the commit, and by the next start of the
program where a kill came between. Whoever finds it locked leaves: the holder looks for more when it is done.
"""

import logging
import threading
import time
from collections.abc import Iterator, Sequence

from django.db import DatabaseError, InterfaceError, connections, transaction
from django.utils import timezone

from articles.models import DepartmentLink, DepartmentSuccession, RegistryState
from articles.services.text_changed import queue_index
from articles.signals import deferred_draining
from entities.found_before import found_before
from entities.models import FollowUp, RegistryChange
from entities.outdated import Outdated, forget_changes, linked_version, outdated_by
from entities.relinking import BATCH_ARTICLES, RelinkTotals, batches, relink_batch
from entities.touched import LookedThrough, departments_of_changed_series, look_through, trace_of

logger = logging.getLogger(__name__)


def record_follow_up(what: str = "") -> FollowUp:
    """Call it inside the transaction that changes the registry, so that neither is ever without the other."""
    return FollowUp.objects.create(what=what[: FollowUp._meta.get_field("what").max_length])


def carry_out(*, seconds: float | None = None) -> bool:
    """Work at what is to be followed, for so many seconds; whether nothing is left to do.

    False also when another process works at it, which then goes on to what is left.
    """
    end = None if seconds is None else time.monotonic() + seconds
    with deferred_draining():
        while (pk := _first_unfinished()) is not None:
            if end is not None and time.monotonic() >= end:
                return False
            if not Follower(pk).advance(end):
                return _first_unfinished() is None
    return True


def carry_out_in_background() -> None:
    # Not a daemon: a command that ends waits for it.
    threading.Thread(target=_carry_out_and_leave, name="following the registry").start()


def resume() -> None:
    """Go on with what a kill interrupted, and follow what changed the registry outside the desk, such as a file that a
    command loaded. An archive that is older than the log waits for `relink`."""
    version = RegistryState.current()
    if _first_unfinished() is None:
        outdated = outdated_by(version) if linked_version() < version else None
        if outdated is None or not outdated.changes:
            return
        record_follow_up("编辑台之外的名录改动")
    carry_out_in_background()


def _first_unfinished() -> int | None:
    return FollowUp.objects.unfinished().order_by("pk").values_list("pk", flat=True).first()


def _carry_out_and_leave() -> None:
    """In a thread of its own."""
    try:
        carry_out()
    except (DatabaseError, InterfaceError) as error:
        logger.error("the links could not follow the registry: %s; the next start goes on", str(error).strip())
    finally:
        connections.close_all()


class Follower:
    """Carries out one follow-up, step by step, each a transaction that holds its row."""

    def __init__(self, pk: int) -> None:
        self.pk = pk
        self.chunks: Iterator[LookedThrough] = iter(())
        #: Where `chunks` goes on; None before the first step.
        self.read_to: int | None = None

    def advance(self, end: float | None) -> bool:
        """Until it is done or the time `end` is reached. False when another process holds it."""
        while end is None or time.monotonic() < end:
            with transaction.atomic():
                unfinished = FollowUp.objects.unfinished().filter(pk=self.pk)
                row = unfinished.select_for_update(skip_locked=True).first()
                if row is None:
                    return not FollowUp.objects.unfinished().filter(pk=self.pk).exists()
                self.step(row)
                row.save()
                if row.state == FollowUp.State.DONE:
                    return True
        return True

    def step(self, row: FollowUp) -> None:
        """Look through some more articles and link anew those that can be touched."""
        if self.read_to != row.read_to or row.version is None:
            self.begin(row)
        some = next(self.chunks, None)
        if some is None:
            finish(row)
            return
        totals = RelinkTotals()
        totals.add(relink_batch(some.touched), len(some.touched))
        self.read_to = row.read_to = some.last
        row.done += some.articles
        row.relinked += totals.articles
        row.added += totals.added
        row.removed += totals.removed
        row.roles_changed += totals.roles_changed

    def begin(self, row: FollowUp) -> None:
        """Where nobody, or another process, went on to `row.read_to`."""
        is_first = row.version is None
        version = row.version or RegistryState.current()
        row.version, row.state, self.read_to = version, FollowUp.State.RUNNING, row.read_to
        outdated = outdated_by(version)
        if outdated is None:
            self.chunks = iter(())
            return
        known = found_before(outdated.changes) if outdated.changes else None
        if is_first:
            row.total = outdated.articles.count() if known is None else len(known)
            queue_series(outdated.changes)
        self.chunks = chunks_of(outdated, known, after=row.read_to)


def chunks_of(outdated: Outdated, known: Sequence[int] | None, *, after: int) -> Iterator[LookedThrough]:
    """`known`: the articles to be linked anew, where a preview found them."""
    if known is not None:
        for batch in batches(pk for pk in known if pk > after):
            yield LookedThrough(len(batch), batch[-1], tuple(batch))
        return
    if outdated.changes is not None:
        yield from look_through(outdated.articles, trace_of(outdated.changes), after=after, chunk=BATCH_ARTICLES)
        return
    articles = outdated.articles.order_by("pk").values_list("pk", flat=True)
    while ids := tuple(articles.filter(pk__gt=after)[:BATCH_ARTICLES]):
        after = ids[-1]
        yield LookedThrough(len(ids), after, ids)


def queue_series(changes: Sequence[RegistryChange] | None) -> None:
    """Who succeeded whom says where the index files an article, whether or not its links change."""
    if changes is None:
        pairs = DepartmentSuccession.objects.values_list("predecessor_id", "successor_id")
        departments = frozenset(pk for pair in pairs for pk in pair)
    else:
        departments = departments_of_changed_series(changes)
    if departments:
        links = DepartmentLink.objects.filter(department__in=departments)
        queue_index(sorted(set(links.values_list("article_id", flat=True))))


def finish(row: FollowUp) -> None:
    row.state, row.finished_at = FollowUp.State.DONE, timezone.now()
    if row.version is not None:
        forget_changes(row.version)
