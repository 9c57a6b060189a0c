"""Ways from one issue or page to others: years and decades, pages beside a page, lists of undated pages."""

import datetime

import pytest
from django.test import Client

from articles.models import Issue
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db


def see(client: Client, address: str) -> Seen:
    return Seen(client.get(address))


def hold(*years: int) -> None:
    newspaper = builders.make_newspaper()
    Issue.objects.bulk_create(
        Issue(newspaper=newspaper, date=datetime.date(year, 6, 1), date_source=Issue.DateSource.GIVEN) for year in years
    )


def test_the_years_of_a_newspaper_show_its_gaps(client: Client, archive: Archive) -> None:
    hold(2019)
    page = see(client, "/huaichuan/?year=2021")
    assert page.texts("nav", class_="years") == ["2022 2021 2020（未收）2019".replace(" ", "")]
    assert page.links("2020") == []
    assert page.links("2019") == ["?year=2019"]
    assert page.links("‹ 2019年") == ["?year=2019"]
    assert page.links("2022年 ›") == ["?year=2022"]
    assert see(client, "/huaichuan/").links("‹ 2021年") == ["?year=2021"]
    assert see(client, "/huaichuan/?year=2019").links("2021年 ›") == ["?year=2021"]


def test_the_years_of_seventy_years_stand_by_decade(client: Client, archive: Archive) -> None:
    hold(*range(1953, 2021))
    page = see(client, "/huaichuan/?year=1958")
    assert page.texts("li", class_="decade") == [f"{decade}年代" for decade in range(2020, 1940, -10)]
    assert "/huaichuan/1958-06-01/" in page.links("1")
    assert "1958年 馆藏 1 期" in page.text
    assert len(page.html.encode()) < 60_000


def test_a_page_stands_beside_the_other_pages_of_its_issue(client: Client, archive: Archive) -> None:
    second = archive.issue.pages.get(label="A02")
    builders.make_article(page=second, headline="", body="图为新修的滨河步道。")
    builders.make_article(page=second, headline="滨河步道全线贯通")
    page = see(client, "/huaichuan/2022-01-28/A01/")
    assert page.texts("nav", class_="page-nav") == ["版面导航 A01 怀川码上办正式上线A02 滨河步道全线贯通"]
    assert [each for each in page.attributes("a", "aria-current") if each == "page"] == ["page"]
    assert page.texts("h2", id="page-heading") == ["标题导航 第A01版 共 2 篇"]
    assert see(client, "/huaichuan/2021-12-30/A03/").texts("nav", class_="page-nav") == []
    assert see(client, "/huaichuan/2022-01-28/").texts("nav", class_="page-tabs") == ["版面导航 A01 A02"]


def test_many_undated_pages_have_a_list_of_their_own(client: Client, archive: Archive) -> None:
    assert "这份报纸的版面都有日期" in see(client, "/huaichuan/undated/").text
    for number in range(31):
        builders.make_page(newspaper=archive.newspaper, label=f"B{number}", text=f"第{number}份\n")
    below = see(client, "/huaichuan/")
    assert len(below.links("第B")) == 30
    assert below.links("全部日期不详的版面") == ["/huaichuan/undated/"]
    page = see(client, "/huaichuan/undated/")
    assert "共 31 版" in page.text
    assert len(page.links("第B")) == 31
    assert page.links("第B3版")[0].startswith("/huaichuan/undated/")
    assert page.links("怀川日报") == ["/huaichuan/", "/huaichuan/"]
    assert see(client, "/huaichuan/undated/?page=2").status == 404
    assert see(client, "/huaichuan/undated/?page=x").status == 404
    assert see(client, "/nowhere/undated/").status == 404
