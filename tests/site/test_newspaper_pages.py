"""Newspapers, their calendars, issues, pages, and pages without a date."""

import datetime

import pytest
from django.test import Client

from articles.models import Article, Issue, Page
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db


def see(client: Client, address: str) -> Seen:
    return Seen(client.get(address))


def test_newspapers_tell_what_is_held(client: Client, archive: Archive) -> None:
    page = see(client, "/newspapers/")
    assert page.links("怀川日报") == ["/huaichuan/"]
    assert "馆藏 2 期，2021年12月30日至2022年1月28日" in page.text
    assert "版权归怀川日报社所有。" in page.text


def test_calendar_links_the_days_that_have_an_issue_of_the_latest_year(client: Client, archive: Archive) -> None:
    page = see(client, "/huaichuan/")
    assert page.links("28") == ["/huaichuan/2022-01-28/"]
    assert page.links("30") == []
    assert page.links("2021") == ["?year=2021"]
    assert len(page.texts("table", class_="month")) == 12


def test_calendar_of_another_year(client: Client, archive: Archive) -> None:
    page = see(client, "/huaichuan/?year=2021")
    assert page.links("30") == ["/huaichuan/2021-12-30/"]
    assert page.links("28") == []


@pytest.mark.parametrize("year", ["1999", "abc", "-1", "２０２２", "9" * 5000, "\x00"])
def test_a_year_that_is_not_held_is_a_helpful_404(client: Client, archive: Archive, year: str) -> None:
    response = client.get("/huaichuan/", {"year": year})
    assert response.status_code == 404
    assert "年的报纸" in Seen(response).text


def test_issue_shows_its_pages_as_columns_of_headlines(client: Client, archive: Archive) -> None:
    page = see(client, "/huaichuan/2022-01-28/")
    front, second = page.texts("section", class_="column")
    assert (
        front == "第A01版 数字政府建设提速 怀川码上办正式上线 记者 王晓明 今起三天我市有小雪 版面文字中无标题 记者 李敏"
    )
    assert second == "第A02版 这一版还没有文章。"
    assert page.links("怀川码上办正式上线") == [archive.launch.get_absolute_url()]


def test_issue_leads_to_its_neighbours(client: Client, archive: Archive) -> None:
    earlier = see(client, "/huaichuan/2021-12-30/")
    assert earlier.links("下一期") == ["/huaichuan/2022-01-28/"]
    assert "馆藏最早的一期" in earlier.text
    assert see(client, "/huaichuan/2022-01-28/").links("‹ 上一期") == ["/huaichuan/2021-12-30/"]
    for day in (datetime.date(2021, 11, 2), datetime.date(2022, 3, 4)):
        builders.make_issue(newspaper=archive.newspaper, date=day)
    assert see(client, "/huaichuan/2022-01-28/").links("‹ 上一期") == ["/huaichuan/2021-12-30/"]
    assert see(client, "/huaichuan/2021-12-30/").links("下一期") == ["/huaichuan/2022-01-28/"]


def test_neighbours_are_of_the_same_newspaper(client: Client, archive: Archive) -> None:
    other = builders.make_newspaper(name="怀川晚报", slug="wanbao")
    builders.make_issue(newspaper=other, date=datetime.date(2022, 1, 29))
    assert "馆藏最新的一期" in see(client, "/huaichuan/2022-01-28/").text


def test_an_inferred_date_says_so(client: Client, archive: Archive) -> None:
    Issue.objects.filter(pk=archive.issue.pk).update(
        date_source=Issue.DateSource.INFERRED, date_earliest="2022-01-28", date_latest="2022-01-31"
    )
    assert "日期据文中提到的日子推断，在 2022-01-28 至 2022-01-31 之间" in see(client, "/huaichuan/2022-01-28/").text


def test_page_lists_its_articles_in_order_with_their_leads(client: Client, archive: Archive) -> None:
    page = see(client, "/huaichuan/2022-01-28/A01/")
    first, second = page.texts("article", class_="entry")
    assert first.startswith("数字政府建设提速 怀川码上办正式上线 八百项事项一网通办 记者 王晓明 1月27日，")
    assert second == "今起三天我市有小雪 版面文字中无标题 记者 李敏"
    assert page.links("下一版") == ["/huaichuan/2022-01-28/A02/"]


def test_what_is_no_article_stands_apart_below(client: Client, archive: Archive) -> None:
    builders.make_article(page=archive.front, headline="拍卖公告", kind=Article.Kind.NOTICE)
    builders.make_article(page=archive.front, headline="第一版报头", kind=Article.Kind.PAGE_FURNITURE)
    page = see(client, "/huaichuan/2022-01-28/A01/")
    assert page.texts("section", class_="others") == ["版面其余文字 拍卖公告 公告第一版报头 报头版头"]


