"""A long group of facets shows its first values, and leads to all of them, without JavaScript and on a phone."""

import pytest
from django.test import Client

from articles.models import Article
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from articles.views import facets, result_lists
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bureaus")]


@pytest.fixture
def bureaus(archive: Archive) -> None:
    """Twenty, the first of them in the most articles, the last in one alone."""
    bureaus = [builders.make_department(name=f"怀川市第{number}局", slug=f"bureau-{number}") for number in range(20)]
    for number in range(20):
        body = "春耕。" + "，".join(each.name for each in bureaus[: number + 1])
        builders.make_article(
            page=archive.front, headline=f"春耕之{number}", body=body, departments=bureaus[: number + 1]
        )
    queue_index(list(Article.objects.values_list("pk", flat=True)))
    drain()


def see(client: Client, query: str) -> Seen:
    page = Seen(client.get(f"/search/{query}"))
    assert page.status == 200
    return page


def labels(page: Seen) -> list[str]:
    (section,) = (each for each in page.html.split("<section") if 'id="facet-department"' in each)
    return [part.partition("<")[0] for part in section.split('class="facet-label">')[1:]]


def test_it_says_how_many_there_are_and_leads_to_them(client: Client) -> None:
    page = see(client, "?q=春耕&sort=oldest")
    assert len(labels(page)) == facets.SHOWN_AT_MOST and "怀川市第12局" not in labels(page)
    (address,) = page.links("全部 20 个 ›")
    assert address.endswith("&facet=department#facet-department")
    opened = see(client, address.partition("#")[0])
    assert labels(opened) == [f"怀川市第{number}局" for number in range(20)]
    assert "facet-rest" not in opened.html
    # On a phone the facets are folded; whoever opened one sees it.
    assert '<input type="checkbox" id="facets-open" class="facets-open" checked>' in opened.html
    assert " checked>" not in page.html.partition('id="facets-open"')[2][:60]
    (back,) = opened.links("收起")
    assert "facet=" not in back.partition("#")[0]
    for html in (page.html, opened.html):
        link = html.partition('<p class="facet-more">')[2].partition("</p>")[0]
        assert 'rel="nofollow"' in link


def test_a_reader_can_filter_by_the_thirteenth_and_by_another_beside_it(client: Client) -> None:
    opened = see(client, "?q=春耕&facet=department")
    (address,) = opened.links("怀川市第12局")
    chosen = see(client, address)
    assert "共 8 篇" in chosen.text
    assert chosen.texts("ul", class_="in-force") == ["部门 怀川市第12局 ×（去掉）"]
    assert len(labels(chosen)) == 20


def test_one_group_is_opened_and_what_is_none_opens_nothing(client: Client) -> None:
    assert len(labels(see(client, "?q=春耕&facet=reporter"))) == facets.SHOWN_AT_MOST
    assert len(labels(see(client, "?q=春耕&facet=colour"))) == facets.SHOWN_AT_MOST
    assert len(labels(see(client, "?q=春耕&facet="))) == facets.SHOWN_AT_MOST


def test_where_not_all_were_counted_no_number_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_lists, "FACET_LIMIT", 15)
    (address,) = see(client, "?q=春耕").links("全部部门 ›")
    assert len(labels(see(client, address.partition("#")[0]))) == 20


def test_an_opened_group_says_what_it_leaves_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "OPENED_AT_MOST", 16)
    page = see(client, "?q=春耕&facet=department")
    assert len(labels(page)) == 16 and "共 20 个，只列篇数最多的 16 个。收起" in page.text
    assert len(labels(see(client, "?q=春耕&facet=department&department=bureau-19"))) == 17


def test_a_short_group_leads_nowhere(client: Client) -> None:
    assert "facet=" not in see(client, "?q=春耕&department=bureau-19").html.partition("facet-program")[2]
