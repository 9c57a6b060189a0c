"""Counting is on, and what a test counts is its own."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from articles.usage import tally as tallying
from articles.usage.tally import tally
from tests.site.conftest import Archive, archive, indexed

__all__ = ["Archive", "archive", "indexed"]


@pytest.fixture(autouse=True)
def counting(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is written before a test says `flush`: a thread would know nothing of its transaction."""
    settings.COUNT_READERS = True
    monkeypatch.setattr(tallying, "FLUSH_SECONDS", 3600.0)
    tally.take()
    yield
    tally.take()
