"""What texts are held against where there is an index, and where there is none."""

import logging

import pytest

from articles.search.backend import search_backend
from articles.search.doubt_knowledge import knowledge_of
from articles.search.rebuilding import rebuild
from entities.registry import current_registry

pytestmark = pytest.mark.django_db


def test_an_index_that_is_not_there_is_not_asked(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        knowledge = knowledge_of(current_registry().version)
    assert knowledge.words.printed is None
    assert not caplog.records
    rebuild(search_backend())
    printed = knowledge_of(current_registry().version).words.printed
    assert printed is not None
    assert printed("怀川") == 0
