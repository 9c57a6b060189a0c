"""What a search engine must do for the archive, and which one is in use."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from articles.search.indexed_article import IndexedArticle
from articles.search.parsing import ParsedQuery
from articles.search.queries import SearchQuery
from articles.search.results import SearchResults


@dataclass(frozen=True, slots=True)
class IndexState:
    """`problem` is empty while the index can be trusted, else says in English what to do."""

    generation: str
    documents: int
    segments: int
    size_bytes: int
    problem: str = ""


class IndexWriter(Protocol):
    """Changes stand in the index for good, and together, once `commit` returns; none of them does before."""

    def index(self, articles: Iterable[IndexedArticle]) -> None:
        """Add the articles, each in the place of what the index held of it."""

    def delete(self, article_ids: Iterable[int]) -> None: ...

    def commit(self) -> None: ...


class NextGeneration(IndexWriter, Protocol):
    """An index being built beside the live one."""

    def publish(self) -> None:
        """Commit, make this the live index and drop the one it replaces."""


class SearchBackend(Protocol):
    """`search` never raises for anything a reader can type, nor for a missing or outdated index: the notes say so.

    Writers are opened by one process at a time, which holds the archive's index lock (see `draining`).
    """

    def search(self, query: SearchQuery) -> SearchResults: ...

    def parse(self, text: str) -> ParsedQuery:
        """What `search` makes of a text: for marking the words of a query in an article opened from a result."""

    def exists(self) -> bool: ...

    def writer(self) -> AbstractContextManager[IndexWriter]:
        """A writer on the live index. Raises `IndexUnavailableError`."""

    def next_generation(self) -> AbstractContextManager[NextGeneration]:
        """A writer on a new, empty index, which is thrown away unless it is published."""

    def fingerprints(self) -> Iterator[tuple[int, int]]:
        """Article id and content fingerprint of every document of the live index, by rising id."""

    def state(self) -> IndexState: ...


@cache
def search_backend() -> SearchBackend:
    from articles.search.engine import TantivyBackend

    return TantivyBackend()
