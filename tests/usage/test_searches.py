"""What is counted of searches, and which texts are kept of them, and for how long."""

import datetime
import logging

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from psycopg import sql

from articles.models import AskedQuery, QueryVisitor, SearchDay
from articles.usage.expiry import QUERY_DAYS, clear_expired_usage
from articles.usage.tally import flush, tally
from tests.usage.conftest import Archive
from tests.usage.test_views import BROWSER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def search(words: str, *, visitor: int = 1, address: str = "/search/", **parameters: str) -> None:
    response = Client(headers={"User-Agent": BROWSER}).get(
        address, {"q": words, **parameters}, REMOTE_ADDR=f"203.0.113.{visitor}"
    )
    assert response.status_code == 200


def texts() -> dict[str, tuple[int, bool]]:
    flush()
    rows = AskedQuery.objects.filter(day=timezone.localdate())
    return {row.text: (row.times, row.found_nothing) for row in rows}


def whole_database() -> str:
    """All that stands in the tables of counts, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in ("articleday", "searchday", "askedquery", "queryvisitor"):
            cursor.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(f"articles_{table}")))
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_searches_are_counted_by_day() -> None:
    search("码上办")
    search("天马行空")
    search("  ")
    flush()
    search("社区食堂")
    flush()
    day = SearchDay.objects.get()
    assert (day.day, day.searches, day.found_nothing) == (timezone.localdate(), 3, 1)


def test_filters_orders_and_further_pages_are_no_search_of_their_own() -> None:
    search("怀川")
    search("怀川", year="2022")
    search("怀川", sort="newest")
    search("怀川", page="1")
    flush()
    assert SearchDay.objects.get().searches == 1


def test_a_text_is_kept_when_the_third_visitor_asks_it() -> None:
    for visitor in (1, 1, 1, 2):
        search("码上办", visitor=visitor)
    assert texts() == {}
    assert "码上办" not in whole_database()
    search(" 码上办 ", visitor=3)
    assert texts() == {"码上办": (3, False)}
    search("码上办", visitor=1)
    assert texts() == {"码上办": (4, False)}


def test_three_visitors_of_one_moment_are_enough() -> None:
    for visitor in (1, 2, 3):
        search("社区食堂", visitor=visitor)
    assert texts() == {"社区食堂": (3, False)}


def test_a_text_that_found_nothing_is_kept_at_once() -> None:
    search("天马行空")
    search("天马行空", visitor=2)
    assert texts() == {"天马行空": (2, True)}
    assert not QueryVisitor.objects.exists()


def test_a_search_within_an_entry_says_nothing_of_the_archive(archive: Archive) -> None:
    search("社区食堂", address=archive.department.get_absolute_url())
    assert texts() == {}
    assert SearchDay.objects.get().searches == 1


def test_an_answer_that_was_kept_counts_as_what_was_known_last() -> None:
    """Nobody searched for it, so nobody knows how many it finds."""
    request = Client(headers={"User-Agent": BROWSER}).get("/search/").wsgi_request
    tally.count_search("天马行空", request, 0)
    flush()
    tally.count_search("天马行空", request, None)
    tally.count_search("别的什么", request, None)
    assert texts() == {"天马行空": (2, True)}


def test_what_is_found_since_is_no_longer_in_vain() -> None:
    request = Client(headers={"User-Agent": BROWSER}).get("/search/").wsgi_request
    tally.count_search("新栏目", request, 0)
    assert texts() == {"新栏目": (1, True)}
    tally.count_search("新栏目", request, 4)
    assert texts() == {"新栏目": (2, False)}


@pytest.mark.parametrize(
    "private", ["张三 13800138000", "410802199003070012 户籍", "someone@example.org", "很长的一段文字" * 10]
)
def test_what_may_be_private_is_never_kept(private: str) -> None:
    for visitor in (1, 2, 3, 4):
        search(private, visitor=visitor)
    assert texts() == {}
    assert private not in whole_database()
    assert SearchDay.objects.get().searches == 4


def test_no_address_is_stored_or_logged_and_no_two_queries_can_be_brought_together(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        for words in ("码上办", "社区食堂"):
            search(words, visitor=77)
        flush()
    assert QueryVisitor.objects.count() == 2
    assert QueryVisitor.objects.values("visitor").distinct().count() == 2
    assert "203.0.113" not in whole_database()
    told = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert "203.0.113" not in told and "码上办" not in told


def test_hashes_end_with_their_day_and_texts_after_thirty() -> None:
    today = datetime.date(2026, 11, 26)
    for days in (0, 1, QUERY_DAYS - 1, QUERY_DAYS):
        day = today - datetime.timedelta(days=days)
        QueryVisitor.objects.create(day=day, query="q", visitor="v")
        AskedQuery.objects.create(day=day, text="码上办", times=3)
    assert clear_expired_usage(today) == 4
    assert list(QueryVisitor.objects.values_list("day", flat=True)) == [today]
    assert AskedQuery.objects.count() == 3


def test_what_is_written_erases_what_is_over_without_a_timer() -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    QueryVisitor.objects.create(day=yesterday, query="q", visitor="v")
    search("码上办")
    flush()
    assert not QueryVisitor.objects.filter(day=yesterday).exists()
