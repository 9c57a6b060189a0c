"""Reports at the desk: who sees what, the list and its filters, a step with a report, the article's own page."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Report, ReportContact, ReportStep
from articles.services.reports.steps import Taken, take_step
from articles.services.succession import supersede
from articles.ticket_numbers import grouped
from tests import builders
from tests.desk.people import make_person
from tests.reports.conftest import CONTACT, client_of, make_report
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/report/"
Action = ReportStep.Action
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:7 }}"


def page_of(report: Report) -> str:
    return f"{LIST}{report.pk}/change/"


def listed(client: Client, query: str = "") -> list[str]:
    return Seen(client.get(LIST + query)).texts("td", class_="field-words") or Seen(client.get(LIST + query)).texts(
        "th", class_="field-words"
    )


@pytest.mark.parametrize("permissions", [(), ("articles.change_article",), ("articles.view_report_contact",)])
def test_whoever_may_not_handle_reports_sees_none(archive: Archive, permissions: tuple[str, ...]) -> None:
    report = make_report(archive.launch, contact=CONTACT)
    client = client_of(make_person(name="赵见习", permissions=permissions))
    assert client.get(LIST).status_code == client.get(page_of(report)).status_code == 403
    for data in ({"action": "accepted", "seen": "0"}, {"contact": "1"}):
        assert client.post(page_of(report), data).status_code == 403
    assert Report.objects.get().state == Report.State.RECEIVED
    assert Client().get(page_of(report)).status_code == 302
    assert "读者报错" not in client.get("/admin/").content.decode()


def test_the_list_shows_what_waits_and_no_contact(archive: Archive, handler: User) -> None:
    report = make_report(archive.launch, contact=CONTACT)
    private = make_report(archive.weather, kind="privacy", passage="身份证在此")
    done = make_report(archive.older, message="办完的")
    take_step(done, Taken(Action.ANSWERED, answer="已改"), by=handler, seen=0)
    seen = Seen(client_of(handler).get(LIST))
    assert seen.texts("a", href=page_of(report)) and seen.texts("a", href=page_of(private))
    assert not seen.texts("a", href=page_of(done))
    assert "怀川码上办正式上线 → 怀川马上办正式上线" in seen.text
    assert "身份证" not in seen.html and CONTACT not in seen.html


def test_the_list_is_narrowed(archive: Archive, handler: User, reviewer: User) -> None:
    client, long_ago = client_of(handler), timezone.now() - datetime.timedelta(days=30)
    late = make_report(archive.launch, now=long_ago, passage="迟", proposal="", message="")
    mine = make_report(archive.weather, kind="date", passage="我的", proposal="", message="")
    theirs = make_report(None, passage="别人的", proposal="", message="")
    take_step(mine, Taken(Action.HANDLING), by=handler, seen=0)
    take_step(theirs, Taken(Action.ASSIGNED, assigned_to=reviewer), by=handler, seen=0)
    closed = make_report(archive.older, passage="完了", proposal="", message="")
    take_step(closed, Taken(Action.REFUSED, answer="重复"), by=handler, seen=0)
    found = {
        query: sorted(listed(client, query))
        for query in (
            *("?overdue=yes", "?assigned=me", "?assigned=nobody", f"?assigned={reviewer.pk}", "?state=refused"),
            *("?kind__exact=date", f"?newspaper__id__exact={archive.newspaper.pk}", "?state=all"),
            *(
                f"?q={grouped(late.number).lower()}",
                f"?q={archive.weather.public_id}",
                "?q=别人",
                "?assigned=9" + "9" * 30,
            ),
        )
    }
    assert list(found.values()) == [
        *(["迟"], ["我的"], ["迟"], ["别人的"], ["完了"], ["我的"], ["我的", "迟"], ["别人的", "完了", "我的", "迟"]),
        *(["迟"], ["我的"], ["别人的"], []),
    ]  # fmt: skip
    assert "反馈逾期" in Seen(client.get(LIST)).text
    assert late.pk


def test_the_list_asks_as_much_for_many_as_for_few(archive: Archive, handler: User) -> None:
    client = client_of(handler)
    make_report(archive.launch)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
        assert not any("reportcontact" in each["sql"] for each in queries.captured_queries)
        for number in range(20):
            make_report(builders.make_article(page=archive.front), message=f"第{number}处")
    assert counts[0] == counts[1]


def test_a_report_is_answered_in_one_step(archive: Archive, handler: User) -> None:
    client, report = client_of(handler), make_report(archive.launch)
    page = Seen(client.get(page_of(report)))
    bench = f"/admin/workbench/{archive.launch.page_id}/?article={archive.launch.pk}"
    assert bench in page.links("去改这一篇")
    assert "现在的文字里还有" in page.text and "报时第0稿，现第0稿" in page.text
    done = client.post(page_of(report), {"action": "answered", "answer": "已改正", "seen": "0"}, follow=True)
    assert "：反馈。" in done.content.decode()
    report.refresh_from_db()
    assert (report.state, report.assigned_to) == (Report.State.ANSWERED, handler)
    assert "已改正" in client.get(f"/report/t/{grouped(report.number)}/").content.decode()


def test_a_wrong_step_keeps_what_was_typed(archive: Archive, handler: User, reviewer: User) -> None:
    client, report = client_of(handler), make_report(archive.launch)
    for data, said in (
        ({"action": "answered", "note": "内部写的", "seen": "0"}, "请写明给读者看的答复"),
        ({"action": "assigned", "note": "内部写的", "seen": "0"}, "请选承办人"),
        ({"action": "nonsense", "note": "内部写的", "seen": "0"}, "页面上的按钮"),
        ({"action": "accepted", "note": "内部写的", "seen": "x"}, "页面上的按钮"),
    ):
        refused = client.post(page_of(report), data)
        assert refused.status_code == 400
        assert said in refused.content.decode() and "内部写的" in refused.content.decode()
    take_step(report, Taken(Action.ACCEPTED), by=reviewer, seen=0)
    stale = client.post(page_of(report), {"action": "refused", "answer": "写好的答复", "seen": "0"})
    assert stale.status_code == 409
    seen = Seen(stale)
    assert "王审校刚刚做了“受理”" in seen.text and seen.texts("textarea", name="answer") == ["写好的答复"]
    latest = report.steps.get().pk
    assert str(latest) in seen.attributes("input", "value")


def test_a_contact_is_shown_to_reviewers_alone_and_that_is_recorded(
    archive: Archive, handler: User, reviewer: User
) -> None:
    report = make_report(archive.launch, contact=CONTACT)
    assert CONTACT not in client_of(handler).get(page_of(report)).content.decode()
    assert client_of(handler).post(page_of(report), {"contact": "1"}).status_code == 403
    client = client_of(reviewer)
    assert CONTACT not in client.get(page_of(report)).content.decode()
    assert not LogEntry.objects.exists()
    assert CONTACT in client.post(page_of(report), {"contact": "1"}).content.decode()
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_change_message()) == (reviewer, "查看联系方式")
    assert CONTACT not in f"{entry.object_repr}{entry.change_message}"
    assert not listed(client, f"?q={CONTACT}")
    ReportContact.objects.all().delete()
    assert "已经删除" in client.post(page_of(report), {"contact": "1"}).content.decode()


def test_the_articles_own_page_shows_its_open_reports(archive: Archive, handler: User) -> None:
    report = make_report(archive.launch)
    done = make_report(archive.launch, message="办完的一件")
    take_step(done, Taken(Action.ANSWERED, answer="已改"), by=handler, seen=0)
    supersede(archive.launch, archive.weather, reason="误分")
    at = f"/admin/articles/article/{archive.weather.pk}/change/"
    other = make_person(name="吴编辑", permissions=["articles.view_article", "articles.change_article"])
    seen = Seen(client_of(handler).get(at))
    assert page_of(report) in seen.links("办理") and "未办结 1 件" in seen.text and "办完的一件" not in seen.html
    assert "读者报错" not in client_of(other).get(at).content.decode()
    assert "已并入它" in Seen(client_of(handler).get(page_of(report))).text


def test_what_readers_write_stays_text(archive: Archive, handler: User) -> None:
    client = client_of(handler)
    report = make_report(archive.launch, passage=SCRIPT, proposal=SCRIPT, message=SCRIPT, contact=SCRIPT)
    take_step(report, Taken(Action.NOTED, note=SCRIPT), by=handler, seen=0)
    article = f"/admin/articles/article/{archive.launch.pk}/change/"
    handler.user_permissions.set([])
    User.objects.filter(pk=handler.pk).update(is_superuser=True)
    for answer in (client.get(LIST), client.get(page_of(report)), client.get(article),
                   client.post(page_of(report), {"contact": "1"})):  # fmt: skip
        html = answer.content.decode()
        assert "&lt;script&gt;alert" in html
        assert "<script>alert" not in html and "<img src=x" not in html


def test_several_are_taken_up_at_once(archive: Archive, handler: User) -> None:
    reports = [make_report(archive.launch, message=f"第{number}处") for number in range(3)]
    take_step(reports[2], Taken(Action.HANDLING), by=handler, seen=0)
    chosen = {"action": "accept", "_selected_action": [each.pk for each in reports]}
    done = client_of(handler).post(LIST, chosen, follow=True)
    assert "受理了 2 件" in done.content.decode()
    assert list(Report.objects.order_by("pk").values_list("state", flat=True)) == ["accepted", "accepted", "handling"]
