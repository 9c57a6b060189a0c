"""The words of the site are those of its readers: 标题 for what the desk calls 主题, and the ways that 数字报 has."""

import pytest
from django.test import Client

from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def test_readers_never_meet_the_word_of_the_desk(client: Client, archive: Archive) -> None:
    for address in ("/search/", f"{archive.launch.get_absolute_url()}?text=original", "/about/", "/api/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "主题" not in response.content.decode(), address


def test_the_ways_of_a_digital_paper_are_named_as_readers_know_them(client: Client, archive: Archive) -> None:
    page = Seen(client.get(archive.front.get_absolute_url()))
    assert "版面导航" in page.text and "标题导航" in page.text
    assert "版面导航" in Seen(client.get(archive.issue.get_absolute_url())).text


def test_every_page_shows_in_which_section_it_stands(client: Client, archive: Archive) -> None:
    client.post("/clippings/add/", {"article": [archive.launch.public_id]})
    for address, section in (
        (archive.launch.get_absolute_url(), "/newspapers/"),
        (f"{archive.program.get_absolute_url()}events/", "/programs/"),
        (f"{archive.department.get_absolute_url()}events/", "/departments/"),
        (f"{archive.program.get_absolute_url()}figures/", "/programs/"),
        (f"{archive.department.get_absolute_url()}figures/", "/departments/"),
        ("/quality/", "/about/"),
        ("/clippings/print/", "/clippings/"),
    ):
        html = client.get(address).content.decode()
        assert f'<a href="{section}" aria-current="true">' in html, address
