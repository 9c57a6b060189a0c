"""Articles in the database for tests of the index that follows it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test import TestCase

from articles.models import Article, Page
from articles.search import locks
from articles.search.backend import search_backend
from articles.search.queries import SearchQuery
from articles.services.text_changed import queue_index
from tests.builders import make_article, make_page


def stored(**fields: Any) -> Article:
    """An article on the one page of the test, unless it is given a page."""
    return make_article(**{"page": fields.pop("page", None) or Page.objects.first() or make_page(), **fields})


def stored_meetings(count: int) -> list[Article]:
    return [stored(headline=f"怀川市第{number}次大会", body=f"正文{number}") for number in range(count)]


def change(article: Article, **fields: Any) -> None:
    """A committed change, queued as every service queues its own; in a test's transaction, as good as committed."""
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**fields)
        queue_index([article.pk])


def found(text: str) -> list[int]:
    return search_backend().search(SearchQuery(text)).article_ids


@contextmanager
def lock_held_elsewhere(key: int) -> Iterator[None]:
    """Another session, in a thread of its own, holds the lock."""
    taken, release = threading.Event(), threading.Event()

    def hold() -> None:
        with locks.awaited(key):
            taken.set()
            release.wait(30)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert taken.wait(30)
        yield
    finally:
        release.set()
        holder.join()
