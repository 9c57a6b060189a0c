"""A list on paper says what it is a list of, and where it stands; a basket with nothing in it has nothing to print."""

import pytest
from django.test import Client

from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def test_a_printed_list_names_its_filters_and_its_address(client: Client, archive: Archive) -> None:
    page = Seen(client.get("/search/", {"q": "怀川", "year": "2022"}))
    assert page.texts("p", class_="print-address") == ["http://testserver/search/?q=怀川&year=2022"]
    assert "年份 2022" in page.texts("ul", class_="in-force")[0]


def test_the_address_of_a_list_is_escaped(client: Client) -> None:
    html = client.get("/search/?q=%3Cscript%3Ealert(1)").content.decode()
    assert "<script>alert" not in html


def test_an_empty_basket_is_nothing_to_print(client: Client) -> None:
    page = Seen(client.get("/clippings/print/", follow=True))
    assert page.status == 200 and "剪报是空的" in page.text
