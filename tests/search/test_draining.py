"""The index follows the database through its queue, whatever happens in between."""

from typing import Any

import pytest
from django.db import OperationalError, transaction
from pytest_django import DjangoAssertNumQueries

from articles.errors import IndexUnavailableError
from articles.models import Article, IndexQueueEntry
from articles.search import draining, locks
from articles.search.backend import search_backend
from articles.search.draining import drain
from articles.search.queries import SearchQuery
from articles.search.tantivy_index.writer import TantivyWriter
from articles.services.text_changed import queue_index
from articles.signals import deferred_draining
from tests.search.archive import change, found, lock_held_elsewhere, stored, stored_meetings

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_a_committed_change_is_found_at_once() -> None:
    article = stored(headline="怀州市召开大会")
    change(article, headline="怀川市召开大会")
    assert found("怀川市") == [article.pk]
    change(article, headline="全市召开大会")
    assert found("怀川市") == []
    assert not IndexQueueEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_rolled_back_leaves_the_index_alone() -> None:
    article = stored(headline="怀州市召开大会")
    change(article)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(headline="怀川市召开大会")
        queue_index([article.pk])
        raise ZeroDivisionError
    assert drain().entries == 0
    assert found("怀川市") == []
    assert found("怀州市") == [article.pk]


@pytest.mark.parametrize("state", [Article.State.WITHDRAWN, Article.State.SUPERSEDED])
def test_a_withdrawn_article_leaves_the_index_and_a_restored_one_comes_back(state: str) -> None:
    article = stored(headline="怀川市召开大会")
    change(article)
    change(article, state=state)
    assert found("怀川市") == []
    change(article, state=Article.State.PUBLISHED)
    assert found("怀川市") == [article.pk]


def test_a_missing_index_is_made_with_the_whole_archive() -> None:
    articles = stored_meetings(3)
    assert "检索暂时不可用" in search_backend().search(SearchQuery("怀川市")).notes[0]
    change(articles[0])
    assert sorted(found("怀川市")) == [article.pk for article in articles]


def test_a_bulk_write_is_followed_once_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    commits: list[int] = []
    commit = TantivyWriter.commit

    def counted(writer: TantivyWriter) -> None:
        commits.append(1)
        commit(writer)

    articles = stored_meetings(3)
    drain()
    monkeypatch.setattr(TantivyWriter, "commit", counted)
    with deferred_draining():
        for article in articles:
            change(article, headline="怀川市召开会议")
        assert found("召开会议") == []
    assert len(found("召开会议")) == 3
    assert len(commits) == 1


def test_a_bulk_write_that_fails_is_followed_too() -> None:
    article = stored(headline="怀川市召开大会")
    with pytest.raises(ZeroDivisionError), deferred_draining():
        change(article)
        raise ZeroDivisionError
    assert found("怀川市") == [article.pk]


