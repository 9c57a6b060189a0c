"""A day that nobody printed or gave is an estimate, and says so wherever it is read or taken away."""

import csv
import datetime
import io

import pytest
from django.test import Client
from docx import Document

from articles.models import Issue
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services.text_changed import text_changed
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.fixture
def estimate(archive: Archive) -> Archive:
    Issue.objects.filter(pk=archive.issue.pk).update(
        date_source=Issue.DateSource.INFERRED,
        date_earliest=datetime.date(2022, 1, 28),
        date_latest=datetime.date(2022, 1, 31),
    )
    return archive


def test_the_article_marks_it_and_is_cited_with_square_brackets(client: Client, estimate: Archive) -> None:
    page = Seen(client.get(estimate.launch.get_absolute_url()))
    assert "2022年1月28日（周五）（推断）" in page.text
    assert "八百项事项一网通办[N]. 怀川日报, [2022-01-28](A01)." in page.text
    assert "据文中日期推断，在 2022-01-28 至 2022-01-31 之间" in page.html
    known = Seen(client.get(estimate.older.get_absolute_url()))
    assert "推断" not in known.text
    assert "怀川日报, 2021-12-30(A03)." in known.text


def test_machines_are_not_told_an_estimate_as_the_day_of_publication(client: Client, estimate: Archive) -> None:
    page = client.get(estimate.launch.get_absolute_url()).content.decode()
    assert "NewsArticle" in page and "datePublished" not in page


@pytest.mark.parametrize(
    "address", ["/search/?q=码上办", "/programs/huai-chuan-ma-shang-ban/", "/clippings/add/?article={}"]
)
def test_lists_mark_it(client: Client, estimate: Archive, address: str) -> None:
    page = Seen(client.get(address.format(estimate.launch.public_id)))
    assert "2022-01-28（推断）" in page.text


def test_tables_say_how_each_day_is_known(client: Client, estimate: Archive) -> None:
    response = client.get("/search/articles.csv?sort=oldest")
    data = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    known = {row["日期"]: row["日期来历"] for row in csv.DictReader(io.StringIO(data))}
    assert known == {"2021-12-30": "随文件给出", "2022-01-28": "据文中日期推断，在 2022-01-28 至 2022-01-31 之间"}


def test_a_volume_marks_it_in_the_source_line(client: Client, estimate: Archive) -> None:
    response = client.get("/search/articles.docx?q=码上办")
    document = Document(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert any("2022年1月28日（推断）　第A01版" in each.text for each in document.paragraphs)


@pytest.fixture
def planting(db: None) -> None:
    """Figures of three days, the first of an issue whose day is an estimate; one sentence names its own day."""
    program = builders.make_program(name="百村添绿", slug="bai-cun", kind="campaign")
    bodies = {
        datetime.date(2022, 1, 27): "百村添绿植树30万棵。\n百村添绿正式启动。",
        datetime.date(2022, 3, 2): "百村添绿植树45万棵。",
        datetime.date(2022, 5, 6): "百村添绿植树60万棵。",
    }
    estimate = datetime.date(2022, 1, 27)
    ids = []
    for date, body in bodies.items():
        source = Issue.DateSource.INFERRED if date == estimate else Issue.DateSource.PRINTED
        page = builders.make_page(issue=builders.make_issue(date=date, date_source=source))
        ids.append(builders.make_article(page=page, headline="植树忙", body=body).pk)
    text = "截至1月20日，百村添绿植树28万棵。1月25日，百村添绿又添新功能。"
    page = builders.make_page(issue=Issue.objects.get(date=estimate), label="A02")
    ids.append(builders.make_article(page=page, headline="添绿", body=text).pk)
    text_changed(ids)
    rebuild(search_backend())
    assert program.figures.count() == 4


def test_dossiers_mark_it_in_what_they_tell_by_day(client: Client, planting: None) -> None:
    page = Seen(client.get("/programs/bai-cun/"))
    assert "最早见报2022-01-27（推断）" in page.text
    events, figures = page.texts("ol", class_="events")[0], page.texts("ol", class_="figures")[0]
    assert "2022-01-27（推断）启动" in events and "2022-01-27（推断）数据" in events
    assert "2022-01-27（推断）" in figures and "2022-03-02 " in figures.replace("植树", " ")
    # What a sentence says of its own day is no estimate.
    assert "2022-01-20截至1月20日" in figures and "2022-01-25新功能" in events
    assert "2022-01-27（推断）30万棵" in "".join(page.texts("tr"))
    assert "2022年1月27日（推断）：30万棵" in page.html
    every = Seen(client.get("/programs/bai-cun/figures/"))
    assert every.texts("ol", class_="figures")[0].count("2022-01-27（推断）") == 1


def test_the_way_to_the_issue_before_marks_it(client: Client, estimate: Archive) -> None:
    assert "2022-01-28（推断）" in Seen(client.get("/huaichuan/2021-12-30/")).text


def test_a_feed_gives_no_estimate_as_the_day_of_publication(client: Client, estimate: Archive) -> None:
    entries = client.get("/search/feed.atom").content.decode().split("<entry")[1:]
    of_estimate = [entry for entry in entries if estimate.launch.get_absolute_url() in entry]
    assert of_estimate and all("<published>" not in entry for entry in of_estimate)
    assert any("<published>" in entry for entry in entries)
