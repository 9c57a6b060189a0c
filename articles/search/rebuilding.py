"""Builds the next generation of the index from the database beside the live one, which goes on answering."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articles.errors import IndexUnavailableError
from articles.models import IndexQueueEntry
from articles.search import locks
from articles.search.backend import NextGeneration, SearchBackend
from articles.search.cutting import cut_articles
from articles.search.documents import load_in_batches
from articles.search.draining import READ_ARTICLES, apply_articles, drain
from articles.search.index_state import IndexState

#: Articles between commits, so that a rebuild does not hold a whole archive in one transaction of the index.
COMMIT_ARTICLES = 100_000
DELETE_ENTRIES = 10_000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """`caught_up` articles were changed while the rebuild ran and read again."""

    articles: int
    caught_up: int
    state: IndexState


def rebuild(backend: SearchBackend, *, progress: Callable[[int], object] = lambda done: None) -> Rebuilt:
    """Raises `IndexUnavailableError`, with the live index as it was, also when another rebuild is under way."""
    with locks.tried(locks.REBUILD_LOCK) as held:
        if not held:
            raise IndexUnavailableError("busy", "another reindex is under way; wait for it to end")
        return _rebuild(backend, progress)


def _rebuild(backend: SearchBackend, progress: Callable[[int], object]) -> Rebuilt:
    # What is queued now is read below in its present state; what is queued later stays queued.
    covered = list(IndexQueueEntry.objects.values_list("pk", flat=True))
    with backend.next_generation() as generation:
        articles = _index_everything(generation, progress)
        with locks.awaited(locks.WRITE_LOCK):
            changed = generation.changed_meanwhile()
            apply_articles(generation, changed)
            generation.publish()
    _forget_entries(covered)
    drain(backend)
    return Rebuilt(articles, len(changed), backend.state())


def _index_everything(generation: NextGeneration, progress: Callable[[int], object]) -> int:
    done = uncommitted = 0
    for articles in load_in_batches(READ_ARTICLES):
        generation.index(cut_articles(articles, generation.lexicon))
        done += len(articles)
        uncommitted += len(articles)
        if uncommitted >= COMMIT_ARTICLES:
            generation.commit()
            uncommitted = 0
        progress(done)
    generation.commit()
    return done


def _forget_entries(pks: Sequence[int]) -> None:
    for start in range(0, len(pks), DELETE_ENTRIES):
        IndexQueueEntry.objects.filter(pk__in=pks[start : start + DELETE_ENTRIES]).delete()
