"""Lists taken away as CSV and XLSX."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from articles.exports import slots, views
from articles.models import Article, Credit
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def saved_csv(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    data = content(response)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def saved_xlsx(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return load_workbook(io.BytesIO(content(response)))


def publish(archive: Archive, **fields: Any) -> Article:
    article = builders.make_article(page=archive.front, **fields)
    queue_index([article.pk])
    drain()
    return article


def test_a_search_comes_as_csv_in_the_order_shown(client: Client, archive: Archive) -> None:
    rows = saved_csv(client, "/search/articles.csv?sort=oldest")
    assert [row["标题"] for row in rows] == ["社区食堂开张", "怀川码上办正式上线", "今起三天我市有小雪"]
    assert rows[1] == {
        "编号": str(archive.launch.public_id),
        "报纸": "怀川日报",
        "日期": "2022-01-28",
        "版次": "A01",
        "体裁": "报道",
        "引题": "数字政府建设提速",
        "标题": "怀川码上办正式上线",
        "副题": "八百项事项一网通办",
        "署名": "记者 王晓明",
        "主办部门": "",
        "提及部门": "怀川市政务服务局",
        "项目": "怀川码上办",
        "字数": str(len(archive.launch.body)),
        "首句": "1月27日，怀川市政务服务局宣布，怀川码上办正式上线",
        "地址": f"http://testserver/article/{archive.launch.public_id}/",
        "权利说明": "版权归怀川日报社所有。",
        "日期来历": "随文件给出",
    }


def test_filters_narrow_the_file_as_they_narrow_the_list(client: Client, archive: Archive) -> None:
    assert [row["标题"] for row in saved_csv(client, "/search/articles.csv?q=食堂&year=2021")] == ["社区食堂开张"]
    assert saved_csv(client, "/search/articles.csv?q=食堂&year=2022") == []


def test_lists_of_department_program_and_reporter_have_their_files(client: Client, archive: Archive) -> None:
    reporter = archive.older.credits.get().reporter
    assert reporter is not None
    for entry, titles in (
        (archive.department, ["怀川码上办正式上线"]),
        (archive.program, ["怀川码上办正式上线"]),
        (reporter, ["怀川码上办正式上线", "社区食堂开张"]),
    ):
        page = Seen(client.get(entry.get_absolute_url()))
        [csv_link], [xlsx_link] = set(page.links("CSV")), set(page.links("XLSX"))
        assert [row["标题"] for row in saved_csv(client, csv_link)] == titles
        sheet = saved_xlsx(client, xlsx_link)["报道"]
        assert [cell.value for cell in sheet["G"]][1:] == titles


def test_the_links_keep_words_and_filters_and_leave_the_page_number(client: Client, archive: Archive) -> None:
    page = Seen(client.get("/search/?q=怀川&year=2022&page=1"))
    [link] = page.links("CSV")
    assert "page=" not in link
    assert [row["标题"] for row in saved_csv(client, link)] == ["怀川码上办正式上线"]
    assert "表格最多 20,000 篇，DOCX 最多 500 篇" in page.text


@pytest.mark.parametrize("headline", ["=1+1", "+86电话", "-5度低温", "@所有人", "＝全角"])
def test_no_headline_becomes_a_formula(client: Client, archive: Archive, headline: str) -> None:
    article = publish(archive, headline=headline, body="真相。")
    [row] = [row for row in saved_csv(client, "/search/articles.csv") if row["编号"] == str(article.public_id)]
    assert row["标题"] == "'" + headline
    sheet = saved_xlsx(client, "/search/articles.xlsx")["报道"]
    [cell] = [cell for cell in sheet["G"] if cell.value == headline]
    assert cell.data_type == "s"


def test_a_control_character_of_the_scanner_spoils_no_workbook(client: Client, archive: Archive) -> None:
    publish(archive, headline="带\x0b控制\x02字符", body="正文。")
    sheet = saved_xlsx(client, "/search/articles.xlsx")["报道"]
    assert "带控制字符" in [cell.value for cell in sheet["G"]]


def test_the_workbook_says_what_it_holds(client: Client, archive: Archive) -> None:
    book = saved_xlsx(client, "/search/articles.xlsx?q=上线&year=2022")
    notes = [(row[0], row[1]) for row in book["说明"].iter_rows(values_only=True)]
    assert ("列表", "“上线”") in notes
    assert ("筛选", "年份 2022年") in notes
    assert ("篇数", "1 篇") in notes
    assert "公告与广告" in dict(notes)["说明"]


def test_a_file_that_is_cut_short_says_so(client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(views.LIMITS, "xlsx", 2)
    book = saved_xlsx(client, "/search/articles.xlsx")
    assert len(list(book["报道"].rows)) == 3
    assert dict(book["说明"].iter_rows(values_only=True))["篇数"] == "2 篇（列表共 3 篇，此处只收前面的）"


def test_notices_and_adverts_come_only_when_asked_for(client: Client, archive: Archive) -> None:
    publish(archive, headline="遗失声明", body="张某遗失身份证。", kind=Article.Kind.NOTICE)
    assert "遗失声明" not in [row["标题"] for row in saved_csv(client, "/search/articles.csv")]
    assert [row["标题"] for row in saved_csv(client, "/search/articles.csv?kind=notice")] == ["遗失声明"]


def test_what_was_just_withdrawn_is_in_no_file(client: Client, archive: Archive) -> None:
    Article.objects.filter(pk=archive.launch.pk).update(state=Article.State.WITHDRAWN)
    assert "怀川码上办正式上线" not in [row["标题"] for row in saved_csv(client, "/search/articles.csv")]


def test_a_bad_filter_is_refused_with_its_reason(client: Client, archive: Archive) -> None:
    response = client.get("/search/articles.csv?date_from=昨天")
    assert response.status_code == 400
    assert "起始日期不是日期" in Seen(response).text
    assert client.get("/search/articles.pdf").status_code == 404
    assert client.get("/departments/none/articles.csv").status_code == 404


def test_one_file_is_made_at_a_time(client: Client, archive: Archive) -> None:
    with slots.the_slot():
        response = client.get("/search/articles.xlsx")
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "请过 10 秒再试" in Seen(response).text
    assert client.get("/search/articles.xlsx").status_code == 200


def test_a_file_asks_the_same_number_of_queries_however_long(client: Client, archive: Archive) -> None:
    saved_csv(client, "/search/articles.csv")  # The first request of a visitor's window clears away old counts as well.
    with CaptureQueriesContext(connection) as before:
        saved_csv(client, "/search/articles.csv")
    for number in range(12):
        builders.make_article(page=archive.front, headline=f"系列{number}", departments=[archive.department])
    queue_index(list(Article.objects.values_list("pk", flat=True)))
    drain()
    with CaptureQueriesContext(connection) as after:
        assert len(saved_csv(client, "/search/articles.csv")) == 15
    assert len(after) == len(before) <= 6  # One counts the visitor's request.


def test_credits_read_in_every_file_as_on_the_page(client: Client, archive: Archive) -> None:
    article = publish(archive, headline="联合采访", body="两人同行。", reporters=["王晓明", "李敏"])
    Credit.objects.create(article=article, role=Credit.Role.CORRESPONDENT, name="赵云", rank=3)
    shown = "记者 王晓明、李敏　通讯员 赵云"
    assert Seen(client.get(article.get_absolute_url())).texts("span", class_="credits") == [" ".join(shown.split())]
    [row] = saved_csv(client, "/search/articles.csv?q=联合采访")
    assert row["署名"] == shown
    document = Document(io.BytesIO(content(client.get("/search/articles.docx?q=联合采访"))))
    assert f"怀川日报　2022年1月28日　第A01版　{shown}" in [each.text for each in document.paragraphs]
