"""A worker is warm before its first visitor, and serves on while the database is away."""

import logging

import pytest
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

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
