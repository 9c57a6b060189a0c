"""Writing to a generation of the index."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Query

from articles.errors import IndexUnavailableError
from articles.search.indexed_article import IndexedArticle
from articles.search.normalize import normalize
from articles.search.parsing import ParsedQuery, Term
from articles.search.tantivy_index.generations import GenerationFolders, Manifest
from articles.search.tantivy_index.matching import Matching, any_value, count_matches, only_where
from articles.search.tantivy_index.schema import schema, to_document
from articles.search.words import WordCutter

#: Bytes of documents that the writer collects in memory before it writes a segment.
UPDATE_HEAP = 50_000_000
REBUILD_HEAP = 200_000_000

logger = logging.getLogger(__name__)


class TantivyWriter:
    """An article is deleted before it is added, so adding it again replaces it.

    `note_changed` is told which articles a commit is about to change.
    """

    def __init__(
        self, writer: tantivy.IndexWriter, cutter: WordCutter, note_changed: Callable[[Iterable[int]], None]
    ) -> None:
        self._writer = writer
        self._cutter = cutter
        self._note_changed = note_changed
        self._changed: set[int] = set()

    @property
    def lexicon(self) -> tuple[str, ...]:
        return self._cutter.lexicon

    def index(self, articles: Iterable[IndexedArticle]) -> None:
        batch = list(articles)
        self.delete(article.article_id for article in batch)
        for article in batch:
            document = to_document(article, self._cutter)
            with io_errors():
                self._writer.add_document(document)

    def delete(self, article_ids: Iterable[int]) -> None:
        ids = sorted(set(article_ids))
        if not ids:
            return
        self._changed.update(ids)
        # By query, because tantivy's deletion by term takes a Python int for a signed number, and finds nothing.
        with io_errors():
            self._writer.delete_documents_by_query(Query.term_set_query(schema(), "article", ids))

    def commit(self) -> None:
        with io_errors():
            self._note_changed(self._changed)
            self._writer.commit()
        self._changed.clear()

    def let_go(self) -> None:
        """Give up the folder. tantivy's writer does so, and ends its merges, when nothing refers to it any more."""
        del self._writer


class NextGenerationWriter(TantivyWriter):
    """Writes a generation that no reader sees before `publish`."""

    def __init__(
        self, writer: tantivy.IndexWriter, cutter: WordCutter, folders: GenerationFolders, folder: Path
    ) -> None:
        super().__init__(writer, cutter, note_changed=lambda ids: None)
        self._folders = folders
        self._folder = folder
        self._opened: tantivy.Index | None = None
        self.is_published = False

    def changed_meanwhile(self) -> list[int]:
        return self._folders.changed_since_rebuild_began()

    def finds(self, text: str, article_id: int) -> bool:
        with io_errors():
            if self._opened is None:
                self._opened = tantivy.Index.open(str(self._folder))
                self._opened.config_reader("manual")
            self._opened.reload()
            parsed = ParsedQuery.any_of([Term(normalize(text), quoted=True)])
            found = only_where(Matching(parsed).exact(), any_value("article", [article_id]))
            return count_matches(self._opened.searcher(), found) > 0

    def publish(self) -> None:
        self.commit()
        with io_errors():
            # Whoever finds the new generation may at once open a writer of its own.
            self._writer.wait_merging_threads()
            self._folders.publish(self._folder)
        self.is_published = True


@contextmanager
def opened_writer(
    folder: Path, heap_bytes: int, *, waits_for_merges: Callable[[], bool]
) -> Iterator[tantivy.IndexWriter]:
    """tantivy's writer; at the end its lock on the folder is let go, also when what was written could not be kept.

    Unless it then `waits_for_merges`, whoever has the writer must let go of it, and merges under way come to nothing.
    """
    with io_errors():
        writer = tantivy.Index(schema(), path=str(folder)).writer(heap_bytes, 1)
    try:
        yield writer
    except BaseException:
        close_unkept(writer)
        raise
    if waits_for_merges():
        with io_errors():
            writer.wait_merging_threads()


@contextmanager
def next_generation(
    folders: GenerationFolders, manifest: Manifest, cutter: WordCutter
) -> Iterator[NextGenerationWriter]:
    with io_errors():
        folder = folders.start_rebuild(manifest)
        writer = tantivy.Index(schema(), path=str(folder)).writer(REBUILD_HEAP, 1)
    generation = NextGenerationWriter(writer, cutter, folders, folder)
    try:
        yield generation
    finally:
        if not generation.is_published:
            close_unkept(writer)
            folders.abandon_rebuild(folder)


def close_unkept(writer: tantivy.IndexWriter) -> None:
    """Let go of the folder without a commit. A writer that its own error has closed already has nothing to let go."""
    try:
        writer.rollback()
        writer.wait_merging_threads()
    except (ValueError, OSError, RuntimeError) as error:
        logger.warning("the index writer could not be closed in order: %s", error)


@contextmanager
def io_errors() -> Iterator[None]:
    """tantivy reports whatever goes wrong as ValueError or OSError: the disk full, a file gone, a lock held."""
    try:
        yield
    except (ValueError, OSError) as error:
        code = "busy" if "LockBusy" in str(error) else "io"
        raise IndexUnavailableError(code, f"the search index could not be written: {error}") from error
