"""Builds the next generation of the index from the database beside the live one, which goes on answering."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Max, Min

from articles.errors import IndexUnavailableError
from articles.models import IndexQueueEntry
from articles.search import locks
from articles.search.backend import NextGeneration, SearchBackend
from articles.search.cutting import cut_articles
from articles.search.documents import load_articles, load_in_batches, searchable
from articles.search.draining import READ_ARTICLES, apply_articles, drain
from articles.search.index_state import IndexState
from articles.search.indexed_article import IndexedArticle
from articles.search.normalize import normalize

#: Articles between commits, so that a rebuild does not hold a whole archive in one transaction of the index.
COMMIT_ARTICLES = 100_000
DELETE_ENTRIES = 10_000
#: Articles by which a generation's recall is tried before it is published.
CHECKED_ARTICLES = 200


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
        if backend.leftovers():
            with locks.awaited(locks.WRITE_LOCK):
                backend.remove_leftovers()
        return _rebuild(backend, progress)


def _rebuild(backend: SearchBackend, progress: Callable[[int], object]) -> Rebuilt:
    # What is queued now is read below in its present state; what is queued later stays queued.
    covered = list(IndexQueueEntry.objects.values_list("pk", flat=True))
    with backend.next_generation() as generation:
        articles = _index_everything(generation, progress)
        with locks.awaited(locks.WRITE_LOCK):
            changed = generation.changed_meanwhile()
            apply_articles(generation, changed)
            generation.commit()
            check_recall(generation, covered=set(covered))
            generation.publish()
    _forget_entries(covered)
    drain(backend)
    return Rebuilt(articles, len(changed), backend.state())


def check_recall(generation: NextGeneration, *, covered: Container[int]) -> None:
    """Raises `IndexUnavailableError` unless the generation finds articles of the whole archive by strings of theirs.

    Articles with queue entries that are not `covered` have changed since they were read, and are left out.
    """
    articles = load_articles(_some_of_all())
    queued = IndexQueueEntry.objects.filter(article__in=[article.article_id for article in articles])
    changed = {article_id for pk, article_id in queued.values_list("pk", "article_id") if pk not in covered}
    for article in articles:
        for string in _strings_of(article):
            if article.article_id not in changed and not generation.finds(string, article.article_id):
                what = f"does not find article {article.public_id} by {string!r}, which stands in it"
                raise IndexUnavailableError("damaged", f"the index just built {what}; the present one stays in use")


def _some_of_all() -> list[int]:
    """Articles spread evenly over the archive."""
    ends = searchable().order_by().aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return []
    step = max(1, (ends["last"] - ends["first"]) // CHECKED_ARTICLES)
    wanted = range(ends["first"], ends["last"] + 1, step)
    return list(searchable().filter(pk__in=wanted).values_list("pk", flat=True))


def _strings_of(article: IndexedArticle) -> Iterator[str]:
    """A string of 1 to 12 code points of each of its texts, that the normaliser leaves something of."""
    for text in (*article.titles, article.body, *article.byline):
        start = article.article_id * 7919 % max(1, len(text))
        string = text[start : start + 1 + article.article_id % 12]
        if normalize(string):
            yield string


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
