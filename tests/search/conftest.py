"""An empty index of its own for each test."""

from collections import defaultdict
from pathlib import Path

import pytest

from articles.search.parsing import Entries
from articles.search.query_tokens import QueryField
from articles.search.tantivy_index.backend import TantivyBackend

#: Names the word cutter of the tests knows beside its dictionary.
NAMES = ["怀川码上办", "怀川市政务服务局"]
#: What names in a query's fields mean.
ENTRIES = defaultdict(
    Entries,
    {
        (QueryField.DEPARTMENT, "教育局"): Entries((11,)),
        (QueryField.DEPARTMENT, "教"): Entries((11, 12), is_guess=True),
        (QueryField.REPORTER, "王晓明"): Entries((31,)),
        (QueryField.PROGRAM, "码上办"): Entries((21,)),
    },
)


@pytest.fixture(scope="session")
def jieba_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "jieba"


@pytest.fixture
def backend(tmp_path: Path, jieba_dir: Path) -> TantivyBackend:
    return TantivyBackend(tmp_path / "index", jieba_dir, lambda: NAMES, lambda field, name: ENTRIES[field, name])
