"""The running site erases what is kept only for a time, once an hour, whichever process comes first."""

import datetime
import threading
import time

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import QueryVisitor, RateCount, Report, ReportContact, Upkeep
from articles.usage import upkeep
from articles.usage.upkeep import erase_when_due, is_overdue, look
from tests.desk.people import make_administrator, make_editor

NOW = timezone.now()
DAYS = datetime.timedelta(days=1)


def closed_report(days_ago: int) -> Report:
    report = Report.objects.create(
        number=f"n{days_ago}",
        kind="typo",
        message="错字",
        accept_by=NOW.date(),
        answer_by=NOW.date(),
        state="answered",
        closed_at=NOW - days_ago * DAYS,
        has_contact=True,
    )
    ReportContact.objects.create(report=report, text="13800001234")
    return report


def counted(days_ago: int) -> RateCount:
    return RateCount.objects.create(scope="api", visitor=f"v{days_ago}", count=1, ends_at=NOW - days_ago * DAYS)


@pytest.mark.django_db
def test_what_expired_goes_and_the_rest_stays() -> None:
    for days in (91, 89):
        closed_report(days)
    for days in (1, -1):
        counted(days)
    QueryVisitor.objects.create(day=timezone.localdate(NOW) - DAYS, query="q", visitor="v")
    assert erase_when_due(NOW)
    assert ReportContact.objects.get().report.number == "n89"
    assert RateCount.objects.get().visitor == "v-1"
    assert not QueryVisitor.objects.exists()


@pytest.mark.django_db
def test_it_is_done_once_an_hour() -> None:
    assert erase_when_due(NOW)
    counted(1)
    assert not erase_when_due(NOW + datetime.timedelta(minutes=59))
    assert RateCount.objects.exists()
    assert erase_when_due(NOW + datetime.timedelta(minutes=61))
    assert not RateCount.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_several_processes_one_does_it() -> None:
    Upkeep.objects.create(id=1, begun_at=NOW - DAYS)
    begin, answers = threading.Barrier(6), []

    def come() -> None:
        try:
            begin.wait()
            answers.append(erase_when_due())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=come) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False] * 5 + [True]


def test_a_database_that_does_not_answer_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> bool:
        raise OperationalError("connection refused")

    monkeypatch.setattr(upkeep, "erase_when_due", fail)
    look()
    assert "tried again" in caplog.text


def test_nothing_that_goes_wrong_ends_the_looking(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> bool:
        raise ValueError("unforeseen")

    monkeypatch.setattr(upkeep, "erase_when_due", fail)
    look()
    assert "unforeseen" in caplog.text


@pytest.mark.django_db
def test_one_kind_that_cannot_be_erased_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> int:
        raise ValueError("unforeseen")

    counted(1)
    closed_report(91)
    names = list(upkeep.EXPIRING)
    monkeypatch.setattr(upkeep, "EXPIRING", {**upkeep.EXPIRING, names[0]: fail})
    assert erase_when_due(NOW)
    assert RateCount.objects.exists()
    assert not ReportContact.objects.exists()
    assert names[0] in caplog.text
    with pytest.raises(CommandError, match=names[0]):
        call_command("clear_expired")


def test_a_process_looks_soon_after_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    looks: list[int] = []

    class EndedError(Exception):
        pass

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) > 2:
            raise EndedError

    monkeypatch.setattr(time, "sleep", wait)
    monkeypatch.setattr(upkeep, "look", lambda: looks.append(len(waits)))
    with pytest.raises(EndedError):
        upkeep._look_again_and_again()
    assert waits[0] <= 60 < waits[1]
    assert looks == [1, 2]


@pytest.mark.django_db
def test_an_administrator_reads_what_is_overdue_and_what_to_do(client: Client) -> None:
    closed_report(92)
    client.force_login(make_administrator())
    page = client.get(reverse("admin:upkeep")).content.decode()
    assert "clear_expired" in page
    assert page.count("过期一天以上还在") == 1


@pytest.mark.django_db
def test_the_desk_and_the_monitor_tell_what_is_overdue(client: Client) -> None:
    closed_report(90)
    assert not is_overdue(NOW)
    assert client.get("/healthz").json()["expired"] == "ok"
    closed_report(92)
    assert is_overdue(NOW)
    assert client.get("/healthz").json()["expired"] == "overdue"
    for person, is_told in ((make_administrator(), True), (make_editor(), False)):
        client.force_login(User.objects.get(pk=person.pk))
        front = client.get(reverse("admin:index")).content.decode()
        assert ("到期未清理" in front) == is_told
        assert (f'href="{reverse("admin:upkeep")}"' in front) == is_told
    erase_when_due()
    assert client.get("/healthz").json()["expired"] == "ok"
