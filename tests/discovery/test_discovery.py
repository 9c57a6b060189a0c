"""Feeds, sitemap, robots.txt, OpenSearch, structured data, and answers to those who have the page already."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, DepartmentSuccession
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def feed(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own document


def entry_titles(client: Client, address: str) -> list[str | None]:
    return [each.text for each in feed(client, address).findall(f"{ATOM}entry/{ATOM}title")]


def locations(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [each.text or "" for each in ElementTree.fromstring(response.content).iter(f"{SITEMAP}loc")]  # noqa: S314


def notice(archive: Archive, kind: Article.Kind = Article.Kind.NOTICE) -> Article:
    article = builders.make_article(page=archive.front, headline="遗失声明", body="张某遗失身份证。", kind=kind)
    queue_index([article.pk])
    drain()
    return article


def test_every_list_has_a_feed_its_page_names(client: Client, archive: Archive) -> None:
    reporter = archive.older.credits.get().reporter
    assert reporter is not None
    for address, titles in (
        ("/search/?q=食堂", ["社区食堂开张"]),
        (archive.department.get_absolute_url(), ["怀川码上办正式上线"]),
        (archive.program.get_absolute_url() + "?year=2022&page=1", ["怀川码上办正式上线"]),
        (reporter.get_absolute_url() + "?sort=oldest", ["怀川码上办正式上线", "社区食堂开张"]),
    ):
        page = Seen(client.get(address))
        [link] = page.links("订阅")
        assert link in page.attributes("link", "href")
        assert entry_titles(client, link) == titles


def test_an_entry_says_what_was_printed_when_by_whom_and_whose_it_is(client: Client, archive: Archive) -> None:
    root = feed(client, archive.department.get_absolute_url() + "feed.atom")
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    address = f"http://testserver/article/{archive.launch.public_id}/"
    assert entry.findtext(f"{ATOM}id") == address
    assert entry.findtext(f"{ATOM}published") == "2022-01-28T00:00:00+08:00"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "王晓明"
    assert entry.findtext(f"{ATOM}rights") == "版权归怀川日报社所有。"
    assert root.findtext(f"{ATOM}rights") == "怀川日报：版权归怀川日报社所有。"


def test_a_control_character_of_the_scanner_breaks_no_feed(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, headline="带\x0b控制", body="正\x02文。")
    queue_index([article.pk])
    drain()
    assert "带控制" in entry_titles(client, "/search/feed.atom?q=控制")
    assert client.get("/search/feed.atom?q=%00%0b").status_code == 200


def test_markup_of_the_scanner_stays_text_in_a_summary(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, headline="标记", body="<b>粗</b>与<script>坏</script>")
    queue_index([article.pk])
    drain()
    summary = feed(client, "/search/feed.atom?q=标记").findtext(f"{ATOM}entry/{ATOM}summary") or ""
    assert summary.startswith("&lt;b&gt;粗&lt;/b&gt;与&lt;script&gt;")


def test_a_feed_with_a_bad_filter_says_so(client: Client, archive: Archive) -> None:
    assert client.get("/search/feed.atom?year=x").status_code == 400
    assert client.get("/programs/none/feed.atom").status_code == 404


def test_a_feed_asks_little_and_the_same_however_long(client: Client, archive: Archive) -> None:
    with CaptureQueriesContext(connection) as before:
        feed(client, "/search/feed.atom")
    for number in range(10):
        builders.make_article(page=archive.front, headline=f"系列{number}", reporters=["李敏"])
    queue_index(list(Article.objects.values_list("pk", flat=True)))
    drain()
    with CaptureQueriesContext(connection) as after:
        assert len(entry_titles(client, "/search/feed.atom")) == 13
    assert len(after) == len(before) <= 3


@pytest.mark.parametrize("kind", [Article.Kind.NOTICE, Article.Kind.ADVERT])
def test_what_names_private_persons_is_not_spread(client: Client, archive: Archive, kind: Article.Kind) -> None:
    article = notice(archive, kind)
    page = client.get(article.get_absolute_url()).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "ld+json" not in page
    assert "遗失声明" not in entry_titles(client, "/search/feed.atom")
    assert entry_titles(client, f"/search/feed.atom?kind={kind}") == ["遗失声明"]
    assert f"http://testserver{article.get_absolute_url()}" not in locations(client, "/sitemap-articles.xml")


def test_the_sitemap_leads_to_every_public_page(client: Client, archive: Archive) -> None:
    Article.objects.filter(pk=archive.weather.pk).update(state=Article.State.WITHDRAWN)
    sections = locations(client, "/sitemap.xml")
    found = [each for section in sections for each in locations(client, section)]
    wanted: list[Any] = [
        archive.launch,
        archive.older,
        archive.issue,
        archive.department,
        archive.program,
        archive.newspaper,
    ]
    assert {f"http://testserver{each.get_absolute_url()}" for each in wanted} <= set(found)
    assert f"http://testserver{archive.weather.get_absolute_url()}" not in found
    assert [each for each in found if client.get(each).status_code != 200] == []


def test_the_index_of_the_sitemap_is_remembered(client: Client, archive: Archive) -> None:
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as again:
        assert client.get("/sitemap.xml").status_code == 200
    assert len(again) == 0


def test_robots_are_told_where_to_go(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /search/\n" in text
    assert "Sitemap: http://testserver/sitemap.xml\n" in text


def test_browsers_can_add_the_search(client: Client) -> None:
    response = client.get("/opensearch.xml")
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own document
    templates = [each.get("template") for each in root.iter() if each.get("template")]
    assert templates[0] == "http://testserver/search/?q={searchTerms}"
    types = {each.get("type"): each.get("template", "") for each in root.iter() if each.get("template")}
    completions = types["application/x-suggestions+json"].replace("{searchTerms}", "怀川码")
    assert client.get(completions).json()[1][0] == "怀川码上办"
    assert "/opensearch.xml" in Seen(client.get("/about/")).attributes("link", "href")


def test_an_icon_is_found_by_every_page_and_at_its_usual_address(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response["Location"].endswith(".ico")
    assert client.get(response["Location"])["Content-Type"] in {"image/x-icon", "image/vnd.microsoft.icon"}
    for address in ("/", "/admin/login/"):
        assert "/static/img/seal.svg" in Seen(client.get(address)).attributes("link", "href")


def test_an_article_describes_itself_and_cannot_break_out(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, headline="</script><b>头条", reporters=["王晓明"])
    text = client.get(article.get_absolute_url()).content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    data = json.loads(block)
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "</script><b>头条"
    assert data["datePublished"] == "2022-01-28"
    assert data["author"] == [{"@type": "Person", "name": "王晓明"}]
    assert data["copyrightNotice"] == "版权归怀川日报社所有。"


def test_whoever_has_the_page_already_is_told_so(client: Client, archive: Archive) -> None:
    for address in (
        *("/", "/search/?q=上线", "/search/feed.atom", "/sitemap-articles.xml", "/robots.txt"),
        *(archive.launch.get_absolute_url(), archive.department.get_absolute_url(), archive.issue.get_absolute_url()),
    ):
        tag = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": tag})
        assert (address, again.status_code, again.content) == (address, 304, b"")


def test_a_page_that_changed_is_sent_again(client: Client, archive: Archive) -> None:
    feed_address, address = "/search/feed.atom", archive.launch.get_absolute_url()
    tags = {each: client.get(each)["ETag"] for each in (feed_address, address)}
    Article.objects.filter(pk=archive.launch.pk).update(state=Article.State.WITHDRAWN)
    assert client.get(feed_address, headers={"If-None-Match": tags[feed_address]}).status_code == 200
    assert client.get(address, headers={"If-None-Match": tags[address]}).status_code == 410


def test_the_sitemap_leaves_out_what_leads_on_and_what_nothing_is_printed_of(client: Client, archive: Archive) -> None:
    former = builders.make_department(name="怀川市行政服务中心", slug="old-centre")
    DepartmentSuccession.objects.create(predecessor=former, successor=archive.department)
    builders.make_article(page=archive.front, headline="中心开放", body="中心开放。", departments=[former])
    queue_index(list(Article.objects.values_list("pk", flat=True)))
    drain()
    silent: list[Any] = [
        builders.make_department(name="怀川市营商环境中心"),
        builders.make_program(name="怀川好办"),
        builders.make_reporter(name="赵云"),
    ]
    assert locations(client, "/sitemap-departments.xml") == [
        f"http://testserver{archive.department.get_absolute_url()}"
    ]
    found = [each for name in ("programs", "reporters") for each in locations(client, f"/sitemap-{name}.xml")]
    assert f"http://testserver{archive.program.get_absolute_url()}" in found
    assert not {f"http://testserver{each.get_absolute_url()}" for each in silent} & set(found)


def test_the_sitemap_keeps_a_department_that_was_split(client: Client, archive: Archive) -> None:
    split = builders.make_department(name="怀川市经贸委", slug="split")
    for name in ("怀川市商务局", "怀川市工信局"):
        DepartmentSuccession.objects.create(predecessor=split, successor=builders.make_department(name=name))
    article = builders.make_article(page=archive.front, headline="旧委旧事", body="旧事。", departments=[split])
    queue_index([article.pk])
    drain()
    assert f"http://testserver{split.get_absolute_url()}" in locations(client, "/sitemap-departments.xml")
