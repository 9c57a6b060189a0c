"""The steps of a report: dated, named, never written over, and two people never take one twice."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from articles.errors import ReportError
from articles.models import Report, ReportContact, ReportStep
from articles.services.reports.contacts import erase_contacts
from articles.services.reports.counting import open_reports, overdue
from articles.services.reports.steps import Taken, handlers, take_step
from articles.services.succession import supersede
from tests.builders import make_article
from tests.desk.people import make_person
from tests.reports.conftest import CONTACT, make_report
from tests.site.conftest import Archive

pytestmark = pytest.mark.django_db
Action, State = ReportStep.Action, Report.State
DAY = datetime.timedelta(days=1)


def latest(report: Report) -> int:
    return report.steps.order_by("-pk").values_list("pk", flat=True).first() or 0


def go(
    report: Report, action: ReportStep.Action, by: User, *, at: datetime.datetime | None = None, **taken: Any
) -> Report:
    take_step(report, Taken(action, **taken), by=by, seen=latest(report), now=at)
    report.refresh_from_db()
    return report


def test_the_four_steps_each_say_who_and_when(handler: User, reviewer: User) -> None:
    report = make_report(make_article())
    states = [go(report, Action.ACCEPTED, reviewer).state]
    states += [go(report, Action.ASSIGNED, reviewer, assigned_to=handler).state]
    assert report.assigned_to == handler
    states += [go(report, Action.HANDLING, handler).state, go(report, Action.ANSWERED, handler, answer="已改正").state]
    assert states == [State.ACCEPTED, State.ASSIGNED, State.HANDLING, State.ANSWERED]
    assert report.closed_at is not None
    steps = list(report.steps.values_list("action", "taken_by__username"))
    people = [reviewer.username, reviewer.username, handler.username, handler.username]
    assert steps == list(zip(["accepted", "assigned", "handling", "answered"], people, strict=True))
    logged = {entry.get_change_message() for entry in LogEntry.objects.all()}
    assert logged == {"受理", f"转办给 {handler.username}", "办理", "反馈"}


def test_a_quick_answer_takes_the_report_up_as_well(handler: User) -> None:
    report = go(make_report(make_article()), Action.ANSWERED, handler, answer="已改正")
    assert list(report.steps.values_list("action", flat=True)) == ["accepted", "answered"]
    assert report.assigned_to == handler


@pytest.mark.parametrize(
    ("before", "action", "taken", "code"),
    [
        ([], Action.ANSWERED, {}, "invalid"),
        ([], Action.REFUSED, {"answer": " \n"}, "invalid"),
        ([], Action.ASSIGNED, {}, "nobody"),
        ([], Action.NOTED, {}, "invalid"),
        ([], Action.NOTED, {"note": "长" * 2001}, "invalid"),
        ([], Action.REOPENED, {"note": "再看"}, "closed"),
        ([Action.ACCEPTED], Action.ACCEPTED, {}, "closed"),
        ([Action.HANDLING], Action.REFUSED, {"answer": "不办"}, "closed"),
        ([Action.REFUSED], Action.ANSWERED, {"answer": "改了"}, "closed"),
        ([Action.REFUSED], Action.REOPENED, {}, "invalid"),
    ],
)
def test_a_step_that_cannot_be_is_refused(
    handler: User, before: list[ReportStep.Action], action: ReportStep.Action, taken: dict[str, Any], code: str
) -> None:
    report = make_report(make_article())
    for each in before:
        go(report, each, handler, answer="理由")
    state, count = report.state, report.steps.count()
    with pytest.raises(ReportError) as refused:
        go(report, action, handler, **taken)
    assert refused.value.code == code
    report.refresh_from_db()
    assert (report.state, report.steps.count()) == (state, count)


def test_a_closed_report_is_taken_up_again_as_long_as_its_contact_is_kept(handler: User) -> None:
    article = make_article()
    report = go(make_report(article), Action.ANSWERED, handler, answer="已改正", at=timezone.now() - 91 * DAY)
    with pytest.raises(ReportError, match="90 天"):
        go(report, Action.REOPENED, handler, note="没改全")
    other = go(make_report(article), Action.ANSWERED, handler, answer="已改正", at=timezone.now() - 89 * DAY)
    assert go(other, Action.REOPENED, handler, note="没改全").state == State.HANDLING
    assert other.closed_at is None


def test_who_did_not_see_the_last_step_is_told(handler: User, reviewer: User) -> None:
    report = make_report(make_article())
    go(report, Action.ACCEPTED, reviewer)
    with pytest.raises(ReportError, match="王审校刚刚做了“受理”") as refused:
        take_step(report, Taken(Action.ANSWERED, answer="已改正"), by=handler, seen=0)
    assert refused.value.code == "stale"


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_takes_the_step(handler: User) -> None:
    report = make_report(make_article())

    def attempt(_: int) -> bool:
        try:
            take_step(report, Taken(Action.ANSWERED, answer="已改正"), by=handler, seen=0)
        except ReportError:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(attempt, range(12)))
    assert sum(done) == 1
    assert list(report.steps.values_list("action", flat=True)) == ["accepted", "answered"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles_reportstep SET answer = '改口'",
        "DELETE FROM articles_reportstep",
        "UPDATE articles_report SET message = '改写'",
        "UPDATE articles_report SET sent_at = now()",
        "DELETE FROM articles_report",
    ],
)
def test_the_database_keeps_what_was_written(handler: User, statement: str) -> None:
    report = go(make_report(make_article()), Action.ACCEPTED, handler)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (report.steps.count(), Report.objects.get().message) == (1, report.message)


def test_contacts_go_ninety_days_after_closing(handler: User) -> None:
    article = make_article()
    now = timezone.now()
    kept = [
        make_report(article, contact=CONTACT),
        go(make_report(article, contact=CONTACT), Action.REFUSED, handler, answer="重复", at=now - 89 * DAY),
    ]
    gone = go(make_report(article, contact=CONTACT), Action.ANSWERED, handler, answer="好", at=now - 90 * DAY)
    assert erase_contacts(now) == 1
    assert set(ReportContact.objects.values_list("report", flat=True)) == {each.pk for each in kept}
    gone.refresh_from_db()
    assert gone.has_contact


def test_open_reports_are_counted_and_follow_their_article(
    archive: Archive, handler: User, django_assert_num_queries: object
) -> None:
    for article in (archive.launch, archive.launch, archive.weather):
        make_report(article, message=f"第{Report.objects.count()}处")
    go(make_report(archive.older), Action.REFUSED, handler, answer="原文如此")
    ids = [archive.launch.pk, archive.weather.pk, archive.older.pk]
    assert open_reports(ids) == {archive.launch.pk: 2, archive.weather.pk: 1}
    supersede(archive.launch, archive.weather, reason="误分")
    assert open_reports(ids[1:]) == {archive.weather.pk: 3}
    assert open_reports([]) == {}
    with django_assert_num_queries(3):  # type: ignore[operator]
        open_reports(ids)


def test_late_are_those_not_taken_up_and_those_not_answered(handler: User) -> None:
    article = make_article()
    now = timezone.now()
    waiting = make_report(article, now=now - 6 * DAY)
    accepted = go(make_report(article, now=now - 6 * DAY), Action.ACCEPTED, handler)
    old = go(make_report(article, now=now - 20 * DAY), Action.HANDLING, handler)
    go(make_report(article, now=now - 20 * DAY), Action.ANSWERED, handler, answer="好")
    make_report(article, now=now)
    today = accepted.answer_by
    assert set(overdue(Report.objects.all(), today)) == {waiting, old}
    assert set(overdue(Report.objects.all(), today + DAY)) >= {waiting, accepted, old}


def test_those_who_may_handle_are_offered(handler: User) -> None:
    group = Group.objects.create(name="编校组")
    group.permissions.add(Permission.objects.get(codename="handle_report"))
    member, gone = make_person(name="周组员"), make_person(name="郑离职", permissions=["articles.handle_report"])
    member.groups.add(group)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    make_person(name="钱记者")
    User.objects.create_superuser("管理员")
    assert {each.username for each in handlers()} == {handler.username, "周组员", "管理员"}
