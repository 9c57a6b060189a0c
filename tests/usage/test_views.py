"""What is counted of the reading of articles: readers alone, whatever answered them."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import ArticleDay, ArticleWorth
from articles.search.draining import drain
from articles.usage import storing
from articles.usage.expiry import COUNT_DAYS, clear_expired_usage
from articles.usage.storing import store
from articles.usage.tally import Counts, flush, tally
from articles.views.kept_answers import CACHE_STATUS, HIT
from tests.builders import make_article, make_page
from tests.desk.people import make_person
from tests.usage.conftest import Archive

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"User-Agent": BROWSER})


def counted(article_id: int) -> tuple[int, int]:
    """Views and clicks of today, once all is written."""
    flush()
    row = ArticleDay.objects.filter(article=article_id, day=timezone.localdate()).first()
    return (row.views, row.clicks) if row else (0, 0)


@pytest.mark.usefixtures("indexed")
def test_reading_is_counted_and_whoever_came_from_a_search_as_a_click(reader: Client, archive: Archive) -> None:
    address = archive.launch.get_absolute_url()
    assert reader.get(address).status_code == 200
    assert reader.get(f"{address}?q=怀川").status_code == 200
    assert reader.get(f"{address}?q=怀川&from=/search/?q%3D怀川").status_code == 200
    assert counted(archive.launch.pk) == (3, 2)
    assert counted(archive.older.pk) == (0, 0)


@pytest.mark.usefixtures("indexed")
def test_looking_round_within_an_open_article_is_no_reading_more(reader: Client, archive: Archive) -> None:
    address = archive.launch.get_absolute_url()
    for query in ("?q=怀川", "?q=怀川&hit=2", "?text=original"):
        assert reader.get(address + query).status_code == 200
    assert counted(archive.launch.pk) == (1, 1)


@pytest.mark.usefixtures("indexed")
def test_whoever_has_the_page_already_is_counted(reader: Client, archive: Archive) -> None:
    address = archive.launch.get_absolute_url()
    etag = reader.get(address)["ETag"]
    assert reader.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert counted(archive.launch.pk) == (2, 0)


@pytest.mark.usefixtures("indexed")
def test_answers_that_were_kept_whole_are_counted_for_each_reader(archive: Archive) -> None:
    address = archive.launch.get_absolute_url()
    first, second = (Client(headers={"User-Agent": BROWSER}).get(address) for _ in range(2))
    assert (CACHE_STATUS in first, second[CACHE_STATUS]) == (False, HIT)
    assert counted(archive.launch.pk) == (2, 0)
    again = Client(headers={"User-Agent": BROWSER}).get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert counted(archive.launch.pk) == (3, 0)


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)"},
        {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/130.0"},
        {"User-Agent": "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)"},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": ""},
        {"User-Agent": BROWSER, "Sec-Purpose": "prefetch;prerender"},
        {"User-Agent": BROWSER, "Purpose": "prefetch"},
    ],
    ids=["baidu", "google", "sogou", "bing", "gptbot", "curl", "none", "prerender", "prefetch"],
)
def test_robots_and_pages_fetched_ahead_are_not_counted(archive: Archive, headers: dict[str, str]) -> None:
    assert Client(headers=headers).get(archive.launch.get_absolute_url()).status_code == 200
    assert counted(archive.launch.pk) == (0, 0)


@pytest.mark.usefixtures("indexed")
def test_a_telephone_named_like_a_robot_is_a_reader(archive: Archive) -> None:
    agent = "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 30) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
    Client(headers={"User-Agent": agent}).get(archive.launch.get_absolute_url())
    assert counted(archive.launch.pk) == (1, 0)


@pytest.mark.usefixtures("indexed")
def test_head_requests_and_the_desk_are_not_counted_but_other_users_are(reader: Client, archive: Archive) -> None:
    address = archive.launch.get_absolute_url()
    reader.head(address)
    reader.force_login(make_person(name="李编辑"))
    reader.get(address)
    assert counted(archive.launch.pk) == (0, 0)
    reader.force_login(make_person(name="读者", is_staff=False))
    reader.get(address)
    assert counted(archive.launch.pk) == (1, 0)


@pytest.mark.usefixtures("indexed")
def test_what_is_not_there_is_not_counted(reader: Client, archive: Archive) -> None:
    assert reader.get("/article/999999999/").status_code == 404
    tally.count_view(999_999_999)
    tally.count_view(archive.older.public_id)
    assert counted(archive.older.pk) == (1, 0)
    assert ArticleDay.objects.count() == 1


@pytest.mark.usefixtures("indexed")
def test_no_request_asks_the_database_for_its_count(reader: Client, archive: Archive) -> None:
    address = archive.launch.get_absolute_url()
    reader.get(address)
    with CaptureQueriesContext(connection) as captured:
        reader.get(address)
    assert not [query for query in captured.captured_queries if "articleday" in query["sql"]]


def test_many_articles_are_written_in_as_many_statements_as_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    page = make_page()
    articles = [make_article(page=page, headline=f"第{number}篇", body="") for number in range(40)]
    for article in articles:
        tally.count_view(article.public_id)
    with django_assert_max_num_queries(14):
        flush()
    assert ArticleDay.objects.count() == 40


def test_what_is_read_moves_up_in_the_queue() -> None:
    article = make_article()
    flush()
    drain()
    tally.count_view(article.public_id, is_click=True)
    flush()
    item = ArticleWorth.objects.get(pk=article.pk)
    assert (item.views, item.clicks) == (1, 1)


def test_what_cannot_be_written_now_is_written_later(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()

    def fail(counts: Counts, day: datetime.date) -> None:
        raise DatabaseError("the database went away")

    tally.count_view(article.public_id)
    monkeypatch.setattr(storing, "store", fail)
    flush()
    monkeypatch.undo()
    tally.count_view(article.public_id)
    assert counted(article.pk) == (2, 0)


def test_counts_are_erased_after_more_than_a_year() -> None:
    article, today = make_article(), datetime.date(2026, 11, 26)
    for days in (0, COUNT_DAYS - 1, COUNT_DAYS):
        ArticleDay.objects.create(article=article, day=today - datetime.timedelta(days=days), views=1)
    clear_expired_usage(today)
    assert ArticleDay.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_any_number_of_processes_count_right() -> None:
    page = make_page()
    articles = [make_article(page=page, headline=f"第{number}篇", body="") for number in range(5)]
    today = timezone.localdate()

    def write(number: int) -> None:
        counts = Counts()
        for article in articles[:: 1 if number % 2 else -1]:
            counts.views[article.public_id] += 2
            counts.clicks[article.public_id] += 1
        store(counts, today)
        connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    assert set(ArticleDay.objects.values_list("views", "clicks")) == {(80, 40)}
