"""What holds a query as it stands and what only its words: the numbers, the order, the help that explains both."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.search.draining import drain
from articles.search.normalize import normalize
from articles.search.parsing import MAX_LENGTH, MAX_TERMS
from articles.services.text_changed import queue_index
from articles.views import paging, result_lists
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

DIVIDER = "以下 2 篇不含原样的这几个字，但含有其中各词"


@pytest.fixture
def scattered(archive: Archive) -> None:
    """One article that holds 数字经济发展 as it stands, and two that hold its words apart."""
    bodies = ["数字经济发展成果丰硕。", "数字让经济加快发展。", "发展靠经济，经济靠数字。"]
    articles = [
        builders.make_article(page=archive.front, headline=f"第{number}篇", body=body)
        for number, body in enumerate(bodies)
    ]
    queue_index([each.pk for each in articles])
    drain()


def search(client: Client, **parameters: Any) -> Seen:
    return Seen(client.get("/search/", parameters))


def rows(page: Seen) -> list[str]:
    """The titles of a page in order, with the line that parts them."""
    found = re.findall(r'results-rest">([^<]*)<|result-title"><a href="/article/\d+/[^"]*">([^<]*)<', page.html)
    return [divider or title for divider, title in found]


def test_the_page_says_how_many_of_each(client: Client, scattered: None) -> None:
    assert "共 3 篇（原样含有 1 篇，另 2 篇只含其中各词）" in search(client, q="数字经济发展").text
    assert "共 1 篇 排序" in search(client, q="“数字经济发展”").text
    assert "共 3 篇（没有一篇原样含有，都只含其中各词）" in search(client, q="发展 数字").text


def test_by_relevance_a_line_parts_them(client: Client, scattered: None) -> None:
    found = rows(search(client, q="数字经济发展"))
    assert found[:2] == ["第0篇", DIVIDER]
    assert set(found[2:]) == {"第1篇", "第2篇"}


def test_the_line_stands_once_also_where_a_page_begins_with_it(
    client: Client, scattered: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (paging, result_lists):
        monkeypatch.setattr(module, "PAGE_SIZE", 1)
    pages = [rows(search(client, q="数字经济发展", page=number)) for number in (1, 2, 3)]
    assert [page.count(DIVIDER) for page in pages] == [0, 1, 0]


def test_by_date_each_row_says_it(client: Client, scattered: None) -> None:
    page = search(client, q="数字经济发展", sort="newest")
    assert DIVIDER not in page.text
    sources = page.texts("p", class_="result-source")
    assert sum("只含其中各词" in source for source in sources) == 2


def test_a_title_field_marks_titles_only(client: Client, archive: Archive) -> None:
    page = search(client, q="标题:码上办")
    assert page.texts("mark") == ["码上办"]
    opened = Seen(client.get(archive.launch.get_absolute_url(), {"q": "标题:码上办"}))
    assert opened.texts("mark") == ["码上办"]
    assert opened.texts("span", class_="hits-count") == ["文中 1 处"]


def test_what_was_ignored_or_read_otherwise_is_said(client: Client, archive: Archive) -> None:
    assert "单独的标点不参与检索，已忽略" in search(client, q="码上办 。").texts("p", class_="notice")[0]
    assert "名录里没有记者“赵无名”" in search(client, q="码上办 记者:赵无名").texts("p", class_="notice")[0]


def test_the_help_tells_what_the_normaliser_does(client: Client, archive: Archive) -> None:
    (told,) = search(client).texts("details", class_="search-help")
    for mark in "“”‘’「」『』《》〈〉":
        assert mark in told and normalize(mark) == ""
    same = [("“焦我办”APP", "焦我办APP"), ("ＡＰＰ", "app"), ("①", "1"), ("…", "..."), ("—", "–"), ("萬", "万")]
    assert all(normalize(one) == normalize(other) for one, other in same)
    assert all(
        words in told
        for words in ("“焦我办”APP", "大写与小写", "全角与半角", "①与1", "…与...", "繁体与简体", "空白、换行")
    )
    assert normalize("焦作。作家") != normalize("焦作作家")
    assert "3.35亿、99.9%、（一期）" in told
    assert f"检索内容最长 {MAX_LENGTH} 字、{MAX_TERMS} 个词" in told


def test_the_help_is_open_where_nothing_is_asked_and_folded_under_results(client: Client, archive: Archive) -> None:
    assert search(client).attributes("details", "open") == [""]
    assert search(client, q="码上办").attributes("details", "open") == []


def test_a_field_takes_no_more_than_is_searched_for(client: Client, archive: Archive) -> None:
    for address in ("/", "/search/", archive.program.get_absolute_url()):
        lengths = set(Seen(client.get(address)).attributes("input", "maxlength"))
        assert lengths == {str(MAX_LENGTH)}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("怀川 或 食堂", {"怀川码上办正式上线", "社区食堂开张"}),
        ("怀川 OR 食堂", {"怀川码上办正式上线", "社区食堂开张"}),
        ("王晓明 -食堂", {"怀川码上办正式上线"}),
        ("记者:王晓明", {"怀川码上办正式上线", "社区食堂开张"}),
        ("部门:政务服务局", {"怀川码上办正式上线"}),
        ("项目:怀川码上办 手机", {"怀川码上办正式上线"}),
    ],
)
def test_the_language_that_the_help_teaches_works(
    client: Client, archive: Archive, typed: str, found: set[str]
) -> None:
    assert set(search(client, q=typed).texts("h2", class_="result-title")) == found
