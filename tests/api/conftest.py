"""The small archive of the site's tests, asked by a program."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.site.conftest import archive, indexed

__all__ = ["archive", "indexed"]

Ask = Callable[..., Any]


@pytest.fixture
def ask(client: Client) -> Ask:
    """`ask("/articles?limit=1")`: the JSON of an answer, which must have the status 200 unless told otherwise."""

    def asked(address: str, status: int = 200, **extra: Any) -> Any:
        path = address if address.startswith("http") else f"/api/v1{address}"
        response = client.get(path, **extra)
        assert response.status_code == status, (address, response.status_code, response.content.decode()[:500])
        expected = "application/json; charset=utf-8" if status == 200 else "application/problem+json"
        assert response["Content-Type"] == expected
        return response.json()

    return asked
