"""Statements of web requests end in time, so that none holds a thread and the database for good."""

from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

RECEIVER = "newsroom.statement_limits"


def limit_statements() -> None:
    """From now on, every connection that this process opens cancels a statement after `STATEMENT_TIMEOUT` seconds."""
    connection_created.connect(_set_timeout, dispatch_uid=RECEIVER)


def _set_timeout(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{settings.STATEMENT_TIMEOUT}s"])
