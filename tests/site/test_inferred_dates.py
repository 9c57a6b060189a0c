"""A day that nobody printed or gave is an estimate, and says so wherever it is read or taken away."""

import csv
import datetime
import io

import pytest
from django.test import Client
from docx import Document

from articles.models import Issue
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
