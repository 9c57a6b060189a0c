"""The statistics: departments, programs and reporters month by month, every number with its articles."""

import datetime
import re

import pytest
from django.test import Client

from articles.models import Department, DepartmentSuccession
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services.text_changed import text_changed
from tests import builders
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db

#: Day of the issue → bodies of its articles, each with its reporter.
PRINTED = {
    datetime.date(2021, 11, 3): [("今日天气晴朗。", "李敏")],
    datetime.date(2022, 1, 28): [
        ("怀川市林业局介绍，百村添绿开始。", "王晓明"),
        ("怀川市林业局再次介绍情况。", "李敏"),
    ],
    datetime.date(2022, 2, 9): [("今日有雪。", "李敏")],
    datetime.date(2022, 4, 2): [("怀川市林业局与怀川市民政局一同推进百村添绿。", "王晓明")],
}


@pytest.fixture
def printed() -> None:
    builders.make_department(name="怀川市林业局", short_name="市林业局", place="怀川市", slug="lin-ye")
    builders.make_department(name="怀川市民政局", place="怀川市", slug="min-zheng")
    builders.make_program(name="百村添绿", slug="bai-cun", kind="campaign")
    ids = [
        builders.make_article(
            page=builders.make_page(issue=builders.make_issue(date=date), label=f"A{number}"),
            headline=f"消息{date:%m}之{number}",
            body=body,
            reporters=[reporter],
        ).pk
        for date, articles in PRINTED.items()
        for number, (body, reporter) in enumerate(articles, 1)
    ]
    text_changed(ids)
    rebuild(search_backend())


def see(client: Client, address: str, status: int = 200) -> Seen:
    response = client.get(address)
    assert response.status_code == status
    return Seen(response)


def table(page: Seen, number: int) -> list[list[str]]:
    """The rows of the page's table of numbers."""
    html = re.findall('<table class="numbers">.*?</table>', page.html, re.DOTALL)[number]
    rows = re.findall("<tr>.*?</tr>", html, re.DOTALL)
    return [[re.sub("<[^>]+>", "", cell) for cell in re.findall("<t[hd].*?</t[hd]>", row)] for row in rows]


@pytest.mark.usefixtures("printed")
def test_departments_stand_by_month_with_gaps_told_from_noughts(client: Client) -> None:
    page = see(client, "/statistics/")
    assert page.texts("h2") == ["2021年11月至2022年4月 全部报道", "部门逐月篇数"]
    heads, first, second = table(page, 1)
    assert heads[1:] == ["2021年11月", "2021年12月", "2022年1月", "2022年2月", "2022年3月", "2022年4月", "合计"]
    assert first == ["怀川市林业局", "0", "—", "2", "0", "—", "1", "3"]
    assert second == ["怀川市民政局", "0", "—", "0", "0", "—", "1", "1"]
    assert page.texts("rect", class_="gap")  # the picture says so, too
    assert "2022年3月：没有收报纸" in page.html


@pytest.mark.usefixtures("printed")
@pytest.mark.parametrize("subject", ["", "programs/", "reporters/"])
@pytest.mark.parametrize("narrowed", ["", "?month_from=2022-01&month_to=2022-03", "?role=primary", "?role=mentioned"])
def test_every_number_leads_to_as_many_articles(client: Client, subject: str, narrowed: str) -> None:
    page = see(client, f"/statistics/{subject}{narrowed}")
    marks = re.findall(r'href="(/search/[^"]+)"[^>]*>(?:<title>[^<]*?([0-9,]+)篇</title>|([0-9,]+)<)', page.html)
    assert len(marks) > 3
    for address, in_picture, in_table in marks:
        found = see(client, address.replace("&amp;", "&"))
        assert f"共 {in_picture or in_table} 篇" in found.text, address


