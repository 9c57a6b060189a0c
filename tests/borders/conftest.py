"""Whatever a test does to borders, the archive's invariants hold after it."""

import io
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from tests.desk.people import make_editor, make_reviewer


@pytest.fixture
def sound_archive(db: None) -> Iterator[None]:
    yield
    call_command("check_archive", stdout=io.StringIO())


@pytest.fixture
def editor(db: None) -> User:
    return make_editor()


@pytest.fixture
def reviewer(db: None) -> User:
    return make_reviewer()
