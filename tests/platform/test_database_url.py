"""A database's address is read whole, or refused without giving its password away."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.database_url import parse_database_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://archive:secret@db.example:5433/news",
            {"NAME": "news", "USER": "archive", "PASSWORD": "secret", "HOST": "db.example", "PORT": "5433"},
        ),
        ("postgres://db.example/news", {"NAME": "news", "HOST": "db.example", "PORT": "", "USER": ""}),
        (
            "postgresql://a%40b:p%2Fw%3A%25@db.example/%E6%8A%A5%E7%BA%B8",
            {"USER": "a@b", "PASSWORD": "p/w:%", "NAME": "报纸"},
        ),
        ("postgresql:///news?host=/var/run/PostgreSQL", {"HOST": "/var/run/PostgreSQL", "NAME": "news"}),
        ("postgresql://archive@%2Fvar%2Frun%2FPostgreSQL/news", {"HOST": "/var/run/PostgreSQL", "USER": "archive"}),
        ("postgresql://[2001:db8::1]:5432/news", {"HOST": "2001:db8::1", "PORT": "5432"}),
        ("postgresql://a.example:1,b.example:2/news", {"HOST": "a.example,b.example", "PORT": "1,2"}),
        (
            "postgresql://db.example/news?sslmode=verify-full&connect_timeout=3",
            {"OPTIONS": {"sslmode": "verify-full", "connect_timeout": "3"}},
        ),
    ],
)
def test_addresses_are_read(url: str, expected: dict[str, Any]) -> None:
    read = parse_database_url(url)
    assert {key: read[key] for key in expected} == expected
    assert read["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("mysql://archive:secret@db.example/news", "must begin with postgresql://"),
        ("db.example/news", "must begin with postgresql://"),
        ("postgresql://archive:secret@db.example", "names no database"),
        ("postgresql://archive:secret@db.example:99999/news", "port '99999'"),
        ("postgresql://archive:secret@db.example:five/news", "port 'five'"),
        ("postgresql://archive:secret%zz@db.example/news", "cannot be read"),
        ("postgresql://archive:secret@db.example/news?sslmod=require", "'sslmod', which PostgreSQL does not know"),
        ("postgresql://archive:secret@[2001:db8::1/news", "cannot be read"),
    ],
)
def test_bad_addresses_are_refused_without_their_password(url: str, complaint: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"DATABASE_URL .*{complaint}") as caught:
        parse_database_url(url)
    assert "secret" not in str(caught.value)
