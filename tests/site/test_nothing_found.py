"""A search without hits says why, and offers what is nearest: each offer finds as many as it says."""

import datetime
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from articles.models import Article
from articles.search.backend import search_backend
from articles.search.draining import drain
from articles.search.queries import Filters, SearchQuery
from articles.search.results import SearchResults
from articles.services.text_changed import queue_index
from articles.views import counted_queries
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.fixture(autouse=True)
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine, too, the counts are what ends the looking about."""
    monkeypatch.setattr(counted_queries, "MOST_SECONDS", 600)


def search(client: Client, path: str = "/search/", **parameters: Any) -> Seen:
    page = Seen(client.get(path, parameters))
    assert page.status == 200
    return page


def said(page: Seen) -> str:
    return page.texts("div", class_="nothing")[0]


def offers(client: Client, page: Seen, path: str = "/search/") -> dict[str, int]:
    """The offers with their numbers, each followed and found to be true."""
    made = {}
    for offer in page.texts("li", class_="offer"):
        label, count, _ = offer.rsplit(" ", 2)
        made[label] = int(count.replace(",", ""))
    for label, number in made.items():
        address = page.links(label)[-1]
        followed = Seen(client.get(address if address.startswith("/") else path + address))
        assert f"共 {number} 篇" in followed.text, label
    return made


def test_a_word_that_nothing_holds_is_named_and_can_be_left_out(client: Client, archive: Archive) -> None:
    page = search(client, q="码上办 龘靐")
    assert "没有一篇文章含有“龘靐”。" in said(page)
    assert offers(client, page) == {"码上办": 1}


def test_words_that_never_meet_are_counted(client: Client, archive: Archive) -> None:
    page = search(client, q="码上办 食堂")
    assert "每一项都找得到（“码上办” 1 篇，“食堂” 1 篇），但没有一篇同时符合。" in said(page)
    assert offers(client, page) == {"码上办": 1, "食堂": 1}


def test_a_filter_that_empties_a_result_is_named_and_can_be_lifted(client: Client, archive: Archive) -> None:
    page = search(client, q="码上办", year="2021")
    assert "全库有 1 篇，都不在筛选的范围内。" in said(page)
    assert offers(client, page) == {"不限年份": 1}


def test_of_several_filters_each_that_helps_is_offered(client: Client, archive: Archive) -> None:
    page = search(client, q="码上办", year=["2021", "2020"], kind="article")
    assert offers(client, page) == {"不限年份": 1, "去掉全部筛选": 1}


def test_two_dates_are_lifted_together(client: Client, archive: Archive) -> None:
    many = [builders.make_article(page=archive.front, headline=f"码上办之{number}") for number in range(2)]
    early = builders.make_page(issue=builders.make_issue(date=datetime.date(2020, 1, 1)))
    many.append(builders.make_article(page=early, headline="码上办筹备"))
    queue_index([each.pk for each in many])
    drain()
    page = search(client, q="码上办", date_from="2021-02-01", date_to="2021-03-01")
    assert offers(client, page) == {"不限起始日期": 1, "不限截止日期": 3, "不限日期": 4, "去掉全部筛选": 4}


def test_within_a_dossier_the_whole_archive_is_offered(client: Client, archive: Archive) -> None:
    address = archive.program.get_absolute_url()
    page = search(client, address, q="食堂")
    assert offers(client, page, address) == {"在整个文库中找": 1}


def test_what_stands_outside_the_filters_is_a_link_away(client: Client, archive: Archive) -> None:
    page = search(client, q="码上办", year="2021")
    assert page.links("全库有 1 篇") == ["/search/?q=%E7%A0%81%E4%B8%8A%E5%8A%9E"]
    page = search(client, q="码上办 食堂", year="2021")
    assert "“码上办”全库有 1 篇，都不在筛选的范围内。" in said(page)
    assert page.links("全库有 1 篇") == ["/search/?q=%E7%A0%81%E4%B8%8A%E5%8A%9E"]


def test_words_that_the_filters_leave_out_are_not_called_absent(client: Client, archive: Archive) -> None:
    page = search(client, q="码上办理食堂", year="2021")
    assert "在本次筛选的范围内一次也没有出现" in said(page)
    page = search(client, q="社区 老人 -热饭", year="2021")
    assert "在本次筛选的范围内，找到的 1 篇都含有被排除的词。" in said(page)


def test_of_many_words_only_those_without_hits_are_left_out(client: Client, archive: Archive) -> None:
    standing = "怀川 码上办 上线 市民 手机 办理 八百项 事项"
    page = search(client, q=f"{standing} 龘靐")
    assert offers(client, page)[standing] == 1
    page = search(client, q=f"食堂 {standing} 龘靐")
    assert offers(client, page)[standing] == 1
    page = search(client, q=f"{standing} 食堂 老人 社区")
    assert offers(client, page)[standing] == 1


def test_two_slips_are_mended_together_and_alone(client: Client, archive: Archive) -> None:
    page = search(client, q="怀川马上办 政务服物局")
    assert offers(client, page) == {"怀川码上办 政务服务局": 1, "怀川码上办": 1, "政务服务局": 1}
    page = search(client, q="怀川马上办 社区食唐")
    assert offers(client, page) == {"怀川码上办": 1, "社区食堂": 1}


def test_nothing_is_cut_inside_a_latin_word(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, headline="SCOPE 与 RIPE")
    queue_index([article.pk])
    drain()
    assert offers(client, search(client, q="script")) == {}


class CountingBackend:
    """The archive's own, which keeps the texts it is asked to count."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def search(self, query: SearchQuery) -> SearchResults:
        self.asked.append(query.text)
        return search_backend().search(query)


