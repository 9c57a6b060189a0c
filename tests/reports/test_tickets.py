"""The ticket's page tells state, days and answer; wrong numbers are answered alike and only so many in a time."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.models import Report, ReportStep
from articles.services.reports.steps import Taken, take_step
from articles.ticket_numbers import grouped, new_number
from tests.reports.conftest import CONTACT, WROTE, make_report
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db
Action = ReportStep.Action
#: A Friday at noon in Shanghai.
FRIDAY = datetime.datetime(2022, 1, 28, 4, 0, tzinfo=datetime.UTC)


def page_of(report: Report) -> str:
    return f"/report/t/{grouped(report.number)}/"


def step(
    report: Report, action: ReportStep.Action, by: User, *, at: datetime.datetime | None = None, **taken: str
) -> None:
    latest = report.steps.order_by("-pk").first()
    who = by if action is Action.ASSIGNED else None
    take_step(report, Taken(action, assigned_to=who, **taken), by=by, seen=latest.pk if latest else 0, now=at)
    report.refresh_from_db()


def test_state_days_and_answer_are_told_and_nothing_else(client: Client, archive: Archive, handler: User) -> None:
    report = make_report(archive.launch, now=FRIDAY, contact=CONTACT)
    hour = datetime.timedelta(hours=1)
    step(report, Action.ACCEPTED, handler, at=FRIDAY + hour, note="内部甲")
    step(report, Action.ASSIGNED, handler, at=FRIDAY + 2 * hour, note="内部乙")
    step(report, Action.HANDLING, handler, at=FRIDAY + 3 * hour)
    step(report, Action.NOTED, handler, note="内部丙")
    step(report, Action.ANSWERED, handler, at=FRIDAY + 4 * hour, answer="已改正。\n<b>谢谢</b>", note="内部丁")
    seen = Seen(client.get(page_of(report)))
    assert seen.status == 200 and "现在：已反馈" in seen.text
    told = [
        "收到",
        "2022年1月28日 12:00",
        "受理",
        "13:00",
        "转办",
        "14:00",
        "办理",
        "15:00",
        "反馈",
        "16:00",
        "已改正。",
    ]
    assert re.search(".*".join(map(re.escape, told)), seen.text)
    assert "&lt;b&gt;谢谢" in seen.html
    hidden = [*(each for each in WROTE.values() if each != "typo"), CONTACT, "内部", "备注", handler.username, "怀川"]
    assert [each for each in hidden if each in seen.html] == []


def test_what_was_promised_is_told_and_being_late_too(client: Client, archive: Archive) -> None:
    report = make_report(archive.launch, now=FRIDAY)
    # A working day after a Friday, and five.
    assert (report.accept_by, report.answer_by) == (datetime.date(2022, 1, 31), datetime.date(2022, 2, 4))
    seen = Seen(client.get(page_of(report)))
    assert (
        "反馈逾期" in seen.text
        and "最迟 2022年1月31日（周一）受理，2022年2月4日（周五）反馈" in seen.text
        and "法定节假日" in seen.text
    )
    fresh = make_report(archive.launch, now=timezone.now())
    assert "逾期" not in Seen(client.get(page_of(fresh))).text


def test_a_refusal_says_why(client: Client, archive: Archive, handler: User) -> None:
    report = make_report(archive.launch)
    step(report, Action.REFUSED, handler, answer="报上原文如此。")
    seen = Seen(client.get(page_of(report)))
    assert "现在：不予受理" in seen.text and "报上原文如此。" in seen.text


def test_a_number_is_found_however_it_is_typed(client: Client, archive: Archive) -> None:
    report = make_report(archive.launch)
    typed = f" {report.number.lower()[:6]} {report.number[6:]} ".replace("0", "O")
    answer = client.get("/report/status/", {"number": typed})
    assert (answer.status_code, answer["Location"]) == (302, page_of(report))
    assert client.get(f"/report/t/{report.number.lower()}/")["Location"] == page_of(report)


def test_wrong_numbers_are_answered_alike(client: Client, archive: Archive) -> None:
    report = make_report(archive.launch)
    swapped = ("0" if report.number[0] != "0" else "1") + report.number[1:]
    wrong = [new_number(), swapped, "x", "x" * 500, "<script>", report.number[:-1]]
    answers = [Seen(client.get("/report/status/", {"number": each})) for each in wrong]
    assert {each.status for each in answers} == {404}
    assert {"".join(each.texts("p", role="alert")) for each in answers} == {
        "没有这个编号的报错。请对照提交后页面上的编号核对；大小写、空格和短横不论。"
    }
    assert "<script>" not in answers[4].html.replace("<script src", "")
    assert client.get(f"/report/t/{new_number()}/").status_code == 404


def test_wrong_numbers_are_limited_and_right_ones_are_not(client: Client, archive: Archive, settings: Settings) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"report": (3, 3600)}
    report = make_report(archive.launch)
    assert {client.get(page_of(report)).status_code for _ in range(6)} == {200}
    wrong = [client.get("/report/status/", {"number": new_number()}).status_code for _ in range(5)]
    assert wrong == [404, 404, 404, 429, 429]
    # Not even a right one tells that it is right.
    refused = client.get(page_of(report))
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 0
    assert client.get(page_of(report), REMOTE_ADDR="203.0.113.9").status_code == 200


def test_nothing_keeps_a_ticket(client: Client, archive: Archive) -> None:
    for answer in (client.get(page_of(make_report(archive.launch))), client.get("/report/status/")):
        assert "no-store" in answer["Cache-Control"] and "ETag" not in answer
        assert 'name="robots" content="noindex"' in answer.content.decode()
