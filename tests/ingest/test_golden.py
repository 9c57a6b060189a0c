"""The sample pages give the results that were read and approved (written by `python -m tests.ingest.regenerate`)."""

import json
from pathlib import Path

import pytest

from tests.ingest.regenerate import GOLDEN, golden_file, result_of, sample_pages


@pytest.mark.parametrize("page", sample_pages(), ids=lambda page: page.stem)
def test_sample_page_gives_its_golden_result(page: Path) -> None:
    assert result_of(page) == json.loads(golden_file(page).read_text(encoding="utf-8"))


def test_every_golden_result_has_its_page() -> None:
    assert {path.name for path in GOLDEN.glob("*.json")} == {golden_file(page).name for page in sample_pages()}