@pytest.mark.parametrize(
    "typed",
    [
        "龘靐 " * 30,
        "，".join("今起三天我市有小雪最低气温零下五度老人在家门口吃上热饭"),
        "怀川马上办 社区食唐 政务服物局 手基办里",
        "“宣布怀川马上办正式上线市民可办理八百项事项社区食堂开张老人在家门口吃上热汤面”",
        " ".join(f"小雪{number}" for number in range(40)),
        "怀川 码上办 上线 市民 手机 办理 八百项 事项 食堂 老人 社区 开张 小雪 气温 最低",
    ],
)
def test_the_cost_of_a_page_without_hits_is_bounded(
    client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    backend = CountingBackend()
    monkeypatch.setattr(counted_queries, "search_backend", lambda: backend)
    page = search(client, q=typed)
    assert "共 0 篇" in page.text
    assert 0 < len(backend.asked) <= counted_queries.MOST_COUNTS


def test_what_there_is_no_time_to_count_is_not_offered(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = CountingBackend()
    monkeypatch.setattr(counted_queries, "search_backend", lambda: backend)
    clock = count(0, counted_queries.MOST_SECONDS * 0.4)
    counted = counted_queries.CountedQueries(Filters(), clock=lambda: next(clock))
    assert [counted.count(text) for text in ("码上办", "小雪", "食堂", "码上办")] == [1, 1, 0, 1]
    assert backend.asked == ["码上办", "小雪"]


def test_looking_about_leaves_time_to_offer_what_it_found(archive: Archive) -> None:
    clock = count(0, counted_queries.MOST_SECONDS * 0.7)
    counted = counted_queries.CountedQueries(Filters(), clock=lambda: next(clock))
    assert counted.look("小雪") == 0
    clock = count(0, counted_queries.MOST_SECONDS * 0.7)
    counted = counted_queries.CountedQueries(Filters(), clock=lambda: next(clock))
    assert counted.count("小雪") == 1


def test_texts_that_stand_somewhere_are_found_among_many(archive: Archive) -> None:
    counted = counted_queries.CountedQueries(Filters(), clock=lambda: 0)
    texts = [f"“{number}龘靐”" for number in range(200)]
    assert counted.found_among([*texts[:77], "“社区食堂”", *texts[77:]]) == {"“社区食堂”": 1}


def test_what_is_excluded_can_be_let_in(client: Client, archive: Archive) -> None:
    page = search(client, q="码上办 -上线")
    assert "找到的 1 篇都含有被排除的词。" in said(page)
    assert offers(client, page) == {"码上办": 1}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("怀川马上办", "怀川码上办"),
        ("“码上半”", "“码上办”"),
        ("社区食唐", "社区食堂"),
        ("区社食堂", "社区食堂"),
        ("政务服物局 手机", "政务服务局 手机"),
        ("标题:码尚办", "标题:码上办"),
    ],
)
def test_a_confused_character_is_put_right(client: Client, archive: Archive, typed: str, offered: str) -> None:
    page = search(client, q=typed)
    assert page.texts("h2", class_="result-title") == []
    assert offers(client, page)[offered] == 1


