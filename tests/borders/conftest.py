"""Whatever a test does to borders, the archive's invariants hold after it."""

import io
from collections.abc import Iterator

import pytest
from django.core.management import call_command


@pytest.fixture
def sound_archive(db: None) -> Iterator[None]:
    yield
    call_command("check_archive", stdout=io.StringIO())
