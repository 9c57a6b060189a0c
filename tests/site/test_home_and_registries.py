"""The home page, the index pages of departments, programs and reporters, and what their entries say of themselves."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Department, Newspaper
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from entities.models import Program
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def see(client: Client, address: str) -> Seen:
    return Seen(client.get(address))


def test_home_opens_with_search_and_examples_that_find_something(client: Client, archive: Archive) -> None:
    page = see(client, "/")
    assert page.links("怀川码上办")[0] == "/search/?q=%E6%80%80%E5%B7%9D%E7%A0%81%E4%B8%8A%E5%8A%9E"
    assert "共 1 篇" in see(client, page.links("怀川码上办")[0]).text
    assert "馆藏文章 3 篇" in page.text


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
    article = builders.make_article(page=long_ago, headline="旧日项目开工", programs=[old])
    queue_index([article.pk])
    drain()
    programs, departments = see(client, "/").texts("section", class_="ranking")
    assert programs == "最近被提到的项目 怀川码上办 1 全部 ›"
    assert departments == "最近被写到的部门 怀川市政务服务局 1 全部 ›"


def test_home_strip_shows_every_month_and_the_gaps(client: Client, archive: Archive) -> None:
    page = see(client, "/")
    (strip,) = page.texts("section", class_="coverage")
    assert "2022" in strip
    assert "2021" in strip
    assert len(page.texts("td", class_="depth-4")) == 1
    assert len(page.texts("td", class_="depth-0")) == 22
    assert "/search/?date_from=2021-12-01&date_to=2021-12-31" in page.attributes("a", "href")


def test_home_remembers_this_day_of_other_years(
    client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2024, 5, 1))
    for date, headline in [((2020, 5, 1), "四年前的今天"), ((2024, 5, 1), "今天的报"), ((2020, 5, 2), "另一天")]:
        printed = builders.make_page(issue=builders.make_issue(date=datetime.date(*date)))
        builders.make_article(page=printed, headline=headline, body="当天的事。")
    page = see(client, "/")
    assert "2020年 四年前的今天" in page.text
    assert "2024年 今天的报" not in page.text and "2020年 另一天" not in page.text


def test_departments_stand_by_level_with_their_counts(client: Client, archive: Archive) -> None:
    builders.make_department(name="河南省审计厅", level=Department.Level.PROVINCE, slug="shen-ji-ting")
    province, city = see(client, "/departments/").texts("section", class_="group")
    assert province == "省 0 1 个尚无报道 河南省审计厅"
    assert city == "市 1 怀川市政务服务局 1"


def test_department_page_tells_its_place_names_and_programs(client: Client, archive: Archive) -> None:
    above = builders.make_department(name="怀川市人民政府", slug="shi-zheng-fu")
    Department.objects.filter(pk=archive.department.pk).update(parent=above)
    archive.department.aliases.create(surface="市政务服务局")
    page = see(client, archive.department.get_absolute_url())
    assert "又称市政务服务局" in page.text
    assert page.links("怀川市人民政府") == ["/departments/shi-zheng-fu/"]
    assert "主办项目怀川码上办" in page.text
    assert see(client, above.get_absolute_url()).links("怀川市政务服务局")[0] == "/departments/zheng-wu-fu-wu-ju/"


def test_programs_stand_by_kind_without_slogans(client: Client, archive: Archive) -> None:
    slogan = builders.make_program(name="为民办实事", slug="wei-min", kind=Program.Kind.SLOGAN)
    builders.make_program(name="共同富裕", kind=Program.Kind.PHRASE)
    page = see(client, "/programs/")
    assert page.texts("section", class_="group") == ["应用 1 怀川码上办 1"]
    assert see(client, slogan.get_absolute_url()).texts("h1") == ["为民办实事"]


def test_program_page_tells_what_it_is_and_who_runs_it(client: Client, archive: Archive) -> None:
    Program.objects.filter(pk=archive.program.pk).update(summary="办事的手机应用。")
    archive.program.aliases.create(surface="码上办")
    page = see(client, archive.program.get_absolute_url())
    assert "办事的手机应用。" in page.text
    assert "又称码上办" in page.text
    assert page.links("怀川市政务服务局")[0] == "/departments/zheng-wu-fu-wu-ju/"


def test_reporters_who_signed_most_stand_first(client: Client, archive: Archive) -> None:
    page = see(client, "/reporters/")
    assert page.texts("ul", class_="entries") == ["王晓明 2李敏 1"]
    assert "共 2 人有署名文章" in page.text


def test_reporters_by_letter(client: Client, archive: Archive) -> None:
    builders.make_reporter(name="安然", pinyin="an1 ran2")
    assert see(client, "/reporters/?letter=A").texts("ul", class_="entries") == ["安然 0"]
    assert see(client, "/reporters/?letter=a").texts("ul", class_="entries") == ["安然 0"]
    assert "没有姓氏拼音以 Q 开头的记者" in see(client, "/reporters/?letter=q").text


def test_registries_count_every_entry_however_many_there_are(client: Client, archive: Archive) -> None:
    departments = [builders.make_department(name=f"怀川市第{number}局") for number in range(110)]
    reporters = [f"记者{number}" for number in range(110)]
    article = builders.make_article(page=archive.front, body="名单。", departments=departments, reporters=reporters)
    queue_index([article.pk])
    drain()
    assert "尚无报道" not in see(client, "/departments/").text
    assert "共 112 人有署名文章" in see(client, "/reporters/").text


def test_about_tells_how_to_report_an_error(client: Client, archive: Archive) -> None:
    page = see(client, "/about/")
    assert "发现错误" in page.text
    assert page.links("怀川日报") == ["/huaichuan/"]
    assert "版权归怀川日报社所有。" in page.text
