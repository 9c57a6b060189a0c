"""Proves that index and database agree, article by article, or says where they do not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articles.models import IndexQueueEntry
from articles.search import locks
from articles.search.backend import SearchBackend
from articles.search.documents import load_articles, load_in_batches
from articles.search.draining import apply_articles, drain

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Comparison:
    """`missing` are not in the index, `stale` are in it as they were, `extra` are in it and should not be.

    `queued` entries are waiting to be applied: what they name may differ until they are.
    """

    articles: int
    missing: tuple[int, ...]
    stale: tuple[int, ...]
    extra: tuple[int, ...]
    queued: int

    @property
    def agrees(self) -> bool:
        return not (self.missing or self.stale or self.extra)


def compare(backend: SearchBackend, *, progress: Callable[[int], object] = lambda done: None) -> Comparison:
    """Raises `IndexUnavailableError` if there is no index to compare.

    The archive may change meanwhile, so what differs is looked at twice, the second time with the queue drained.
    """
    indexed = dict(backend.fingerprints())
    suspects: list[int] = []
    done = 0
    for articles in load_in_batches(BATCH):
        suspects += [each.article_id for each in articles if indexed.pop(each.article_id, None) != each.fingerprint()]
        done += len(articles)
        progress(done)
    suspects = sorted({*suspects, *indexed})
    if suspects:
        drain(backend)
    missing, stale, extra = _differences(backend, suspects)
    return Comparison(done, missing, stale, extra, IndexQueueEntry.objects.count())


def repair(backend: SearchBackend, comparison: Comparison) -> None:
    """Have the index hold the present state of every article that differs."""
    with locks.awaited(locks.WRITE_LOCK), backend.writer() as writer:
        apply_articles(writer, [*comparison.missing, *comparison.stale, *comparison.extra])
        writer.commit()


def _differences(backend: SearchBackend, suspects: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Of these articles: the missing, the stale and the extra."""
    if not suspects:
        return (), (), ()
    wanted = set(suspects)
    indexed = {article_id: mark for article_id, mark in backend.fingerprints() if article_id in wanted}
    present = {
        article.article_id: article.fingerprint()
        for start in range(0, len(suspects), BATCH)
        for article in load_articles(suspects[start : start + BATCH])
    }
    missing = tuple(sorted(present.keys() - indexed.keys()))
    stale = tuple(sorted(key for key in present.keys() & indexed.keys() if present[key] != indexed[key]))
    extra = tuple(sorted(indexed.keys() - present.keys()))
    return missing, stale, extra
