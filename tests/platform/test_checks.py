"""A database that cannot hold every character is refused before anything is written to it."""

from collections.abc import Iterator
from ipaddress import ip_network

import pytest
from django.core.checks import Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker, Settings

from newsroom import checks


@pytest.fixture
def latin_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a database whose encoding is LATIN1, beside the tests' own."""
    own = connections["default"]
    name = f"{own.settings_dict['NAME']}_latin1"
    with django_db_blocker.unblock():
        with own._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(
                f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'"
            )
        latin = type(own)({**own.settings_dict, "NAME": name}, "default")
        yield latin
        latin.close()
        with own._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")


def test_database_that_is_not_utf8_is_refused(
    latin_database: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "connections", {"default": latin_database})
    (found,) = checks.check_encoding(databases=["default"])
    assert isinstance(found, Error)
    assert "LATIN1" in found.msg


@pytest.mark.django_db
def test_own_database_passes() -> None:
    assert checks.check_encoding(databases=["default"]) == []


def test_nothing_is_asked_of_a_database_that_is_not_checked() -> None:
    assert checks.check_encoding(databases=None) == []


def test_a_proxy_that_nobody_named_is_warned_of(settings: Settings) -> None:
    settings.BEHIND_PROXY, settings.TRUSTED_PROXIES = True, []
    (found,) = checks.check_proxies()
    assert "all visitors count as one" in found.msg
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]
    assert checks.check_proxies() == []
