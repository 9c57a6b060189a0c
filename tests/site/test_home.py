"""The home page: search with examples, the latest issue, what is spoken of, what is held, this day of other years."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Newspaper
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def see(client: Client, address: str) -> Seen:
    return Seen(client.get(address))


def print_article(date: datetime.date, headline: str, label: str = "A01") -> None:
    page = builders.make_page(issue=builders.make_issue(date=date), label=label)
    builders.make_article(page=page, headline=headline, body="当天的事。")


def test_home_opens_with_search_and_examples_that_find_something(client: Client, archive: Archive) -> None:
    page = see(client, "/")
    examples = page.texts("p", class_="examples")
    assert examples == ["例如 怀川码上办 怀川市政务服务局 “怀川码上办正式上线”"]
    assert page.links("怀川码上办")[0] == "/search/?q=%E6%80%80%E5%B7%9D%E7%A0%81%E4%B8%8A%E5%8A%9E"
    for example in ("怀川码上办", "怀川市政务服务局", "“怀川码上办正式上线”"):
        assert "共 1 篇" in see(client, page.links(example)[0]).text, example


def test_a_name_that_no_article_holds_as_it_stands_is_no_example(client: Client, archive: Archive) -> None:
    program = builders.make_program(name="怀川市营商环境监测平台", aliases=["营商平台"])
    article = builders.make_article(page=archive.front, headline="", body="营商平台上线。")
    builders.mention_program(article=article, program=program, surface="营商平台")
    archive.launch.mentions.all().delete()
    queue_index([article.pk, archive.launch.pk])
    drain()
    page = see(client, "/")
    assert page.links("怀川市营商环境监测平台") == [program.get_absolute_url()]
    assert "监测平台" not in page.texts("p", class_="examples")[0]


def test_home_tells_what_is_held(client: Client, archive: Archive) -> None:
    assert "馆藏 2 期 3 版 3 篇，2021—2022年" in see(client, "/").text


def test_home_shows_the_front_page_of_the_latest_issue(client: Client, archive: Archive) -> None:
    page = see(client, "/")
    (front,) = page.texts("ul", class_="front")
    assert front.startswith("数字政府建设提速 怀川码上办正式上线")
    assert "社区食堂开张" not in front
    assert page.links("最新一期") == ["/huaichuan/2022-01-28/"]
    assert page.links("A02") == ["/huaichuan/2022-01-28/A02/"]


def test_home_shows_a_sample_only_where_there_is_no_newspaper(client: Client, archive: Archive) -> None:
    sample = builders.make_newspaper(name="样例报", slug="sample", kind=Newspaper.Kind.SAMPLE)
    later = builders.make_issue(newspaper=sample, date=datetime.date(2024, 5, 1))
    builders.make_article(page=builders.make_page(issue=later), headline="样例里的标题")
    assert "样例里的标题" not in see(client, "/").text
    assert see(client, "/newspapers/").texts("h2") == ["怀川日报", "样例报 样例，只供试用"]
    Newspaper.objects.filter(pk=archive.newspaper.pk).update(kind=Newspaper.Kind.SAMPLE)
    assert "样例里的标题" in see(client, "/").text


def test_home_ranks_what_is_spoken_of_in_the_year_before_the_latest_issue(client: Client, archive: Archive) -> None:
    old = builders.make_program(name="旧日项目")
    long_ago = builders.make_page(issue=builders.make_issue(date=datetime.date(2019, 1, 1)))
    earlier = builders.make_page(issue=builders.make_issue(date=datetime.date(2021, 11, 3)))
    articles = [
        builders.make_article(page=long_ago, headline="旧日项目开工", programs=[old]),
        builders.make_article(page=earlier, headline="怀川码上办试运行", programs=[archive.program]),
    ]
    queue_index([each.pk for each in articles])
    drain()
    page = see(client, "/")
    programs, departments = page.texts("section", class_="ranking")
    assert programs == "新近报道的项目 2021年2月至2022年1月，逐月 怀川码上办 2 篇 全部 ›"
    assert departments == "新近报道的部门 2021年2月至2022年1月，逐月 怀川市政务服务局 1 篇 全部 ›"
    (counted,) = page.links("2 篇")
    assert counted == "/search/?program=huai-chuan-ma-shang-ban&date_from=2021-02-01"
    assert "共 2 篇" in see(client, counted).text
    # Two months of twelve have a bar: the tenth and the last.
    assert page.attributes("path", "d")[1] == "M45 0h4v14h-4zM55 0h4v14h-4z"


def test_home_strip_shows_every_month_and_the_gaps(client: Client, archive: Archive) -> None:
    page = see(client, "/")
    assert len(page.texts("td", class_="depth-4")) == 1
    assert page.texts("td", class_="depth-2") == ["1"]
    assert len(page.texts("td", class_="depth-0")) == 22
    assert page.attributes("td", "class").count("total") == 2
    for first, last, count in [("2021-12-01", "2021-12-31", 1), ("2022-01-01", "2022-01-31", 2)]:
        address = f"/search/?date_from={first}&date_to={last}"
        assert address in page.attributes("a", "href")
        assert f"共 {count} 篇" in see(client, address).text


def test_home_strip_of_a_long_archive_names_the_early_years_in_a_line(client: Client, archive: Archive) -> None:
    builders.make_page(issue=builders.make_issue(date=datetime.date(1953, 3, 1)))
    page = see(client, "/")
    assert page.texts("p", class_="earlier-years") == ["更早 1953"]
    assert page.links("1953") == ["/search/?year=1953"]
    assert len(page.texts("td", class_="total")) == 15
    assert page.texts("td", class_="total")[2:] == ["未收"] * 13
    assert "1953—2022年" in page.text


def test_home_remembers_this_day_of_earlier_years(
    client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2024, 5, 1))
    print_article(datetime.date(2020, 5, 1), "内页的消息", label="A05")
    print_article(datetime.date(2020, 5, 1), "四年前的今天")
    print_article(datetime.date(2024, 5, 1), "今天的报")
    print_article(datetime.date(2020, 5, 2), "第二天")
    print_article(datetime.date(2019, 4, 29), "五年前的前两天")
    print_article(datetime.date(2018, 5, 5), "六年前的第五天")
    (remembered,) = see(client, "/").texts("section", class_="on-this-day")
    assert remembered == "历史上的今天 2020年 四年前的今天2019年4月29日 五年前的前两天"


def test_the_day_itself_goes_before_the_week_and_three_lines_are_enough(
    client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2024, 2, 29))
    for year, day in [(2023, 27), (2022, 26), (2021, 28), (2020, 29), (2019, 28)]:
        print_article(datetime.date(year, 2, day), f"{year}年的事")
    (remembered,) = see(client, "/").texts("section", class_="on-this-day")
    assert remembered == "历史上的今天 2021年2月28日 2021年的事2020年 2020年的事2019年2月28日 2019年的事"


def test_home_asks_no_more_the_more_it_shows(client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2030, 5, 1))
    for year in range(2005, 2030):
        print_article(datetime.date(year, 5, 1), f"{year}年的事")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) <= 9