@pytest.mark.usefixtures("printed")
def test_the_picture_and_its_table_have_the_same_links(client: Client) -> None:
    page = see(client, "/statistics/")
    picture, rest = page.html.split('<svg class="heat-cells"')[1].split("</figcaption>")[0].split("<figcaption>")
    assert set(re.findall('href="(/search/[^"]+)"', picture)) == set(re.findall('href="(/search/[^"]+)"', rest))


@pytest.mark.usefixtures("printed")
def test_a_department_renamed_is_counted_under_its_present_name(client: Client) -> None:
    old = builders.make_department(name="怀川市绿化办公室", place="怀川市", slug="lv-hua")
    article = builders.make_article(
        page=builders.make_page(issue=builders.make_issue(date=datetime.date(2022, 2, 9)), label="A9"),
        headline="绿化",
        body="怀川市绿化办公室介绍情况。",
    )
    DepartmentSuccession.objects.create(predecessor=old, successor=Department.objects.get(slug="lin-ye"))
    text_changed([article.pk])
    rebuild(search_backend())
    rows = {row[0]: row[1:] for row in table(see(client, "/statistics/"), 1)}
    assert rows["怀川市林业局"] == ["0", "—", "2", "1", "—", "1", "4"]
    assert "怀川市绿化办公室" not in rows


@pytest.mark.usefixtures("printed")
def test_a_period_is_chosen_and_kept_from_subject_to_subject(client: Client) -> None:
    page = see(client, "/statistics/?month_from=2022-01&month_to=2022年2月&role=primary")
    assert table(page, 1)[0] == ["部门", "2022年1月", "2022年2月", "合计"]
    assert page.attributes("input", "value") == ["", "2022-01", "2022-02", "primary"]
    (address,) = page.links("记者")[1:]
    assert "month_from=2022-01" in address and "role" not in address
    reporters = table(see(client, address), 1)
    assert [row[0] for row in reporters] == ["记者", "李敏", "王晓明"]


@pytest.mark.usefixtures("printed")
def test_periods_at_hand_end_with_what_is_held(client: Client) -> None:
    page = see(client, "/statistics/?month_from=2022-04&month_to=2022-04")
    assert page.links("最近一季") == ["?month_from=2022-04&month_to=2022-04"]
    assert page.links("2022年")[0] == "?month_from=2022-01&month_to=2022-04"
    assert page.links("全部")[0] == "?month_from=2021-11&month_to=2022-04"


@pytest.mark.usefixtures("printed")
def test_more_than_is_held_is_cut_and_said(client: Client) -> None:
    page = see(client, "/statistics/?month_from=1990-01&month_to=2050-01")
    assert "文库里的报纸只在这段时间之内" in page.text
    assert page.texts("h2")[0].startswith("2021年11月至2022年4月")
    empty = see(client, "/statistics/?month_from=1990-01&month_to=1991-01")
    assert "这段时间文库里没有收报纸" in empty.text and empty.links("看全部时间") != []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("month_from=昨天", "起始月份不是月份，请写成 2022-01 的样子。"),
        ("month_to=2022-13", "截止月份不是月份，请写成 2022-01 的样子。"),
        ("month_from=%00", "起始月份不是月份，请写成 2022-01 的样子。"),
        ("month_from=2022-02&month_to=2022-01", "截止月份早于起始月份。"),
        ("role=owner", "角色里没有“owner”这一种。"),
        ("newspaper=none", "名录里没有这份报纸：none。"),
    ],
)
@pytest.mark.usefixtures("printed")
def test_what_cannot_be_used_is_named(client: Client, query: str, message: str) -> None:
    page = see(client, f"/statistics/?{query}", status=400)
    assert page.texts("p", role="alert") == [message]
    assert page.links("去掉条件，从头看起") == ["/statistics/"]
    assert client.get(f"/statistics/departments.csv?{query}").status_code == 400


def test_an_empty_archive_has_no_statistics_yet(client: Client) -> None:
    rebuild(search_backend())
    assert "文库里还没有可以统计的报道" in see(client, "/statistics/").text
    assert client.get("/statistics/departments.xlsx").status_code == 400
