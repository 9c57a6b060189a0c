"""Notices and adverts name private persons: found by whoever asks, spread by nothing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import taken_apart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

HEADLINE = "遗失声明启事"


@pytest.fixture(params=[Article.Kind.NOTICE, Article.Kind.ADVERT])
def notice(request: Any, archive: Archive) -> Article:
    article = builders.make_article(
        page=builders.make_page(issue=archive.issue, label="A08"), headline=HEADLINE,
        body="张某遗失怀川码上办证件，怀川市政务服务局代为登报。", kind=request.param, reporters=["王晓明"],
        departments=[archive.department], programs=[archive.program],
    )  # fmt: skip
    queue_index([article.pk])
    drain()
    return article


def content(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return taken_apart(response)


def lists(archive: Archive) -> Iterator[str]:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    yield "/search/"
    yield from (each.get_absolute_url() for each in (archive.department, archive.program, reporter))


def test_every_way_of_its_page_asks_not_to_be_indexed(client: Client, notice: Article) -> None:
    for query in ("", "?text=original", "?q=遗失"):
        page = content(client, notice.get_absolute_url() + query)
        assert '<meta name="robots" content="noindex">' in page
        assert "ld+json" not in page


@pytest.mark.parametrize("file", ["articles.csv", "articles.xlsx", "articles.docx", "feed.atom"])
def test_no_file_of_a_list_holds_it_unless_asked_for(
    client: Client, archive: Archive, notice: Article, file: str
) -> None:
    for address in lists(archive):
        assert HEADLINE not in content(client, f"{address}{file}"), address
        assert HEADLINE in content(client, f"{address}{file}?kind={notice.kind}"), address


def test_no_sitemap_holds_it(client: Client, notice: Article) -> None:
    sections = re.findall(r"<loc>http://testserver(.*?)</loc>", content(client, "/sitemap.xml"))
    assert len(sections) > 3
    assert [each for each in sections if notice.get_absolute_url() in content(client, each)] == []


def test_no_other_article_and_not_the_first_page_leads_to_it(client: Client, archive: Archive, notice: Article) -> None:
    for address in ("/", archive.launch.get_absolute_url(), archive.older.get_absolute_url()):
        assert notice.get_absolute_url() not in content(client, address), address
