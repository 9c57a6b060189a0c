"""The index pages of the registries as CSV: whole, with their counts, narrowed as the page is, safe from formulas."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from articles.exports.slots import the_slot
from articles.pinyin import pinyin_key
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def table(client: Client, address: str) -> list[list[str]]:
    response: Any = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf") and response["X-Robots-Tag"] == "noindex"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_departments_stand_with_level_place_and_count(client: Client, archive: Archive) -> None:
    name = "=1+1街道"
    builders.make_department(name=name, slug="signs", level="town", place="怀川区", pinyin=pinyin_key(name))
    rows = table(client, "/departments/index.csv")
    assert rows[0] == ["部门", "层级", "所在地", "篇数", "地址"]
    assert ["怀川市政务服务局", "市", "", "1", "http://testserver/departments/zheng-wu-fu-wu-ju/"] in rows
    assert rows[-1] == ["'=1+1街道", "乡镇街道", "怀川区", "0", "http://testserver/departments/signs/"]


def test_programs_and_reporters_too(client: Client, archive: Archive) -> None:
    assert [row[0::2] for row in table(client, "/programs/index.csv")] == [
        ["项目", "篇数"],
        ["怀川码上办", "1"],
    ]
    counts = {row[0]: row[2] for row in table(client, "/reporters/index.csv")}
    assert counts == {"记者": "篇数", "王晓明": "2", "李敏": "1"}


def test_a_file_is_narrowed_as_its_page_and_leaves_nothing_out(
    client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.views.registry_index.FOUND", 1)
    monkeypatch.setattr("articles.views.registry_index.GROUP_PAGE", 1)
    builders.make_department(name="怀川市政务公开办", slug="gong-kai", pinyin=pinyin_key("怀川市政务公开办"))
    builders.make_department(name="国家档案局", slug="dang-an", level="national", pinyin=pinyin_key("国家档案局"))
    for query, names in {
        "?q=政务": {"怀川市政务服务局", "怀川市政务公开办"},
        "?q=zwgk": {"怀川市政务公开办"},
        "?level=city&page=2": {"怀川市政务服务局", "怀川市政务公开办"},
        "?level=national": {"国家档案局"},
        "?q=无此名": set(),
    }.items():
        (link,) = Seen(client.get(f"/departments/{query}")).links("CSV")
        assert {row[0] for row in table(client, link)[1:]} == names, query
    assert client.get("/departments/index.csv?level=no").status_code == 404
    assert "%E9%83%A8%E9%97%A8" in client.get("/departments/index.csv")["Content-Disposition"]


def test_a_spreadsheet_has_the_same_rows_and_says_what_it_is(client: Client, archive: Archive) -> None:
    (link,) = Seen(client.get("/departments/?q=政务")).links("XLSX")
    response: Any = client.get(link)
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    rows = [list(map(str, row)) for row in book["部门"].iter_rows(values_only=True)]
    assert [[cell.replace("None", "") for cell in row] for row in rows] == table(client, link.replace("xlsx", "csv"))
    notes = {str(name): str(value) for name, value in book["说明"].iter_rows(values_only=True, max_col=2)}
    assert notes["名录"] == "部门" and "政务" in notes["筛选"] and notes["个数"] == "1"
    assert notes["地址"].startswith("http://testserver/departments/?q=") and "前身" in notes["篇数"]
    assert client.get("/departments/index.docx").status_code == 404


def test_it_is_counted_as_the_other_files_and_closed_to_robots(client: Client, settings: Settings) -> None:
    settings.RATE_LIMITS = {"files": (1, 600)}
    assert client.get("/reporters/index.csv").status_code == 200
    assert client.get("/programs/index.csv").status_code == 429
    assert "Disallow: /*/index." in client.get("/robots.txt").content.decode()


def test_a_group_that_there_is_none_takes_no_turn_and_counts_as_no_file(client: Client, settings: Settings) -> None:
    settings.RATE_LIMITS = {"files": (1, 600)}
    with the_slot():
        assert client.get("/departments/index.csv?level=no").status_code == 404
        assert client.get("/departments/index.csv").status_code == 503
    assert client.get("/departments/index.csv?level=no").status_code == 404
    assert client.get("/departments/index.csv").status_code == 200
    assert client.get("/departments/index.csv").status_code == 429
