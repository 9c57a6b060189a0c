"""From a result into the article: the same marks, numbered, and the bar that leads from one to the next."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def opened(client: Client, article: Article, **parameters: Any) -> Seen:
    return Seen(client.get(article.get_absolute_url(), parameters))


def bar(page: Seen) -> str:
    return page.texts("span", class_="hits-count")[0]


def ways(page: Seen) -> list[str]:
    """The addresses of the hit before and the hit after."""
    return [url for url in page.attributes("a", "href") if "#hit-" in url]


def numbers(page: Seen) -> list[int]:
    return [int(number) for number in re.findall(r'<mark id="hit-(\d+)">', page.html)]


def test_hits_are_numbered_in_the_order_of_the_page(client: Client, archive: Archive) -> None:
    page = opened(client, archive.launch, q="怀川 王晓明 八百项")
    assert page.texts("mark") == ["怀川", "八百项", "王晓明", "怀川", "怀川", "八百项"]
    assert numbers(page) == [1, 2, 3, 4, 5, 6]
    assert bar(page) == "文中 6 处"


def test_the_bar_leads_round_from_hit_to_hit(client: Client, archive: Archive) -> None:
    page = opened(client, archive.launch, q="上线")
    assert (bar(page), ways(page)) == (
        "文中 2 处",
        ["?q=%E4%B8%8A%E7%BA%BF&hit=2#hit-2", "?q=%E4%B8%8A%E7%BA%BF&hit=1#hit-1"],
    )
    page = opened(client, archive.launch, q="上线", hit=2)
    assert bar(page) == "第 2 / 2 处"
    assert [url.split("#")[1] for url in ways(page)] == ["hit-1", "hit-1"]


@pytest.mark.parametrize("asked", ["0", "3", "-1", "abc", "\x00", "２", "9" * 4000])
def test_a_number_that_is_no_hit_asks_for_none(client: Client, archive: Archive, asked: str) -> None:
    page = opened(client, archive.launch, q="上线", hit=asked)
    assert page.status == 200
    assert bar(page) == "文中 2 处"


def test_an_article_opened_without_words_or_without_hits_has_no_bar(client: Client, archive: Archive) -> None:
    assert opened(client, archive.launch).texts("nav", class_="hits") == []
    page = opened(client, archive.launch, q="查无此句")
    assert page.texts("nav", class_="hits") == []
    assert page.links("‹ 回到“查无此句”的检索结果") == ["/search/?q=%E6%9F%A5%E6%97%A0%E6%AD%A4%E5%8F%A5"]


def test_a_hit_that_a_link_or_a_line_end_cuts_is_one(client: Client, archive: Archive) -> None:
    page = opened(client, archive.launch, q="“宣布，怀川码上办正式上线。市民”")
    assert numbers(page) == [1]
    assert page.texts("mark") == ["宣布，", "怀川码上办", "正式上线。", "市民"]
    assert bar(page) == "文中 1 处"


def test_a_credit_found_with_its_role_is_marked_in_list_and_article(client: Client, archive: Archive) -> None:
    words = "“记者 王晓明”"
    results = Seen(client.get("/search/", {"q": words}))
    assert results.texts("mark") == ["记者", "王晓明", "记者", "王晓明"]
    page = opened(client, archive.launch, q=words)
    assert page.texts("mark") == ["记者", "王晓明"]
    assert numbers(page) == [1]


def test_a_role_is_marked_once_for_all_its_names(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, body="雪后初晴。", reporters=["李敏", "赵大河"])
    queue_index([article.pk])
    drain()
    page = opened(client, article, q="记者 赵大河")
    assert page.texts("mark") == ["记者", "赵大河"]
    assert numbers(page) == [1, 2]
    page = opened(client, article, q="“记者赵大河”")
    assert page.texts("mark") == ["赵大河"]
    assert bar(page) == "文中 1 处"


def test_hits_before_the_text_are_seen_in_the_list(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, dateline="本台北京电", agency="新华社", body="会议闭幕。")
    queue_index([article.pk])
    drain()
    results = Seen(client.get("/search/", {"q": "新华社"}))
    assert results.texts("mark") == ["新华社"]
    results = Seen(client.get("/search/", {"q": "北京电"}))
    assert results.texts("p", class_="result-snippet") == ["本台北京电 会议闭幕。"]
    assert results.texts("mark") == ["北京电"]
    results = Seen(client.get("/search/", {"q": "北京电 闭幕"}))
    assert results.texts("mark") == ["北京电", "闭幕"]


def test_what_stands_before_the_text_is_marked_too(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, dateline="新华社北京电", agency="新华社", body="会议闭幕。")
    queue_index([article.pk])
    drain()
    page = opened(client, article, q="新华社")
    assert page.texts("mark") == ["新华社", "新华社"]
    assert bar(page) == "文中 2 处"
