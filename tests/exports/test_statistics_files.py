"""The statistics as CSV and XLSX: all entries by month, safe from formulas."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.test import Client

from articles.search.draining import drain
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed() -> None:
    bureau = builders.make_department(name="怀川市林业局", slug="lin-ye")
    signs = builders.make_department(name="=1+1局", slug="signs")
    for number in range(20):
        other = builders.make_department(name=f"第{number}局", slug=f"other-{number}")
        body = f"怀川市林业局与第{number}局介绍情况。"
        page = builders.make_page(issue=builders.make_issue(date=datetime.date(2022, 1, 28)), label=f"A{number}")
        builders.make_article(page=page, body=body, departments=[bureau, other])
    page = builders.make_page(issue=builders.make_issue(date=datetime.date(2022, 3, 1)))
    builders.make_article(page=page, body="怀川市林业局与=1+1局介绍情况。", departments=[bureau, signs])
    drain()


@pytest.mark.usefixtures("printed")
def test_a_csv_file_has_every_entry_and_leaves_months_without_issues_empty(client: Client) -> None:
    response = client.get("/statistics/departments.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8" and response["X-Robots-Tag"] == "noindex"
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["部门", "合计", "2022年1月", "2022年2月", "2022年3月", "地址"]
    assert rows[1] == ["怀川市林业局", "21", "20", "", "1", "http://testserver/departments/lin-ye/"]
    assert len(rows) == 23
    assert ["'=1+1局", "1", "0", "", "1", "http://testserver/departments/signs/"] in rows


@pytest.mark.usefixtures("printed")
def test_an_xlsx_file_says_what_it_counts(client: Client) -> None:
    response = client.get("/statistics/departments.xlsx?month_from=2022-03&role=mentioned")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    sheet = book["部门统计"]
    assert [cell.value for cell in sheet[1]] == ["部门", "合计", "2022年3月", "地址"]
    assert {row[0].value: row[2].value for row in sheet.iter_rows(min_row=2)} == {"怀川市林业局": 1, "=1+1局": 1}
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    notes = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert notes["时间"] == "2022年3月" and notes["角色"] == "提及"


def test_there_are_three_subjects_and_two_formats(client: Client) -> None:
    for address in ("/statistics/newspapers.csv", "/statistics/departments.docx", "/statistics/newspapers/"):
        assert client.get(address).status_code == 404
