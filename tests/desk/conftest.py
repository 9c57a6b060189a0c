"""Clients of the desk's standing characters."""

import pytest
from django.test import Client

from tests.desk.people import make_administrator, make_editor, make_person, make_reviewer


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(make_editor())
    return client


@pytest.fixture
def reviewer(db: None) -> Client:
    client = Client()
    client.force_login(make_reviewer())
    return client


@pytest.fixture
def administrator(db: None) -> Client:
    client = Client()
    client.force_login(make_administrator())
    return client


@pytest.fixture
def stranger(db: None) -> Client:
    """Staff without a single permission."""
    client = Client()
    client.force_login(make_person(name="赵见习"))
    return client
