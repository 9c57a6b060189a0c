"""The home page is made once for each state of the archive, for readers who are not logged in."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.search.draining import drain
from articles.services.corrections import correct_article
from tests import builders
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def body(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_second_reader_gets_the_same_page_for_one_query(client: Client) -> None:
    first = client.get("/")
    with CaptureQueriesContext(connection) as queries:
        second = client.get("/")
    assert second.content == first.content and len(queries) == 1
    for name in ("Content-Type", "Vary", "ETag", "Content-Security-Policy"):
        assert second[name] == first[name]
    assert client.get("/", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_correction_is_on_the_home_page_at_the_next_request(client: Client, archive: Archive) -> None:
    assert ">怀川码上办正式上线<" in body(client, "/")
    correct_article(
        archive.launch,
        base_revision=archive.launch.revision_number,
        editor=User.objects.create(username="editor"),
        reason="误认",
        headline="怀川码上办今日上线",
    )
    drain()
    page = body(client, "/")
    assert "怀川码上办今日上线" in page and ">怀川码上办正式上线<" not in page


def test_what_is_renamed_is_so_at_the_next_request(client: Client, archive: Archive) -> None:
    assert "怀川日报" in body(client, "/")
    archive.newspaper.name = "怀川晚报"
    archive.newspaper.save()
    assert "怀川晚报" in body(client, "/")
    archive.program.name = "怀川码上办平台"
    archive.program.save()
    assert "怀川码上办平台" in body(client, "/")


def test_a_new_page_counts_at_the_next_request(client: Client, archive: Archive) -> None:
    first = body(client, "/")
    builders.make_page(issue=archive.issue, label="B01", text="只有一幅图\n")
    assert body(client, "/") != first


def test_an_editor_gets_the_page_made_for_him(client: Client) -> None:
    assert "编辑台" not in body(client, "/")
    editor = Client()
    editor.force_login(User.objects.create(username="editor", is_staff=True))
    assert "编辑台" in body(editor, "/")
    assert "编辑台" not in body(client, "/")
