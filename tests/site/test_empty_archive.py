"""An archive that holds nothing yet says what to do next."""

import pytest
from django.test import Client

from tests.site.pages import Seen

pytestmark = pytest.mark.django_db


def test_an_empty_archive_says_what_to_do(client: Client) -> None:
    page = Seen(client.get("/"))
    assert page.status == 200
    assert "manage.py ingest" in page.text
    for address in (
        "/newspapers/",
        "/departments/",
        "/programs/",
        "/reporters/",
        "/about/",
        "/search/",
        "/statistics/",
    ):
        assert Seen(client.get(address)).status == 200
