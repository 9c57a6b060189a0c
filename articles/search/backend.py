"""What a search engine must do for the archive, and which one is in use."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from articles.search.explanation import Explanation
from articles.search.index_state import IndexState
from articles.search.indexed_article import IndexedArticle
from articles.search.parsing import ParsedQuery
from articles.search.queries import Filters, SearchQuery
from articles.search.registered_names import registered_entries, registered_names
from articles.search.results import Facets, Pairs, SearchResults
from articles.search.tantivy_index.backend import TantivyBackend


class IndexWriter(Protocol):
    """Changes stand in the index for good, and together, once `commit` returns; none of them does before.

    Articles that come without words are cut by the writer, with the names of its `lexicon`.
    """

    @property
    def lexicon(self) -> tuple[str, ...]: ...

    def index(self, articles: Iterable[IndexedArticle]) -> None:
        """Add the articles, each in the place of what the index held of it."""

    def delete(self, article_ids: Iterable[int]) -> None: ...

    def commit(self) -> None: ...


class NextGeneration(IndexWriter, Protocol):
    """An index being built beside the live one, which goes on changing."""

    def changed_meanwhile(self) -> list[int]:
        """The articles that the live index has taken in since this generation was begun."""

    def finds(self, text: str, article_id: int) -> bool:
        """Whether this generation, as last committed, finds the article by this text as it stands."""

    def publish(self) -> None:
        """Commit, make this the live index and drop the one it replaces."""


class SearchBackend(Protocol):
    """`search` never raises for anything a reader can type, nor for a missing or outdated index: the notes say so.

    The archive's index lock (see `locks`) is held by whoever opens a writer, begins a generation or publishes one.
    """

    def search(self, query: SearchQuery) -> SearchResults: ...

    def facets(self, query: SearchQuery) -> Facets:
        """The facets that `search` gives, for whoever wants neither hits nor their number.

        Raises `IndexUnavailableError` where there is no index that can be asked: that there are none is another answer.
        """

    def programs_together(self, program_ids: Sequence[int], filters: Filters) -> Pairs:
        """How many of the articles that the filters let through speak of each two of these programs.

        One question for all; whichever stands there twice counts once. Raises `IndexUnavailableError` as `facets` does.
        """

    def explain(self, query: SearchQuery) -> Explanation:
        """Why `query` finds what it finds, term by term and filter by filter; for the page of a query without hits.

        One call, and a few counts for each condition, every one cheaper than a search; no condition is left out. Like
        `search` it never raises: where there is no index, or nothing to look for, everything is 0.
        """

    def parse(self, text: str) -> ParsedQuery:
        """What `search` makes of a text: for marking the words of a query in an article opened from a result."""

    def version(self) -> str:
        """A name of the present state of the index, the same in every process; empty where there is no index."""

    def exists(self) -> bool:
        """Whether there is an index at all, be it one that this program can use or not."""

    def writer(self, *, waits_for_merges: bool = True) -> AbstractContextManager[IndexWriter]:
        """A writer on the live index. Raises `IndexUnavailableError`.

        Its commits begin merges of small segments. Unless its end `waits_for_merges`, a long one that is under way
        comes to nothing, and its segments wait for a writer that does.
        """

    def small_segments(self) -> int:
        """Segments that wait for a merge."""

    def next_generation(self) -> AbstractContextManager[NextGeneration]:
        """A writer on a new, empty index, which is thrown away unless it is published."""

    def fingerprints(self) -> Iterator[tuple[int, int]]:
        """Article id and content fingerprint of every document of the live index, by rising id."""

    def state(self) -> IndexState: ...

    def leftovers(self) -> Sequence[str]:
        """The files of a rebuild under way, or of one that was killed."""

    def remove_leftovers(self) -> None:
        """For whoever holds both locks of the archive's index, so that no rebuild is under way."""

    def lexicon_is_current(self) -> bool:
        """Whether the live index was cut into words as this program does, with the names the archive knows now.

        Only ranking rests on it.
        """


def search_backend() -> SearchBackend:
    return backend_at(Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def backend_at(folder: Path) -> SearchBackend:
    return TantivyBackend(folder, Path(settings.VAR_DIR) / "jieba", registered_names, registered_entries)
