"""What the pages around an article tell of it, and how an issue and narrowed lists are asked for and taken away."""

import csv
import datetime
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from entities.models import MovedSlug
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

LOST = "邵某某遗失怀川码上办证件"


@pytest.fixture
def lost(archive: Archive) -> Iterator[Article]:
    """A notice for which the page prints no headline."""
    article = builders.make_article(
        page=archive.front, headline="", body=f"{LOST}，怀川市政务服务局声明作废。", kind=Article.Kind.NOTICE,
        departments=[archive.department],
    )  # fmt: skip
    queue_index([article.pk])
    drain()
    yield article


def rows(response: Any) -> list[list[str]]:
    data = response.content if hasattr(response, "content") else b"".join(response.streaming_content)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_no_page_but_its_own_lends_words_of_a_notice_as_its_title(
    client: Client, archive: Archive, lost: Article
) -> None:
    around = [archive.issue.get_absolute_url(), archive.front.get_absolute_url()]
    for address in [*around, archive.launch.get_absolute_url(), archive.weather.get_absolute_url()]:
        seen = Seen(client.get(address))
        assert LOST not in seen.html, address
        assert "公告（无标题）" in seen.text, address
    assert LOST in Seen(client.get(lost.get_absolute_url())).text


def test_a_dossier_keeps_a_notice_from_search_engines(client: Client, archive: Archive, lost: Article) -> None:
    page = Seen(client.get(archive.department.get_absolute_url()))
    assert "公告（无标题）" in page.texts("h2", class_="result-title")[0] + page.texts("h2", class_="result-title")[1]
    assert page.html.count("data-nosnippet") == 1


def test_a_notice_is_not_suggested(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, headline="寻找张某某启事", kind=Article.Kind.NOTICE)
    queue_index([article.pk])
    drain()
    assert client.get("/search/suggest/?q=寻找张某").json() == {"suggestions": []}


def test_the_file_of_a_pasted_list_counts_notices_and_names_none(client: Client, lost: Article) -> None:
    _, row = rows(client.post("/search/batch/", {"queries": "遗失", "format": "csv"}))
    assert row[:2] == ["遗失", "1"]
    assert "公告、广告 1 篇" in row[3]
    assert len(row) == 4


def test_an_issue_is_taken_away_and_picked_from(client: Client, archive: Archive) -> None:
    for address in (archive.issue.get_absolute_url(), archive.front.get_absolute_url()):
        page = Seen(client.get(address))
        [table], [picking] = page.links("CSV"), page.links("挑选剪报")
        titles = {row[6] for row in rows(client.get(table))[1:]}
        assert titles == {"怀川码上办正式上线", "今起三天我市有小雪"}
        assert len(Seen(client.get(picking)).texts("label", class_="pick")) == 2


def test_a_period_takes_the_place_of_a_chosen_year(client: Client, archive: Archive) -> None:
    page = Seen(client.get(archive.department.get_absolute_url() + "?year=2021"))
    for label in ("最近一季", "最近一年"):
        assert all("year=" not in link for link in page.links(label))
        assert page.links(label)


def test_the_last_quarter_of_an_entry_is_the_last_it_was_in_print(client: Client, archive: Archive) -> None:
    page = builders.make_page(issue=builders.make_issue(newspaper=archive.newspaper, date=datetime.date(2023, 5, 4)))
    queue_index([builders.make_article(page=page, headline="五四", body="怀川的五四。").pk])
    drain()
    link = Seen(client.get(archive.department.get_absolute_url())).links("最近一季")[0]
    assert link.startswith("?date_from=2022-01-01&date_to=2022-01-31")
    narrowed = Seen(client.get(f"{archive.department.get_absolute_url()}{link}"))
    assert "没有符合这些筛选的文章" not in narrowed.text and "筛出 " in narrowed.text
    assert Seen(client.get("/search/?q=怀川")).links("最近一季")[0].endswith("date_from=2023-04-01&date_to=2023-05-31")


def test_what_filters_leave_nothing_of_says_so_and_how_to_lift_them(client: Client, archive: Archive) -> None:
    address = archive.department.get_absolute_url()
    page = Seen(client.get(address + "?year=1999&kind=advert"))
    assert "没有符合这些筛选的文章" in page.text and "这里还没有文章" not in page.text
    assert page.links("去掉“年份 1999年”") == ["?kind=advert"]


def test_a_merged_entry_goes_on_being_a_filter(client: Client, archive: Archive) -> None:
    MovedSlug.objects.create(section="programs", slug="old-program", program=archive.program)
    MovedSlug.objects.create(section="departments", slug="old-department", department=archive.department)
    for query in (
        "program=old-program",
        "department=old-department",
        "program=old-program&with_department=old-department",
    ):
        page = Seen(client.get(f"/search/?{query}"))
        assert page.texts("h2", class_="result-title") == ["怀川码上办正式上线"], query
        for file in ("articles.csv", "feed.atom"):
            assert client.get(f"/search/{file}?{query}").status_code == 200, query
        assert client.get(f"/api/v1/articles?{query}").status_code == 200, query
    assert client.get("/search/?program=never-was").status_code == 400
    for section, slug, entry in (
        ("programs", "old-program", archive.program), ("departments", "old-department", archive.department)
    ):  # fmt: skip
        response = client.get(f"/api/v1/{section}/{slug}")
        assert (response.status_code, response["Location"]) == (301, f"/api/v1/{section}/{entry.slug}")
        assert client.get(f"/api/v1/{section}/never-was").status_code == 404


def test_empty_fields_ask_for_nothing(client: Client, archive: Archive) -> None:
    page = Seen(client.get("/search/?q=码上办&department=&year=&kind=&newspaper=%20&date_from="))
    assert page.texts("h2", class_="result-title") == ["怀川码上办正式上线"]


def test_a_page_made_for_one_reader_is_stored_by_him_alone(archive: Archive) -> None:
    address = archive.launch.get_absolute_url()
    reader = Client()
    assert reader.get(address)["Cache-Control"] == "no-cache"
    reader.cookies["clippings"] = "x"
    assert reader.get(address)["Cache-Control"] == "no-cache"
    assert reader.get("/search/?q=八百项&pick=1")["Cache-Control"] == "private, no-cache"
    reader.cookies["sessionid"] = "x"
    assert reader.get(address)["Cache-Control"] == "private, no-cache"


def test_a_narrowed_dossier_is_kept_out_of_search_engines(client: Client, archive: Archive) -> None:
    noindex = '<meta name="robots" content="noindex">'
    for entry in (archive.department, archive.program, archive.launch.credits.get().reporter):
        assert entry is not None
        assert noindex not in client.get(entry.get_absolute_url()).content.decode()
        assert noindex in client.get(entry.get_absolute_url() + "?sort=oldest").content.decode()


def test_files_of_statistics_are_closed_to_robots(client: Client) -> None:
    assert "Disallow: /statistics/*.csv" in client.get("/robots.txt").content.decode()
