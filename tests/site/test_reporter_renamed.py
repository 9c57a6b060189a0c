"""A reporter who is renamed is so at once on pages that are kept until the archive changes."""

import pytest
from django.test import Client

from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.mark.xfail(reason="parts that are kept are not told of reporters")
def test_a_new_name_reaches_the_pages_that_are_kept(client: Client, archive: Archive) -> None:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    second = builders.make_article(page=archive.front, reporters=["王晓明"], departments=[archive.department])
    queue_index([second.pk])
    drain()
    pages = [archive.department.get_absolute_url(), "/reporters/", "/statistics/reporters/"]
    for _ in range(2):
        for address in pages:
            assert "王晓明" in Seen(client.get(address)).text, address
    reporter.name = "王小明"
    reporter.save()
    for address in pages:
        assert "王小明" in Seen(client.get(address)).text, address
    assert Seen(client.get(pages[0])).texts("ol", class_="writers") == ["王小明 2 篇"]
