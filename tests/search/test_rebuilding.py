"""A new generation of the index is built beside the live one."""

from pathlib import Path

import pytest

from articles.errors import IndexUnavailableError
from articles.models import Article, IndexQueueEntry
from articles.search import locks
from articles.search.backend import backend_at, search_backend
from articles.search.checking import compare
from articles.search.draining import drain
from articles.search.queries import SearchQuery
from articles.search.rebuilding import rebuild
from tests.search.archive import change, found, lock_held_elsewhere, stored, stored_meetings

pytestmark = pytest.mark.django_db


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("g*"))


def test_a_rebuild_replaces_the_generation(search_index_dir: Path) -> None:
    articles = stored_meetings(3)
    drain()
    before = generations(search_index_dir)
    rebuilt = rebuild(search_backend())
    assert rebuilt.articles == len(articles) == rebuilt.state.documents
    assert generations(search_index_dir) == [rebuilt.state.generation]
    assert before != generations(search_index_dir)
    assert len(found("怀川市")) == 3


def test_changes_that_the_live_index_takes_in_meanwhile_are_in_the_next_one() -> None:
    articles = stored_meetings(3)
    drain()

    def change_behind_its_back(done: int) -> None:
        if done > 3:
            return
        change(articles[0], headline="怀川市闭幕")
        change(articles[1], state=Article.State.WITHDRAWN)
        change(stored(headline="怀川市开幕", body="新的一篇。"))
        assert found("闭幕") == [articles[0].pk]

    rebuilt = rebuild(search_backend(), progress=change_behind_its_back)
    assert rebuilt.caught_up == 3
    assert found("闭幕") == [articles[0].pk]
    assert len(found("开幕")) == 1
    assert compare(search_backend()).agrees


def test_what_is_queued_before_is_covered_and_what_is_queued_meanwhile_is_drained() -> None:
    article = stored(headline="怀川市召开大会")
    drain()
    IndexQueueEntry.objects.create(article=article)

    def queue_without_draining(done: int) -> None:
        Article.objects.filter(pk=article.pk).update(headline="怀川市闭幕")
        IndexQueueEntry.objects.create(article=article)

    rebuild(search_backend(), progress=queue_without_draining)
    assert not IndexQueueEntry.objects.exists()
    assert found("闭幕") == [article.pk]


def test_a_rebuild_that_fails_leaves_the_live_index_and_no_folder(search_index_dir: Path) -> None:
    article = stored(headline="怀川市召开大会")
    drain()
    before = generations(search_index_dir)

    def fail(done: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rebuild(search_backend(), progress=fail)
    assert generations(search_index_dir) == before
    change(article, headline="怀川市闭幕")
    assert found("闭幕") == [article.pk]
    assert rebuild(search_backend()).articles == 1


def test_a_generation_that_misses_what_stands_in_an_article_is_not_published(
    search_index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = stored_meetings(3)
    drain()
    before = generations(search_index_dir)
    with monkeypatch.context() as patch, pytest.raises(IndexUnavailableError, match=r"does not find article \d+ by"):
        patch.setattr("articles.search.tantivy_index.schema.bigram_tokens", lambda values: "怀川")
        rebuild(search_backend())
    assert generations(search_index_dir) == before
    assert sorted(found("次大会")) == [article.pk for article in articles]


def test_what_a_killed_rebuild_left_is_cleared_away(search_index_dir: Path) -> None:
    article = stored(headline="怀川市召开大会")
    drain()
    killed_rebuild(search_index_dir)
    rebuilt = rebuild(search_backend())
    assert generations(search_index_dir) == [rebuilt.state.generation]
    assert not (search_index_dir / "REBUILDING").exists()
    change(article, headline="怀川市闭幕")
    assert found("闭幕") == [article.pk]


def killed_rebuild(folder: Path) -> None:
    (folder / "g000007").mkdir()
    (folder / "REBUILDING").write_text("g000007\n")


def test_the_next_drain_clears_what_a_killed_rebuild_left(search_index_dir: Path) -> None:
    article = stored(headline="怀川市召开大会")
    drain()
    live = search_backend().state().generation
    killed_rebuild(search_index_dir)
    assert search_backend().state().leftovers == ("g000007", "REBUILDING")
    drain()
    assert generations(search_index_dir) == [live]
    assert search_backend().state().leftovers == ()
    assert found("怀川市") == [article.pk]


def test_a_rebuild_under_way_is_not_taken_for_a_killed_one(search_index_dir: Path) -> None:
    stored(headline="怀川市召开大会")
    drain()
    killed_rebuild(search_index_dir)
    with lock_held_elsewhere(locks.REBUILD_LOCK):
        drain()
        assert search_backend().state().leftovers == ("g000007", "REBUILDING")


def test_without_a_live_generation_no_folder_is_thrown_away(search_index_dir: Path) -> None:
    stored(headline="怀川市召开大会")
    drain()
    before = generations(search_index_dir)
    (search_index_dir / "CURRENT").unlink()
    search_backend().remove_leftovers()
    assert generations(search_index_dir) == before


def test_a_lock_is_not_had_twice() -> None:
    with locks.tried(locks.REBUILD_LOCK) as first, locks.tried(locks.REBUILD_LOCK) as second:
        assert (first, second) == (True, False)
    with locks.tried(locks.REBUILD_LOCK) as again:
        assert again


def test_two_rebuilds_at_once_are_refused() -> None:
    with lock_held_elsewhere(locks.REBUILD_LOCK), pytest.raises(IndexUnavailableError, match="another reindex"):
        rebuild(search_backend())


def test_a_drain_without_an_index_leaves_it_to_the_rebuild_under_way() -> None:
    article = stored(headline="怀川市召开大会")
    with lock_held_elsewhere(locks.REBUILD_LOCK):
        change(article)
        assert not search_backend().exists()
    rebuild(search_backend())
    assert found("怀川市") == [article.pk]
    assert not IndexQueueEntry.objects.exists()


def test_an_index_of_another_version_is_noticed_kept_apart_and_rebuilt(
    search_index_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    article = stored(headline="怀川市召开大会")
    drain()
    manifest = search_index_dir / search_backend().state().generation / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"schema": 2', '"schema": 0'))
    backend_at.cache_clear()
    results = search_backend().search(SearchQuery("怀川市"))
    assert (results.total, "检索暂时不可用" in results.notes[0]) == (0, True)
    assert "run reindex" in search_backend().state().problem
    change(article, headline="怀川市闭幕")
    assert "run reindex" in caplog.text
    assert IndexQueueEntry.objects.count() == 1
    rebuild(search_backend())
    assert found("闭幕") == [article.pk]
    assert not IndexQueueEntry.objects.exists()
