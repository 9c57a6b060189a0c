"""Statements of web requests are limited in time, those of commands are not."""

from typing import Any

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from pytest_django import Settings

from newsroom.statement_limits import RECEIVER, limit_statements


def timeout_of_a_new_connection() -> str:
    fresh: Any = connection.copy()
    try:
        with fresh.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return str(cursor.fetchone()[0])
    finally:
        fresh.close()


@pytest.mark.django_db
def test_a_process_that_serves_limits_its_statements(settings: Settings) -> None:
    settings.STATEMENT_TIMEOUT = 7
    assert timeout_of_a_new_connection() == "0"
    limit_statements()
    try:
        assert timeout_of_a_new_connection() == "7s"
    finally:
        connection_created.disconnect(dispatch_uid=RECEIVER)


@pytest.mark.django_db
def test_the_application_for_gunicorn_is_such_a_process() -> None:
    import newsroom.wsgi  # noqa: F401 - importing it is what gunicorn does

    limited = connection_created.disconnect(dispatch_uid=RECEIVER)
    assert limited
