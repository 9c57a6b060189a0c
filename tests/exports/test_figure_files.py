"""All figures told of a department or program as CSV and XLSX: each with its sentence, its day and where it stands."""

import csv
import datetime
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook
from pytest_django import Settings

from articles.exports import figures
from articles.models import Department, DepartmentSuccession
from articles.services.text_changed import text_changed
from entities.models import Program
from tests.builders import make_article, make_department, make_issue, make_newspaper, make_page, make_program
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db

SENTENCE = "百村添绿植树45万棵，投入3.5亿元，百村添绿植树45万棵。"


@pytest.fixture
def program() -> Program:
    """A year's report with its figures, one of them told twice; a notice and an undated page tell more."""
    bureau = make_department(name="怀川市林业局", place="怀川市", slug="lin-ye")
    program = make_program(name="百村添绿", slug="bai-cun", run_by=bureau)
    page = make_page(issue=make_issue(date=datetime.date(2022, 1, 28)), label="A02")
    ids = [
        make_article(
            page=page, headline="=植树忙", body=f"春回大地。\n怀川市林业局介绍，{SENTENCE}", departments=[bureau]
        ).pk,
        make_article(page=page, headline="公示", kind="notice", body="百村添绿植树99万棵。").pk,
        make_article(
            page=make_page(newspaper=make_newspaper(), label=""), headline="旧闻", body="百村添绿植树7万棵。"
        ).pk,
    ]
    text_changed(ids)
    return program


def content(client: Client, address: str) -> bytes:
    response: Any = client.get(address)
    assert response.status_code == 200, address
    assert response["X-Robots-Tag"] == "noindex"
    return b"".join(response.streaming_content)


def table(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(client, address).decode("utf-8-sig"))))


def notes_of(book: Workbook) -> dict[str, str]:
    return {str(name): str(value) for name, value in book["说明"].iter_rows(values_only=True, max_col=2)}


def test_each_figure_is_a_row_once_with_its_sentence_and_address(client: Client, program: Program) -> None:
    first, second, undated = table(client, "/programs/bai-cun/figures.csv")
    assert (first["指标"], first["数"], first["折算"], first["单位"]) == ("百村添绿植树", "45万棵", "450000", "棵")
    assert first["原句"].endswith(SENTENCE) and second["数"] == "3.5亿元" and second["折算"] == "350000000"
    assert (first["日期"], first["日期来历"], first["见报日期"], first["版次"]) == (
        *("2022-01-28", "见报之日"),
        *("2022-01-28", "A02"),
    )
    assert first["标题"] == "'=植树忙"
    assert first["地址"].startswith("http://testserver/article/") and "#p2:~:text=" in first["地址"]
    assert (undated["数"], undated["日期"], undated["日期来历"]) == ("7万棵", "", "不详")


def test_a_value_told_again_of_another_day_is_another(client: Client, program: Program) -> None:
    body = "截至2020年3月，百村添绿栽树40万棵。截至2021年3月，百村添绿栽树40万棵。"
    text_changed([make_article(page=make_page(issue=make_issue(date=datetime.date(2021, 5, 6))), body=body).pk])
    rows = [row for row in table(client, "/programs/bai-cun/figures.csv") if row["数"] == "40万棵"]
    assert [row["日期来历"] for row in rows] == ["文中所说"] * 2
    assert len({row["日期"] for row in rows}) == 2


def test_a_figure_of_a_body_under_two_names_is_told_once(client: Client, program: Program) -> None:
    old = make_department(name="怀川市绿化处", place="怀川市", slug="lv-hua")
    DepartmentSuccession.objects.create(predecessor=old, successor=Department.objects.get(slug="lin-ye"))
    body = "怀川市绿化处和怀川市林业局共有洒水车12辆，修剪机9台。"
    text_changed([make_article(page=make_page(issue=make_issue(date=datetime.date(2021, 5, 6))), body=body).pk])
    assert Department.objects.filter(figures__surface="12辆").count() == 2
    rows = table(client, "/departments/lin-ye/figures.csv")
    assert [row["数"] for row in rows].count("12辆") == [row["数"] for row in rows].count("9台") == 1
    assert f"共 {len(rows) + 1} 个数" in Seen(client.get("/departments/lin-ye/figures/")).text


