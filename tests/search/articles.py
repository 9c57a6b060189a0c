"""Indexed articles for tests that need no database, and an index to put them into."""

import datetime
from collections.abc import Iterable
from itertools import count
from typing import Any

from articles.search.backend import SearchBackend
from articles.search.indexed_article import IndexedArticle
from articles.search.queries import SearchQuery

numbers = count(1)


def indexed(**fields: Any) -> IndexedArticle:
    """An article of 2022-01-28, A01, unless told otherwise; `date` may be given as 2022-01-28."""
    number = next(numbers)
    values: dict[str, Any] = {
        "article_id": number,
        "public_id": 1000 + number,
        "kind": "article",
        "newspaper_id": 1,
        "page_id": 1,
        "page_label": "A01",
        "position": 0,
        "date": datetime.date(2022, 1, 28),
    } | fields
    if isinstance(values["date"], str):
        values["date"] = datetime.date.fromisoformat(values["date"])
    return IndexedArticle(**values)


def fill(backend: SearchBackend, *commits: Iterable[IndexedArticle]) -> None:
    """Each group of articles in a commit of its own, so in a segment of its own."""
    if not backend.exists():
        with backend.next_generation() as generation:
            generation.publish()
    for articles in commits:
        with backend.writer() as writer:
            writer.index(articles)
            writer.commit()


def found(backend: SearchBackend, text: str = "", **fields: Any) -> list[int]:
    return backend.search(SearchQuery(text=text, **fields)).article_ids


def exact(backend: SearchBackend, text: str) -> list[int]:
    hits = backend.search(SearchQuery(text=text, limit=1000)).hits
    return sorted(hit.article_id for hit in hits if hit.exact)
