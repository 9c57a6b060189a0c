"""A worker is warm before its first visitor, and serves on while the database is away."""

import gc
import logging

import pytest
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from entities.matching.confusions import Likeness, alike
from newsroom.warming import warm_up


@pytest.mark.django_db(transaction=True)
def test_warming_leaves_no_connection_open_for_forked_children() -> None:
    warm_up()
    assert connections["default"].connection is None


def test_worker_serves_on_while_the_database_is_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(self: BaseDatabaseWrapper) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", refuse)
    with caplog.at_level(logging.ERROR, "newsroom"):
        warm_up()
    assert "connection refused" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_what_is_loaded_at_the_start_is_never_looked_through_for_garbage_again() -> None:
    gc.unfreeze()
    warm_up()
    loaded = gc.get_freeze_count()
    gc.unfreeze()
    assert loaded > 100_000


@pytest.mark.django_db(transaction=True)
def test_the_first_page_of_the_desk_finds_its_tables_read() -> None:
    alike.cache_clear()
    warm_up()
    assert alike.cache_info().currsize == len(Likeness)