def test_a_day_that_rests_on_an_estimate_is_marked(client: Client, program: Program) -> None:
    issue = make_issue(date=datetime.date(2021, 5, 6), date_source="inferred")
    body = "截至目前，百村添绿栽树41万棵。截至2020年3月，百村添绿栽树39万棵。"
    text_changed([make_article(page=make_page(issue=issue), body=body).pk])
    rows = {row["数"]: row for row in table(client, "/programs/bai-cun/figures.csv")}
    assert rows["41万棵"]["日期来历"] == "文中所说（推断）" and rows["39万棵"]["日期来历"] == "文中所说"
    assert rows["41万棵"]["见报日期来历"] == "据文中日期推断"


def test_private_persons_notices_are_left_out(client: Client, program: Program) -> None:
    assert "99万棵" in Seen(client.get("/programs/bai-cun/figures/")).text
    assert "99万棵".encode() not in content(client, "/programs/bai-cun/figures.csv")


def test_a_spreadsheet_holds_numbers_as_numbers_and_says_what_it_is(client: Client, program: Program) -> None:
    book = load_workbook(io.BytesIO(content(client, "/departments/lin-ye/figures.xlsx")))
    headings, first, *_ = book["数据"].iter_rows(values_only=True)
    row = dict(zip(headings, first, strict=True))
    assert row["折算"] == 450000 and row["标题"] == "=植树忙"
    notes = notes_of(book)
    assert notes["数据"] == "报道中说到怀川市林业局的数" and "公告与广告" in notes["说明"] and "个数" not in notes
    assert notes["地址"] == "http://testserver/departments/lin-ye/figures/"


def test_a_file_that_is_cut_says_so(client: Client, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "MOST_ROWS", 1)
    book = load_workbook(io.BytesIO(content(client, "/programs/bai-cun/figures.xlsx")))
    assert book["数据"].max_row == 2
    assert notes_of(book)["个数"] == "只收最早的 1 个，重复的也算在内"


def test_the_page_leads_to_its_files(client: Client, program: Program) -> None:
    page = Seen(client.get("/programs/bai-cun/figures/"))
    assert page.links("CSV") == ["/programs/bai-cun/figures.csv"]
    assert page.links("XLSX") == ["/programs/bai-cun/figures.xlsx"]
    assert "Disallow: /*/figures." in client.get("/robots.txt").content.decode()


def test_what_there_is_not(client: Client, program: Program) -> None:
    assert client.get("/programs/bai-cun/figures.docx").status_code == 404
    assert client.get("/programs/wu-ci/figures.csv").status_code == 404
    assert client.get("/departments/wu-ci/figures.csv").status_code == 404
    assert client.post("/programs/bai-cun/figures.csv").status_code == 405


def test_a_department_of_old_leads_to_the_file_of_what_it_became(client: Client, program: Program) -> None:
    present = Department.objects.get(slug="lin-ye")
    old = make_department(name="怀川市绿化处", place="怀川市", slug="lv-hua")
    DepartmentSuccession.objects.create(predecessor=old, successor=present)
    answer = client.get("/departments/lv-hua/figures.csv")
    assert (answer.status_code, answer["Location"]) == (302, "/departments/lin-ye/figures.csv")


def test_a_file_counts_as_the_others_do(client: Client, program: Program, settings: Settings) -> None:
    settings.RATE_LIMITS = {"files": (1, 600)}
    assert client.get("/programs/bai-cun/figures.csv").status_code == 200
    assert client.get("/departments/lin-ye/figures.xlsx").status_code == 429
