"""Brings the index up to what the database holds, article by queued article, and the editors' queue with it.

A queue entry is deleted only when the index has durably taken in the state its article had after the entry was read: a
crash at any point leaves entries that are applied again. Whoever finds the lock taken leaves, because the holder looks
at the queue once more after letting go.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, connections

from articles.errors import IndexUnavailableError
from articles.models import IndexQueueEntry
from articles.search import locks
from articles.search.backend import IndexWriter, SearchBackend, search_backend
from articles.search.cutting import cut_articles
from articles.search.documents import load_articles, queue_everything
from articles.search.doubtful_places import places_of_changed
from articles.services.queue_ranking import rank_articles
from articles.signals import is_draining_deferred

#: Entries applied in one commit, and articles read at a time.
COMMIT_ENTRIES = 2000
READ_ARTICLES = 500
#: Small segments that corrections may leave before they are made one; seconds between two looks at how far that is, and
#: after which it is waited for.
MOST_SMALL_SEGMENTS = 16
MERGE_PAUSE = 0.1
LONGEST_MERGE = 60.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drained:
    """`left_to_other`: another process holds the lock and takes care of what is queued."""

    entries: int
    left_to_other: bool = False


def follow_commit() -> None:
    """Drain, unless the caller is in a bulk write. What was committed stands: an index that cannot follow is logged.

    So is a database that went away since, so that it does not hide what a bulk write says of its own end.
    """
    if is_draining_deferred():
        return
    try:
        drained = drain(waits_for_merges=False)
        if drained.entries and search_backend().small_segments() >= MOST_SMALL_SEGMENTS:
            # Not a daemon: a command that ends waits for it.
            threading.Thread(target=_merge_and_leave, name="merging the search index").start()
    except (IndexUnavailableError, DatabaseError, InterfaceError) as error:
        logger.error("%s; the changes stay queued (drain_index applies them)", str(error).strip())


def _merge_and_leave() -> None:
    """In a thread of its own."""
    try:
        merge_small_segments(search_backend())
    except (IndexUnavailableError, DatabaseError, InterfaceError) as error:
        logger.error("the segments of the search index could not be merged: %s", str(error).strip())
    finally:
        connections.close_all()


def merge_small_segments(backend: SearchBackend, *, pause: Callable[[float], object] = time.sleep) -> None:
    """Make one of the segments that corrections have left. What is queued meanwhile is applied as ever, at once."""
    with locks.tried(locks.WRITE_LOCK) as held:
        if not held:
            return
        with backend.writer() as writer:
            writer.commit()
            for _ in range(int(LONGEST_MERGE / MERGE_PAUSE)):
                if backend.small_segments() < MOST_SMALL_SEGMENTS:
                    break
                pause(MERGE_PAUSE)
                _apply_queue(writer)
    drain(backend, waits_for_merges=False)


def drain(backend: SearchBackend | None = None, *, waits_for_merges: bool = True) -> Drained:
    """Apply queued entries until there are none. Raises `IndexUnavailableError`; what was not applied stays queued.

    Whoever has somebody waiting for the answer does not wait for merges: the change stands in the index without them.
    """
    backend = backend or search_backend()
    clear_killed_rebuild(backend)
    entries = 0
    while IndexQueueEntry.objects.exists() or not backend.exists():
        with locks.tried(locks.WRITE_LOCK) as held:
            if not held or not _exists_or_is_created(backend):
                return Drained(entries, left_to_other=True)
            entries += _drain_locked(backend, waits_for_merges=waits_for_merges)
    return Drained(entries)


def clear_killed_rebuild(backend: SearchBackend) -> None:
    """Remove what a rebuild left that was killed: one under way holds the lock. Otherwise nothing is waited for."""
    if not backend.leftovers():
        return
    with locks.tried(locks.REBUILD_LOCK) as no_rebuild:
        if not no_rebuild:
            return
        with locks.tried(locks.WRITE_LOCK) as no_writer:
            if no_writer:
                backend.remove_leftovers()
                logger.info("removed what a killed rebuild of the search index had left")


def _exists_or_is_created(backend: SearchBackend) -> bool:
    """Begin an empty index where there is none and queue the whole archive for it; a rebuild under way does both."""
    if backend.exists():
        return True
    with locks.tried(locks.REBUILD_LOCK) as held:
        if not held:
            return False
        queued = queue_everything()
        with backend.next_generation() as generation:
            generation.publish()
    logger.info("created the search index; %d articles are queued for it", queued)
    return True


def _drain_locked(backend: SearchBackend, *, waits_for_merges: bool) -> int:
    if not IndexQueueEntry.objects.exists():
        return 0
    with backend.writer(waits_for_merges=waits_for_merges) as writer:
        return _apply_queue(writer)


def _apply_queue(writer: IndexWriter) -> int:
    entries = 0
    while batch := list(IndexQueueEntry.objects.order_by("pk").values_list("pk", "article_id")[:COMMIT_ENTRIES]):
        changed = sorted({article_id for _, article_id in batch})
        apply_articles(writer, changed)
        writer.commit()
        rank_articles(changed, places=places_of_changed(changed))
        IndexQueueEntry.objects.filter(pk__in=[pk for pk, _ in batch]).delete()
        entries += len(batch)
    return entries


def apply_articles(writer: IndexWriter, article_ids: list[int]) -> None:
    """Have the index hold the present state of these articles, and nothing of those that do not belong in it."""
    for start in range(0, len(article_ids), READ_ARTICLES):
        ids = article_ids[start : start + READ_ARTICLES]
        articles = cut_articles(load_articles(ids), writer.lexicon)
        writer.index(articles)
        writer.delete(set(ids) - {article.article_id for article in articles})
