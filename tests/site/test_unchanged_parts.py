"""Dossiers are worked out once for each state of the archive; what was corrected is seen by the next reader."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.search.draining import drain
from articles.services.corrections import correct_article
from articles.services.text_changed import text_changed
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.fixture
def told(archive: Archive) -> Article:
    """An article that tells a figure of the program."""
    Article.objects.filter(pk=archive.launch.pk).update(body="怀川市政务服务局介绍，怀川码上办累计服务群众3万人次。")
    text_changed([archive.launch.pk])
    drain()
    return Article.objects.get(pk=archive.launch.pk)


def page_and_queries(client: Client, archive: Archive, address: str = "") -> tuple[str, int]:
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address or archive.program.get_absolute_url()).content.decode()
    return page, len(queries)


def test_a_dossier_is_asked_for_once_and_is_the_same_beside_any_list(
    client: Client, archive: Archive, told: Article
) -> None:
    first, asked_first = page_and_queries(client, archive)
    again, asked_again = page_and_queries(client, archive)
    assert first == again and asked_again < asked_first
    narrowed, _ = page_and_queries(client, archive, archive.program.get_absolute_url() + "?q=不会有的词")
    assert "3万人次" in first and "3万人次" in narrowed


def test_a_correction_is_in_the_dossier_at_the_next_request(client: Client, archive: Archive, told: Article) -> None:
    assert "3万人次" in page_and_queries(client, archive)[0]
    correct_article(
        told,
        base_revision=told.revision_number,
        editor=User.objects.create(username="editor"),
        reason="误认",
        body="怀川市政务服务局介绍，怀川码上办累计服务群众8万人次。",
    )
    drain()
    page, _ = page_and_queries(client, archive)
    assert "8万人次" in page and "3万人次" not in page


def test_a_renamed_entry_is_so_at_the_next_request(client: Client, archive: Archive, told: Article) -> None:
    address = archive.department.get_absolute_url()
    assert "怀川码上办" in page_and_queries(client, archive, address)[0]
    archive.program.name = "怀川码上办平台"
    archive.program.save()
    dossier = page_and_queries(client, archive, address)[0].partition("同见于报道")[2].partition("</section>")[0]
    assert "怀川码上办平台" in dossier


def test_without_an_index_nothing_is_kept(client: Client, archive: Archive, told: Article, tmp_path: object) -> None:
    with override_settings(SEARCH_INDEX_DIR=tmp_path):
        _, asked_first = page_and_queries(client, archive)
        _, asked_again = page_and_queries(client, archive)
    assert asked_first == asked_again
