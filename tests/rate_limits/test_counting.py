"""Limits hold exactly, for each scope apart, end when their time is over, and however many ask at once."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, connections
from pytest_django import Settings

from articles.models import RateCount
from articles.rate_limits.counting import OverLimitError, Scope, clear_ended, give_back, require, take
from articles.rate_limits.words import in_words

NOON = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
VISITOR, OTHER = "203.0.113.9", "198.51.100.7"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_a_minute(settings: Settings) -> Iterator[None]:
    settings.RATE_LIMITS = {"api": (3, 60), "files": (1, 600), "login": None}
    yield


def after(seconds: float) -> datetime.datetime:
    return NOON + datetime.timedelta(seconds=seconds)


def test_so_many_are_allowed_and_then_none_until_the_window_ends() -> None:
    verdicts = [take(Scope.API, VISITOR, after(second)) for second in (0, 10, 20, 30, 59)]
    assert [each.is_allowed for each in verdicts] == [True, True, True, False, False]
    assert [each.remaining for each in verdicts] == [2, 1, 0, 0, 0]
    assert [each.seconds_left for each in verdicts] == [60, 50, 40, 30, 1]
    assert take(Scope.API, VISITOR, after(60)).is_allowed


def test_being_refused_does_not_prolong_the_wait() -> None:
    for second in range(50):
        take(Scope.API, VISITOR, after(second))
    assert RateCount.objects.get().count == 4
    assert [take(Scope.API, VISITOR, after(60 + each)).is_allowed for each in range(4)] == [True, True, True, False]


def test_visitors_and_scopes_have_limits_of_their_own() -> None:
    assert take(Scope.FILES, VISITOR, NOON).is_allowed
    assert not take(Scope.FILES, VISITOR, NOON).is_allowed
    assert take(Scope.FILES, OTHER, NOON).is_allowed
    assert take(Scope.API, VISITOR, NOON).is_allowed


def test_over_the_limit_the_error_says_when_to_come_again() -> None:
    require(Scope.FILES, VISITOR, NOON)
    with pytest.raises(OverLimitError) as refused:
        require(Scope.FILES, VISITOR, after(100))
    assert refused.value.verdict.seconds_left == 500
    assert refused.value.scope is Scope.FILES


def test_without_a_limit_nothing_is_refused_and_nothing_stored() -> None:
    assert all(take(Scope.LOGIN_ADDRESS, VISITOR, NOON).is_allowed for _ in range(20))
    give_back(Scope.LOGIN_ADDRESS, VISITOR, NOON)
    assert not RateCount.objects.exists()


def test_what_is_given_back_can_be_taken_again() -> None:
    take(Scope.FILES, VISITOR, NOON)
    give_back(Scope.FILES, VISITOR, NOON)
    assert take(Scope.FILES, VISITOR, NOON).is_allowed
    assert not take(Scope.FILES, VISITOR, NOON).is_allowed


def test_giving_back_what_was_never_taken_gains_nothing() -> None:
    take(Scope.FILES, VISITOR, NOON)
    for _ in range(3):
        give_back(Scope.FILES, VISITOR, NOON)
    assert [take(Scope.FILES, VISITOR, NOON).is_allowed for _ in range(2)] == [True, False]


def test_no_address_is_stored() -> None:
    take(Scope.API, VISITOR, NOON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT articles_ratecount::text FROM articles_ratecount")
        (row,) = cursor.fetchall()
    assert VISITOR not in row[0] and "api" in row[0]


def test_ended_counts_go_when_a_visitor_comes_and_by_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        take(Scope.API, f"10.0.0.{number}", NOON)
    take(Scope.FILES, VISITOR, NOON)
    take(Scope.API, OTHER, after(61))
    assert sorted(RateCount.objects.values_list("scope", flat=True)) == ["api", "files"]
    assert clear_ended(after(601)) == 2
    take(Scope.API, VISITOR, datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    call_command("clear_expired")
    assert capsys.readouterr().out.splitlines() == [
        "1 counts of visitors' requests deleted.",
        "0 contacts of closed reports deleted.",
        "0 texts of queries and old counts of readers deleted.",
    ]
    assert not RateCount.objects.exists()


def test_counts_stand_in_no_log_of_the_server() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'articles_ratecount'")
        assert cursor.fetchone() == ("u",)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_each(settings: Settings) -> None:
    settings.RATE_LIMITS = {"api": (50, 600), "files": None, "login": None}
    for number in range(30):
        take(Scope.API, f"10.0.0.{number}", after(-3600))

    def ask(number: int) -> bool:
        try:
            subject = VISITOR if number % 2 else f"10.0.0.{number % 30}"
            return take(Scope.API, subject, NOON).is_allowed
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(ask, range(240)))
    assert sum(allowed[1::2]) == 50
    assert all(allowed[0::2])


def test_words_of_the_wait() -> None:
    assert [in_words(each) for each in (1, 59, 60, 61, 3599, 3600, 7201)] == [
        *("1 秒", "59 秒", "1 分钟", "2 分钟", "60 分钟", "1 小时", "3 小时")
    ]
