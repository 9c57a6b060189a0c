"""System checks of the database and of what stands before the site.

The database's version needs none: Django refuses to connect to a PostgreSQL older than 14.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections


@register(Tags.database)
def check_encoding(*, databases: Sequence[str] | None, **options: Any) -> list[CheckMessage]:
    """Refuse a database that cannot hold every character a page may have."""
    return [message for alias in databases or () for message in _check_encoding_of(alias)]


def _check_encoding_of(alias: str) -> list[CheckMessage]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        (encoding,) = cursor.fetchone()
    if encoding == "UTF8":
        return []
    return [
        Error(
            f"The database {alias!r} has the encoding {encoding}; the archive needs UTF8.",
            hint="Make a new one: createdb --encoding=UTF8 --template=template0 NAME",
            id="newsroom.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_proxies(**options: Any) -> list[CheckMessage]:
    """Behind a proxy that is not named, all visitors share its address, and so one limit."""
    if not settings.BEHIND_PROXY or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "BEHIND_PROXY is set, but TRUSTED_PROXIES is not: all visitors count as one in every limit.",
            hint="Name the proxy's address, such as TRUSTED_PROXIES=127.0.0.1, and let it set X-Forwarded-For.",
            id="newsroom.W001",
        )
    ]