def test_a_registered_name_that_sounds_alike_is_offered(client: Client, archive: Archive) -> None:
    archive.program.pinyin = "huai2 chuan1 ma3 shang4 ban4"
    archive.program.save()
    page = search(client, q="怀穿马尚办")
    assert offers(client, page)["怀川码上办"] == 1


def test_a_long_text_is_offered_in_its_longest_parts(client: Client, archive: Archive) -> None:
    page = search(client, q="“老人在家门口吃上热汤面”")
    assert "没有一篇文章含有“老人在家门口吃上热汤面”。" in said(page)
    assert offers(client, page)["“老人在家门口吃上热”"] == 1


def test_nothing_is_ever_widened_silently(client: Client, archive: Archive) -> None:
    for typed in ("怀川马上办", "码上办 食堂", "“老人在家吃上热饭”"):
        page = search(client, q=typed)
        assert "共 0 篇" in page.text
        assert page.texts("h2", class_="result-title") == []


def test_an_empty_archive_explains_nothing(client: Client, archive: Archive) -> None:
    Article.objects.update(state=Article.State.WITHDRAWN)
    queue_index(list(Article.objects.values_list("pk", flat=True)))
    drain()
    page = search(client, q="码上办")
    assert page.texts("ul", class_="offers") == []
    assert "没有一篇" not in page.text


@pytest.mark.parametrize(
    "typed", ["记者:王晓明 食堂开业", "标题:", "-码上办 -食堂 -小雪", "a 或 b", "“", "-" * 900, "龘 " * 300]
)
def test_whatever_finds_nothing_is_answered(client: Client, archive: Archive, typed: str) -> None:
    offers(client, search(client, q=typed))


def test_nothing_stands_beside_a_page_without_anything_to_choose(client: Client, archive: Archive) -> None:
    assert search(client, q="龘靐").texts("div", class_="facets") == []
    assert search(client, q="码上办", date_to="2000-01-01").texts("div", class_="facets") != []
    assert search(client, archive.program.get_absolute_url(), q="龘靐").texts("div", class_="facets") != []


def test_a_department_of_which_nothing_is_printed_says_where_else_to_look(client: Client, archive: Archive) -> None:
    child = builders.make_department(name="怀川市营商环境中心", short_name="营商中心", parent=archive.department)
    page = Seen(client.get(child.get_absolute_url()))
    assert "还没有报道归到“怀川市营商环境中心”" in page.text
    for words in (child.name, child.short_name):
        [link] = page.links(f"“{words}”")
        assert parse_qs(urlsplit(link).query) == {"q": [words]}
    assert f"也可看上级{archive.department.name}的报道。" in page.text
    assert archive.department.get_absolute_url() in page.links(archive.department.name)
    assert "共 0 篇" not in page.text and "主办 提及" not in page.text
    assert page.texts("div", class_="facets") == []


def test_programs_and_reporters_without_articles_say_so_too(client: Client, archive: Archive) -> None:
    program = builders.make_program(name="怀川好办", run_by=archive.department)
    page = Seen(client.get(program.get_absolute_url()))
    assert "还没有报道归到“怀川好办”" in page.text
    assert f"也可看主办部门{archive.department.name}的报道。" in page.text
    reporter = builders.make_reporter(name="赵云")
    assert "还没有报道归到“赵云”" in Seen(client.get(reporter.get_absolute_url())).text


def test_an_entry_that_only_its_filters_leave_empty_keeps_them(client: Client, archive: Archive) -> None:
    page = Seen(client.get(archive.department.get_absolute_url() + "?date_from=2023-01-01"))
    assert "还没有报道归到" not in page.text
    assert page.texts("div", class_="facets") != []
    assert page.links("去掉全部筛选") != []
