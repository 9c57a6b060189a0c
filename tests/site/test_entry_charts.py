"""Charts on the pages of programs, departments and reporters, and the years beside a list."""

import datetime
import re

import pytest
from django.test import Client

from articles.models import Department
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services.text_changed import text_changed
from tests import builders
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db

BODIES = {
    datetime.date(2020, 5, 6): "怀川市金融工作局推进百村添绿，怀川码上办可查。截至5月6日，百村添绿累计植树30万棵。",
    datetime.date(2021, 3, 2): "怀川市金融工作局推进百村添绿。截至3月2日，百村添绿累计植树约45万棵。",
    datetime.date(2021, 4, 9): "百村添绿与怀川码上办一同上线。截至4月9日，百村添绿累计植树50万棵。",
    datetime.date(2022, 1, 8): "怀川市民政局介绍情况，怀川码上办可查。",
}


@pytest.fixture
def told(db: None) -> None:
    builders.make_department(name="怀川市金融工作局", short_name="市金融局", place="怀川市", slug="jin-rong")
    builders.make_department(name="怀川市民政局", place="怀川市", slug="min-zheng")
    builders.make_program(name="百村添绿", slug="bai-cun", kind="campaign")
    builders.make_program(name="怀川码上办", slug="ma-shang")
    ids = [
        builders.make_article(
            page=builders.make_page(issue=builders.make_issue(date=date)),
            headline=f"{date.year}年的消息",
            body=body,
            reporters=["王晓明", "李敏"][: 1 + date.year % 2],
        ).pk
        for date, body in BODIES.items()
    ]
    text_changed(ids)
    rebuild(search_backend())


def see(client: Client, address: str) -> Seen:
    response = client.get(address)
    assert response.status_code == 200
    return Seen(response)


def drawn(page: Seen, title: str) -> str:
    """The chart whose title is or ends with this."""
    return next(
        str(each) for each in re.findall("<figure.*?</figure>", page.html, re.DOTALL) if f"{title}</title>" in each
    )


@pytest.mark.usefixtures("told")
def test_coverage_stands_by_month_and_each_bar_leads_to_its_articles(client: Client) -> None:
    page = see(client, "/programs/bai-cun/")
    chart = drawn(page, "报道逐月篇数")
    marks = re.findall(r'<a href="([^"]+)" tabindex="-1"><title>([^<]+)</title>', chart)
    assert [words for _, words in marks] == ["2020年5月：1篇", "2021年3月：1篇", "2021年4月：1篇"]
    for address, _ in marks:
        assert "共 1 篇" in see(client, address.replace("&amp;", "&")).text
    assert "2020年6月至2021年2月：没有收报纸" in chart
    assert "<td>0</td>" in chart  # in January 2022 there was an issue, and nothing of it


@pytest.mark.usefixtures("told")
def test_a_measure_told_on_three_days_is_a_line_to_its_sentences(client: Client) -> None:
    chart = drawn(see(client, "/programs/bai-cun/"), "（棵）")
    points = re.findall(r'<a href="([^"]+)" tabindex="-1"><title>([^<]+)</title>', chart)
    assert [words for _, words in points] == [
        "2020年5月6日：30万棵，见《2020年的消息》",
        "2021年3月2日：约45万棵（约数），见《2021年的消息》",
        "2021年4月9日：50万棵，见《2021年的消息》",
    ]
    assert all("#p1:~:text=" in address for address, _ in points)
    assert chart.count('class="point about"') == 2  # the point, and the key that explains it


@pytest.mark.usefixtures("told")
def test_programs_that_stand_together_lead_to_the_articles_that_name_both(client: Client) -> None:
    builders.make_program(name="怀川好办", slug="hao-ban")
    article = builders.make_article(body="怀川市金融工作局说，百村添绿、怀川码上办和怀川好办一同推进。")
    text_changed([article.pk])
    rebuild(search_backend())
    for address, query in (
        ("/programs/bai-cun/", "program=bai-cun&with_program=ma-shang"),
        ("/departments/jin-rong/", "department=jin-rong&program=bai-cun&with_program=ma-shang"),
    ):
        chart = drawn(see(client, address), "一同出现的项目")
        pairs = re.findall(r'href="/search/\?([^"]+)"[^>]*>\s*<title>[^<]*：([0-9]+)篇</title>', chart)
        count = {address.replace("&amp;", "&"): count for address, count in pairs}[query]
        found = see(client, f"/search/?{query}")
        assert f"共 {count} 篇" in found.text
        assert "同时提到 怀川码上办" in found.text


@pytest.mark.usefixtures("told")
def test_two_programs_alone_make_no_matrix(client: Client) -> None:
    page = see(client, "/programs/bai-cun/")
    assert "同见于报道" in page.text
    assert "一同出现的项目" not in page.text


@pytest.mark.usefixtures("told")
def test_of_a_single_article_nobody_wrote_most(client: Client) -> None:
    assert "谁写得最多" not in see(client, "/departments/min-zheng/").text


@pytest.mark.usefixtures("told")
def test_who_wrote_most_of_a_department_stands_on_its_page(client: Client) -> None:
    page = see(client, "/departments/jin-rong/")
    assert page.text.index("谁写得最多") < page.text.index("王晓明 2 篇") < page.text.index("李敏 1 篇")
    (address, *_) = page.links("王晓明")
    assert address == "/search/?department=jin-rong&reporter=" + address.rpartition("=")[2]
    assert "共 2 篇" in see(client, address).text


@pytest.mark.usefixtures("told")
def test_a_reporters_page_has_its_coverage_too(client: Client) -> None:
    reporter = builders.make_reporter(name="李敏")
    chart = drawn(see(client, reporter.get_absolute_url()), "报道逐月篇数")
    assert f"reporter={reporter.slug}" in chart and "2021年3月：1篇" in chart


@pytest.mark.usefixtures("told")
def test_departments_beside_lead_to_the_articles_that_name_both(client: Client) -> None:
    article = builders.make_article(body="怀川市民政局与怀川市金融工作局一同介绍。")
    text_changed([article.pk])
    rebuild(search_backend())
    (address,) = [each for each in see(client, "/departments/jin-rong/").links("怀川市民政局") if "with_" in each]
    assert address == "/search/?with_department=jin-rong&department=min-zheng"
    assert "共 1 篇" in see(client, address).text


@pytest.mark.usefixtures("told")
def test_years_stand_as_bars_beside_a_list(client: Client) -> None:
    page = see(client, "/search/?year=2021")
    bars = re.findall(r'<a href="([^"]+)" rel="nofollow" tabindex="-1"><title>([^<]+)</title>', page.html)
    assert [words for _, words in bars] == ["2020年：1篇", "2021年：2篇", "2022年：1篇"]
    assert bars[0][0].replace("&amp;", "&") == "?year=2021&year=2020"
    assert "year=2021" not in bars[1][0]


def test_an_entry_that_nothing_is_printed_of_has_no_charts(client: Client) -> None:
    rebuild(search_backend())
    silent = builders.make_department(name="怀川市气象局")
    page = see(client, Department.objects.get(pk=silent.pk).get_absolute_url())
    assert "<figure" not in page.html and "谁写得最多" not in page.text
