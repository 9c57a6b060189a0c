"""An empty index of its own for each test."""

from pathlib import Path

import pytest

from articles.search.tantivy_index.backend import TantivyBackend

#: Names the word cutter of the tests knows beside its dictionary.
NAMES = ["怀川码上办", "怀川市政务服务局"]


@pytest.fixture(scope="session")
def jieba_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "jieba"


@pytest.fixture
def backend(tmp_path: Path, jieba_dir: Path) -> TantivyBackend:
    return TantivyBackend(tmp_path / "index", jieba_dir, lambda: NAMES)
