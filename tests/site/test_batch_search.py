"""The page that searches for a pasted list, and its CSV file."""

import csv
import io
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.views import batch_search
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

ADDRESS = "/search/batch/"


def pasted(client: Client, queries: str, **fields: Any) -> Seen:
    return Seen(client.post(ADDRESS, {"queries": queries, **fields}))


def saved(client: Client, queries: str) -> list[list[str]]:
    response = client.post(ADDRESS, {"queries": queries, "format": "csv"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_empty_page_tells_what_to_do(client: Client, archive: Archive) -> None:
    page = Seen(client.get(ADDRESS))
    assert page.status == 200
    assert "一次最多 100 行，每行最多 200 字" in page.text
    assert page.texts("table") == []


def test_each_line_is_answered_with_numbers_and_first_hits(client: Client, archive: Archive) -> None:
    page = pasted(client, "码上办\r\n\r\n  怀川办理 \n“怀川办理”\n码上办\n查无此句")
    assert page.texts("caption") == ["查了 4 个检索词"]
    assert page.texts("td", class_="number") == ["1", "1", "1", "0", "0", "0", "0", "0"]
    assert page.links("码上办") == ["/search/?q=%E7%A0%81%E4%B8%8A%E5%8A%9E"]
    assert page.links("怀川码上办正式上线")[0] == archive.launch.get_absolute_url() + "?q=%E7%A0%81%E4%B8%8A%E5%8A%9E"
    assert page.texts("textarea") == ["码上办 怀川办理 “怀川办理” 码上办 查无此句"]


def test_what_a_query_did_not_use_is_said(client: Client, archive: Archive) -> None:
    assert "单独的标点不参与检索" in pasted(client, "。 码上办").texts("table")[0]


def test_the_number_of_queries_to_the_database_is_constant(client: Client, archive: Archive) -> None:
    pasted(client, "码上办")  # The first request of a visitor's window clears away old counts as well.
    with CaptureQueriesContext(connection) as few:
        pasted(client, "码上办")
    with CaptureQueriesContext(connection) as many:
        pasted(client, "\n".join(["码上办", "小雪", "食堂", *map(str, range(50))]))
    assert len(few) == len(many) <= 3  # One counts the visitor's request.


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "清单是空的"),
        (" \n\x00\n", "清单是空的"),
        ("\n".join(map(str, range(101))), "一次最多查 100 行，这里有 101 行"),
        ("短\n" + "长" * 201, "每行最多 200 字，有 1 行更长"),
    ],
)
def test_a_list_that_cannot_be_searched_for_is_kept_and_explained(
    client: Client, archive: Archive, typed: str, message: str
) -> None:
    page = pasted(client, typed)
    assert page.status == 400
    assert message in page.texts("p", role="alert")[0]
    assert page.texts("textarea") == [" ".join(typed.replace("\x00", "").split())]


def test_a_second_list_meanwhile_is_asked_to_wait(client: Client, archive: Archive) -> None:
    with batch_search._one_at_a_time:
        page = pasted(client, "码上办")
    assert page.status == 503
    assert "过几秒再按一次" in page.text
    assert pasted(client, "码上办").status == 200


def test_what_there_was_no_time_for_is_told(archive: Archive) -> None:
    clock = count(0, batch_search.SECONDS * 0.6)
    answers = batch_search.answers_to(["码上办", "小雪", "食堂"], clock=lambda: next(clock))
    assert [answer.results.total if answer.results else None for answer in answers] == [1, None, None]


def test_a_list_comes_as_csv(client: Client, archive: Archive) -> None:
    head, found, nothing = saved(client, "码上办\n=1+1")
    assert head[:5] == ["检索词", "篇数", "原样含有", "说明", "第1篇标题"]
    address = f"http://testserver{archive.launch.get_absolute_url()}"
    assert found == ["码上办", "1", "1", "", "怀川码上办正式上线", "2022-01-28", address]
    assert nothing[:3] == ["'=1+1", "0", "0"]


def test_a_list_above_the_limit_is_told_the_limit(client: Client, archive: Archive, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    page = pasted(client, "码上办" * 300_000)
    assert page.status == 413
    assert "一次最多收 1.0 MB" in page.texts("p", role="alert")[0]
    assert page.texts("button") != []


def test_the_form_is_protected(archive: Archive) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(ADDRESS, {"queries": "码上办"}).status_code == 403
    client.get(ADDRESS)
    token = client.cookies["csrftoken"].value
    assert client.post(ADDRESS, {"queries": "码上办", "csrfmiddlewaretoken": token}).status_code == 200


def test_markup_in_a_list_stays_text(client: Client, archive: Archive) -> None:
    page = pasted(client, "<script>alert(1)</script>\n</textarea><b>")
    assert "<script>alert" not in page.html
    assert "<b>" not in page.html.split("<textarea")[1]
