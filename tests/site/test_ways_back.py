"""Back from an article to exactly the list it was opened from, and to no other site."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from articles.views.ways_back import LONGEST, checked_address
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def back_from_first(client: Client, address: str) -> str:
    """Opens the list's first article and the hit after, and says where the way back leads."""
    results = Seen(client.get(address))
    article = Seen(client.get(results.links("怀川码上办正式上线")[0]))
    path = results.links("怀川码上办正式上线")[0].split("?")[0]
    turned = Seen(client.get(path + next(url for url in article.attributes("a", "href") if "#hit-" in url)))
    ways = {article.links("‹ 回到“码上办”的检索结果")[0], turned.links("‹ 回到“码上办”的检索结果")[0]}
    assert len(ways) == 1
    return ways.pop()


@pytest.mark.parametrize("more", [{}, {"year": "2022", "kind": "article"}, {"sort": "oldest", "page": "1"}])
def test_back_to_a_search_with_its_filters_sort_and_page(
    client: Client, archive: Archive, more: dict[str, str]
) -> None:
    address = "/search/?" + urlencode({"q": "码上办", **more})
    assert back_from_first(client, address) == address


def test_back_to_a_dossier(client: Client, archive: Archive) -> None:
    for entry in (archive.program, archive.department, builders.make_reporter(name="王晓明")):
        address = f"{entry.get_absolute_url()}?{urlencode({'q': '码上办'})}"
        assert back_from_first(client, address) == address


@pytest.mark.parametrize(
    "asked",
    [
        "https://example.org/search/",
        "//example.org/search/",
        "/\\example.org/search/",
        "javascript:alert(1)",
        "/admin/logout/",
        "/nowhere/at/all/",
        "search/",
        "http:///search/",
        "/search/?q=" + "长" * LONGEST,
        "",
    ],
)
def test_no_other_address_is_taken(client: Client, archive: Archive, asked: str) -> None:
    assert checked_address(asked) == ""
    page = Seen(client.get(archive.launch.get_absolute_url(), {"q": "码上办", "from": asked}))
    assert page.links("‹ 回到“码上办”的检索结果") == ["/search/?q=%E7%A0%81%E4%B8%8A%E5%8A%9E"]