def test_pages_stand_in_the_order_of_their_numbers(client: Client, archive: Archive) -> None:
    issue = builders.make_issue(date=datetime.date(2022, 3, 1))
    for label in ("10", "2", "B1", "A1", ""):
        builders.make_page(issue=issue, label=label)
    columns = see(client, "/huaichuan/2022-03-01/").texts("section", class_="column")
    assert [column.split()[0] for column in columns] == ["第2版", "第10版", "第A1版", "第B1版", "版次不详"]


def test_a_page_without_a_label_has_an_address_by_its_number(client: Client, archive: Archive) -> None:
    page = builders.make_page(issue=archive.issue, label="")
    assert page.get_absolute_url() == f"/huaichuan/2022-01-28/p{page.pk}/"
    assert see(client, page.get_absolute_url()).status == 200


@pytest.mark.parametrize("label", ["头版", "A/1", "特 1", "50%", "a?b", "p7", ".."])
def test_every_label_has_an_address_that_works(client: Client, archive: Archive, label: str) -> None:
    page = builders.make_page(issue=archive.issue, label=label)
    seen = see(client, page.get_absolute_url())
    assert seen.status == 200
    assert f"第{label}版" in seen.text


def test_other_ways_to_write_a_label_lead_to_the_one_address(client: Client, archive: Archive) -> None:
    for address in ("a01", f"p{archive.front.pk}"):
        response = client.get(f"/huaichuan/2022-01-28/{address}/")
        assert (response.status_code, response["Location"]) == (301, "/huaichuan/2022-01-28/A01/")


def test_a_sentence_in_place_of_a_headline_is_told_apart(client: Client, archive: Archive, indexed: None) -> None:
    sentence = "今起三天我市有小雪"
    for address in (archive.issue.get_absolute_url(), archive.front.get_absolute_url(), "/"):
        assert see(client, address).texts("a", class_="borrowed") == [sentence], address
    assert see(client, "/search/").texts("h2", class_="borrowed") == [f"{sentence} 版面文字中无标题"]
    opened = see(client, archive.launch.get_absolute_url())
    assert opened.texts("a", class_="borrowed") == [f"下一篇 › {sentence}"]


def test_a_newspaper_says_what_is_held_of_it(client: Client, archive: Archive) -> None:
    undated = builders.make_newspaper(name="沁河晚报", slug="qin-he-wan-bao")
    builders.make_page(newspaper=undated)
    builders.make_newspaper(name="太行日报", slug="tai-hang-ri-bao")
    page = Seen(client.get("/newspapers/"))
    held = {entry.split()[0]: entry for entry in page.texts("section", class_="newspaper-entry")}
    assert "馆藏 2 期" in held[archive.newspaper.name]
    assert "所收版面日期不详" in held["沁河晚报"]
    assert "还没有收入版面" in held["太行日报"]


def test_undated_pages_are_listed_and_shown_by_their_source(client: Client, archive: Archive) -> None:
    page = builders.make_page(
        newspaper=archive.newspaper,
        label="",
        text="无日期的标题\n正文一句。\n",
        date_earliest=datetime.date(2022, 5, 1),
        date_latest=datetime.date(2022, 5, 9),
    )
    article = builders.make_article(page=page, headline="无日期的标题", body="正文一句。")
    listed = see(client, "/huaichuan/")
    assert listed.links("版次不详") == [page.get_absolute_url()]
    assert "2022-05-01 至 2022-05-09 之间" in listed.text
    shown = see(client, page.get_absolute_url())
    assert shown.links("无日期的标题") == [article.get_absolute_url()]
    assert "日期不详" in see(client, article.get_absolute_url()).text


def test_undated_address_leads_to_the_issue_once_the_date_is_known(client: Client, archive: Archive) -> None:
    page = builders.make_page(newspaper=archive.newspaper, label="A07", text="一行字\n")
    address = f"/huaichuan/undated/{page.source_id}/"
    Page.objects.filter(pk=page.pk).update(issue=archive.issue)
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, "/huaichuan/2022-01-28/A07/")


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/nowhere/2022-01-28/",
        "/huaichuan/2022-01-27/",
        "/huaichuan/2022-02-30/",
        "/huaichuan/0000-00-00/",
        "/huaichuan/2022-01-28/C99/",
        "/huaichuan/2022-01-28/%00/",
        "/huaichuan/2022-01-28/p99999999999999999999/",
        "/huaichuan/undated/999999999999999999999/",
        "/huaichuan/undated/1x/",
        "/%00/",
    ],
)
def test_what_is_not_held_is_a_404_that_helps(client: Client, archive: Archive, address: str) -> None:
    page = see(client, address)
    assert page.status == 404
    assert page.texts("h1") == ["没有这一页"]
    assert page.links("报纸") == ["/newspapers/", "/newspapers/"]
