"""Pages travel packed to whoever can unpack them, kept or made anew, and are told apart from the plain ones."""

import gzip

import pytest
from django.test import Client

from articles.views.kept_answers import CACHE_STATUS, HIT
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.mark.parametrize("address", ["/", "/search/?q=市民", "/departments/", "/about/", "/api/v1/articles"])
def test_a_page_travels_packed(client: Client, archive: Archive, address: str) -> None:
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip" and not plain.has_header("Content-Encoding")
    assert "Accept-Encoding" in packed["Vary"] and "Accept-Encoding" in plain["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content)


def test_a_kept_page_that_a_reader_has_packed_need_not_travel_again(client: Client, archive: Archive) -> None:
    address = archive.launch.get_absolute_url()
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    again = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert again[CACHE_STATUS] == HIT and gzip.decompress(again.content) == gzip.decompress(packed.content)
    held = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
    assert (held.status_code, held.content) == (304, b"")
    assert (held["ETag"], set(held["Vary"].split(", "))) == (packed["ETag"], set(packed["Vary"].split(", ")))


def test_files_that_are_packed_in_themselves_keep_their_length(client: Client, archive: Archive) -> None:
    for kind in ("xlsx", "docx"):
        answer = client.get(f"/search/articles.{kind}?q=怀川", headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200 and not answer.has_header("Content-Encoding")
    table = client.get("/search/articles.csv?q=怀川", headers={"Accept-Encoding": "gzip"})
    assert table["Content-Encoding"] == "gzip"
