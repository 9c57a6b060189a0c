"""An editor's day and the desk's week: what was done, by whom, and how long an item takes."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, AskedQuery, Claim, SearchDay
from articles.services.queue_figures import Figures, day_of, week_of
from articles.templatetags.durations import duration
from tests.builders import make_article, make_page
from tests.desk.people import make_administrator

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2026, 11, 23)
#: Nine o'clock in Shanghai.
NINE = datetime.datetime(2026, 11, 23, 1, 0, tzinfo=datetime.UTC)


@pytest.fixture
def articles(db: None) -> list[Article]:
    page = make_page()
    return [make_article(page=page, headline=f"第{number}篇", body="") for number in range(6)]


def done(
    article: Article, editor: User, seconds: float, outcome: str = "corrected", at: datetime.datetime = NINE
) -> None:
    ended = at + datetime.timedelta(seconds=seconds)
    Claim.objects.create(article=article, editor=editor, claimed_at=at, ended_at=ended, outcome=outcome)


def test_a_day_counts_items_and_the_median_time_of_those_that_are_known(articles: list[Article], li: User) -> None:
    for article, seconds in zip(articles, (10, 40, 50), strict=False):
        done(article, li, seconds)
    done(articles[3], li, 0)
    done(articles[4], li, 3 * 60 * 60, "waiting")
    done(articles[5], li, 20, "faultless")
    done(articles[5], li, 5, "released")
    assert day_of(li.pk, MONDAY) == Figures(corrected=4, waiting=1, faultless=1, seconds=30)


def test_one_article_corrected_three_times_a_day_is_one(articles: list[Article], li: User) -> None:
    for hours in (0, 2, 4):
        done(articles[0], li, 30, at=NINE + datetime.timedelta(hours=hours))
    assert day_of(li.pk, MONDAY).corrected == 1


def test_days_are_those_of_shanghai(articles: list[Article], li: User) -> None:
    midnight = datetime.datetime(2026, 11, 23, 16, 0, tzinfo=datetime.UTC)
    done(articles[0], li, 30, at=midnight - datetime.timedelta(minutes=1))
    done(articles[1], li, 30, at=midnight)
    assert day_of(li.pk, MONDAY).corrected == 1
    assert day_of(li.pk, MONDAY + datetime.timedelta(days=1)).corrected == 1


def test_a_week_is_the_desk_as_a_whole_and_each_of_it(articles: list[Article], li: User, wang: User) -> None:
    done(articles[0], li, 20)
    done(articles[1], li, 40, at=NINE + datetime.timedelta(days=2))
    done(articles[2], wang, 60, "waiting")
    done(articles[3], wang, 60, at=NINE - datetime.timedelta(days=1))
    done(articles[4], wang, 60, at=NINE + datetime.timedelta(days=7))
    week = week_of(MONDAY + datetime.timedelta(days=6))
    assert week.monday == MONDAY
    assert week.total == Figures(2, 1, 0, 40)
    assert week.people == (("李编辑", Figures(2, 0, 0, 30)), ("王编辑", Figures(0, 1, 0, 60)))
    assert {day: figures.done for day, figures in week.days.items()} == {
        MONDAY: 2,
        MONDAY + datetime.timedelta(days=2): 1,
    }


def test_editors_see_the_desk_and_themselves_and_reviewers_everybody(
    articles: list[Article], li: User, wang: User, client: Client
) -> None:
    done(articles[0], li, 125)
    done(articles[1], wang, 40)
    client.force_login(li)
    page = client.get("/admin/queue/week/", {"day": "2026-11-25"}).content.decode()
    assert "2026年11月23日" in page and "周一：已校 2、待审 0、无误 0" in page
    assert '<th scope="row">李编辑</th>' in page and "2 分 05 秒" in page
    assert "王编辑" not in page
    client.force_login(make_administrator())
    assert "王编辑" in client.get("/admin/queue/week/", {"day": "2026-11-25"}).content.decode()


def test_what_is_no_day_is_said(client: Client, li: User) -> None:
    client.force_login(li)
    response = client.get("/admin/queue/week/", {"day": "昨天"})
    assert response.status_code == 400
    assert "“昨天”不是日期" in response.content.decode()


def test_searches_in_vain_lead_to_the_search_that_shows_what_is_near(client: Client, li: User) -> None:
    for days, text, times, in_vain in (
        (0, "怀川玛上办", 4, True),
        (1, "怀川玛上办", 2, True),
        (0, "社区 食堂", 5, False),
        (2, "找到了的", 1, True),
        (1, "找到了的", 1, False),
        (0, '"><script>alert(1)</script>', 1, True),
    ):
        AskedQuery.objects.create(
            day=MONDAY - datetime.timedelta(days=days), text=text, times=times, found_nothing=in_vain
        )
    SearchDay.objects.create(day=MONDAY, searches=40, found_nothing=9)
    client.force_login(li)
    page = client.get("/admin/queue/searches/").content.decode()
    vain, often = page.split("查得多的", 1)
    assert "检索 40 次，其中 9 次没有找到" in page
    assert ">怀川玛上办</a></th><td>6</td><td>2026-11-23</td>" in vain
    assert 'href="/search/?q=%E6%80%80%E5%B7%9D%E7%8E%9B%E4%B8%8A%E5%8A%9E"' in vain
    assert ">社区 食堂</a></th><td>5</td>" in often
    assert "找到了的" not in page, "two people are no reason to keep a list of it"
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize(("seconds", "words"), [(None, "—"), (48, "48 秒"), (125, "2 分 05 秒")])
def test_times_are_words(seconds: int | None, words: str) -> None:
    assert duration(seconds) == words
