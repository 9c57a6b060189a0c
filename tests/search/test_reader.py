"""What a process sees of an index that another one writes."""

import shutil
from pathlib import Path

import pytest

from articles.errors import IndexUnavailableError
from articles.search.queries import SearchQuery
from articles.search.tantivy_index.backend import TantivyBackend
from articles.search.tantivy_index.generations import GenerationFolders
from articles.search.tantivy_index.reader import RELOAD_SECONDS, IndexReader
from tests.search.articles import fill, found, indexed


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reader(backend: TantivyBackend, tmp_path: Path, clock: Clock) -> IndexReader:
    """Of another process, as it were: it shares nothing with `backend` but the folder."""
    fill(backend, [indexed(article_id=1, body="怀川")])
    return IndexReader(GenerationFolders(tmp_path / "index"), clock)


def documents(reader: IndexReader) -> int:
    return int(reader.snapshot().searcher.num_docs)


def test_a_commit_is_seen_after_half_a_second(backend: TantivyBackend, reader: IndexReader, clock: Clock) -> None:
    assert documents(reader) == 1
    fill(backend, [indexed(article_id=2, body="怀川")])
    clock.now += RELOAD_SECONDS / 2
    assert documents(reader) == 1
    clock.now += RELOAD_SECONDS
    assert documents(reader) == 2


def test_the_snapshot_is_the_same_while_nothing_changes(reader: IndexReader, clock: Clock) -> None:
    first = reader.snapshot()
    clock.now += 10
    assert reader.snapshot() is first


def test_a_new_generation_is_opened(backend: TantivyBackend, reader: IndexReader, clock: Clock) -> None:
    assert documents(reader) == 1
    with backend.next_generation() as generation:
        generation.index([indexed(article_id=number, body="怀川") for number in (5, 6, 7)])
        generation.publish()
    clock.now += 1
    assert documents(reader) == 3


def test_an_index_deleted_under_a_reader_is_missing_until_it_is_back(
    backend: TantivyBackend, reader: IndexReader, clock: Clock, tmp_path: Path
) -> None:
    assert documents(reader) == 1
    shutil.rmtree(tmp_path / "index")
    clock.now += 1
    with pytest.raises(IndexUnavailableError, match="there is no search index"):
        reader.snapshot()
    fill(backend, [indexed(body="怀川"), indexed(body="焦川")])
    assert documents(reader) == 2


@pytest.mark.parametrize("damaged", ["manifest.json", "meta.json"])
def test_a_damaged_index_is_an_answer_not_an_error(
    backend: TantivyBackend, tmp_path: Path, jieba_dir: Path, damaged: str
) -> None:
    fill(backend, [indexed(body="怀川")])
    folder = tmp_path / "index" / backend.state().generation
    (folder / damaged).write_text("{ 坏了")
    fresh = TantivyBackend(tmp_path / "index", jieba_dir, list)
    results = fresh.search(SearchQuery("怀川"))
    assert (results.total, len(results.notes)) == (0, 1)
    assert folder.name in fresh.state().problem
    with pytest.raises(IndexUnavailableError), fresh.writer():
        pass


def test_an_uncommitted_change_is_thrown_away_and_the_writer_let_go(backend: TantivyBackend) -> None:
    fill(backend, [indexed(article_id=1, body="怀川")])
    with pytest.raises(ZeroDivisionError), backend.writer() as writer:
        writer.index([indexed(article_id=2, body="怀川")])
        raise ZeroDivisionError
    fill(backend, [indexed(article_id=3, body="怀川")])
    assert sorted(found(backend, "怀川")) == [1, 3]


def test_two_writers_at_once_are_refused(backend: TantivyBackend) -> None:
    fill(backend, [indexed(body="怀川")])
    with backend.writer(), pytest.raises(IndexUnavailableError) as refused, backend.writer():
        pass
    assert refused.value.code == "busy"


def test_a_lexicon_that_has_grown_is_noticed(backend: TantivyBackend, tmp_path: Path, jieba_dir: Path) -> None:
    fill(backend, [indexed(body="怀川")])
    assert backend.lexicon_is_current()
    assert not TantivyBackend(tmp_path / "index", jieba_dir, lambda: ["新项目"]).lexicon_is_current()