def test_a_lost_database_does_not_hide_how_a_bulk_write_ended(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def lost(**options: Any) -> None:
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(draining, "drain", lost)
    with pytest.raises(ZeroDivisionError), deferred_draining():
        raise ZeroDivisionError
    assert "the connection is lost; the changes stay queued" in caplog.text


def test_killed_after_the_index_committed_the_entries_are_applied_again(monkeypatch: pytest.MonkeyPatch) -> None:
    article = stored(headline="怀川市召开大会")
    drain()
    commit = TantivyWriter.commit

    def killed(writer: TantivyWriter) -> None:
        commit(writer)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(TantivyWriter, "commit", killed)
        change(article, headline="怀川市闭幕")
    assert IndexQueueEntry.objects.count() == 1
    assert drain().entries == 1
    assert found("怀川市闭幕") == [article.pk]
    assert search_backend().search(SearchQuery()).total == 1


def test_killed_before_the_index_committed_the_entries_are_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    article = stored(headline="怀川市召开大会")
    drain()

    def killed(writer: TantivyWriter) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(TantivyWriter, "commit", killed)
        change(article, headline="怀川市闭幕")
    assert found("闭幕") == []
    assert drain().entries == 1
    assert found("闭幕") == [article.pk]


def test_an_index_that_cannot_be_written_does_not_break_the_change(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    article = stored(headline="怀川市召开大会")
    drain()

    def disk_full(*_: Any) -> None:
        raise IndexUnavailableError("io", "the search index could not be written: No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(TantivyWriter, "commit", disk_full)
        change(article, headline="怀川市闭幕")
    assert "No space left on device" in caplog.text
    assert Article.objects.get().headline == "怀川市闭幕"
    assert IndexQueueEntry.objects.count() == 1
    assert drain().entries == 1
    assert found("闭幕") == [article.pk]


def test_who_finds_the_lock_taken_leaves_and_the_entry_stays() -> None:
    article = stored(headline="怀川市召开大会")
    drain()
    with lock_held_elsewhere(locks.WRITE_LOCK):
        change(article, headline="怀川市闭幕")
        assert drain().left_to_other
        assert found("闭幕") == []
    assert drain().entries == 1
    assert found("闭幕") == [article.pk]


def test_the_holder_looks_again_after_letting_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that came while the lock was held, after the holder's last look at the queue, is not stranded."""
    article = stored(headline="怀川市召开大会")
    drain()
    drain_locked = draining._drain_locked

    def drained_then_queued(backend: Any, *, waits_for_merges: bool) -> int:
        entries = drain_locked(backend, waits_for_merges=waits_for_merges)
        if Article.objects.filter(headline="怀川市召开大会").exists():
            Article.objects.filter(pk=article.pk).update(headline="怀川市闭幕")
            IndexQueueEntry.objects.create(article=article)
        return entries

    monkeypatch.setattr(draining, "_drain_locked", drained_then_queued)
    IndexQueueEntry.objects.create(article=article)
    assert drain().entries == 2
    assert found("闭幕") == [article.pk]


def test_entries_are_read_in_batches(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    articles = stored_meetings(7)
    drain()
    for article in articles * 2:
        IndexQueueEntry.objects.create(article=article)
    # Seven of them rank the articles in the editors' queue.
    with django_assert_max_num_queries(24):
        assert drain().entries == 14
    monkeypatch.setattr(draining, "COMMIT_ENTRIES", 5)
    monkeypatch.setattr(draining, "READ_ARTICLES", 2)
    Article.objects.update(body="怀川市闭幕")
    for article in articles * 2:
        IndexQueueEntry.objects.create(article=article)
    assert drain().entries == 14
    assert len(found("闭幕")) == 7


def test_corrections_do_not_wait_for_merges_which_follow_and_let_corrections_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[str] = []

    class Thread:
        def __init__(self, *, target: Any, name: str) -> None:
            self.name = name

        def start(self) -> None:
            begun.append(self.name)

    monkeypatch.setattr("articles.search.draining.threading.Thread", Thread)
    monkeypatch.setattr(draining, "MOST_SMALL_SEGMENTS", 2)
    monkeypatch.setattr("articles.search.tantivy_index.backend.SHORT_MERGE", 0)
    articles = stored_meetings(3)
    drain()
    for number in range(9):
        change(articles[number % 2], headline=f"怀川市第{number}稿")
        assert found(f"第{number}稿") == [articles[number % 2].pk]
    assert begun
    backend = search_backend()
    pauses: list[float] = []
    small = iter([2, 0, 0])

    def change_meanwhile(seconds: float) -> None:
        pauses.append(seconds)
        Article.objects.filter(pk=articles[2].pk).update(headline="怀川市闭幕")
        IndexQueueEntry.objects.create(article=articles[2])

    with monkeypatch.context() as patch:
        patch.setattr(type(backend), "small_segments", lambda self: next(small))
        draining.merge_small_segments(backend, pause=change_meanwhile)
    assert pauses and found("闭幕") == [articles[2].pk]
    assert not IndexQueueEntry.objects.exists()
    assert backend.small_segments() < 8
    assert len(found("怀川市")) == 3
