"""Dating and labelling pages, confirming and moving issues, downloading sources."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from articles.models import IndexQueueEntry, Issue, Newspaper, Page
from tests.builders import make_article, make_issue, make_newspaper, make_page, make_source

pytestmark = pytest.mark.django_db

DAY = datetime.date(2022, 1, 28)


def page_address(page: Page) -> str:
    return reverse("admin:articles_page_change", args=[page.pk])


def test_undated_pages_are_a_filter_away_and_get_their_date(editor: Client) -> None:
    undated, dated = make_page(newspaper=make_newspaper(), label=""), make_page(label="B07")
    article = make_article(page=undated)
    html = editor.get(reverse("admin:articles_page_changelist"), {"dated": "no"}).content.decode()
    assert page_address(undated) in html
    assert page_address(dated) not in html

    response = editor.post(page_address(undated), {"date": "2022-01-28", "label": "a03"}, follow=True)
    undated.refresh_from_db()
    assert undated.issue
    assert (undated.issue.date, undated.label) == (DAY, "A03")
    assert response.redirect_chain
    assert IndexQueueEntry.objects.get().article == article
    entry = LogEntry.objects.get()
    assert (entry.user.get_username(), entry.get_change_message()) == (
        "李编辑",
        "日期不详 版次不详 → 2022-01-28 第A03版",
    )


@pytest.mark.parametrize(
    ("date", "label", "message"),
    [
        ("2022-01-28", "A01", "2022-01-28 已有第A01版"),
        ("2022-01-28", "p7", "不能用"),
        ("2022-02-30", "A02", "有效的日期"),
        ("", "A02", "不能去掉"),
    ],
)
def test_a_place_that_cannot_be_is_refused_with_the_reason(
    reviewer: Client, date: str, label: str, message: str
) -> None:
    make_page(issue=make_issue(date=DAY), label="A01")
    page = make_page(issue=make_issue(date=datetime.date(2022, 1, 27)), label="A05")
    html = reviewer.post(page_address(page), {"date": date, "label": label}).content.decode()
    assert message in html
    page.refresh_from_db()
    assert page.label == "A05"


def test_a_page_is_opened_for_typed_text(administrator: Client) -> None:
    newspaper = make_newspaper()
    address = reverse("admin:articles_page_add")
    html = administrator.post(address, {"newspaper": newspaper.pk, "date": "1998-07-01", "label": ""}).content.decode()
    assert "写明日期和版次" in html
    response = administrator.post(address, {"newspaper": newspaper.pk, "date": "1998-07-01", "label": "2"})
    assert response.status_code == 302
    page = Page.objects.get()
    assert page.issue
    assert (page.issue.date, page.label, page.source) == (datetime.date(1998, 7, 1), "02", None)


def test_the_page_text_is_shown_and_not_editable(editor: Client) -> None:
    html = editor.get(page_address(make_page(text="<b>版面</b>文字"))).content.decode()
    assert "&lt;b&gt;版面&lt;/b&gt;文字" in html
    assert 'name="text"' not in html


def test_dates_of_many_issues_are_confirmed_at_once(administrator: Client) -> None:
    issues = [make_issue(date=datetime.date(2022, 1, day), date_source=Issue.DateSource.INFERRED) for day in (1, 2, 3)]
    chosen = [issue.pk for issue in issues[:2]]
    administrator.post(
        reverse("admin:articles_issue_changelist"), {"action": "confirm_dates", "_selected_action": chosen}
    )
    sources = list(Issue.objects.order_by("date").values_list("date_source", flat=True))
    assert sources == ["editor", "editor", "inferred"]


def test_an_issue_moves_to_another_day_or_is_refused(administrator: Client) -> None:
    wrong, right = make_issue(date=DAY), make_issue(date=datetime.date(2022, 1, 29))
    make_page(issue=wrong, label="A01")
    clashing = make_page(issue=right, label="A01")
    address = reverse("admin:articles_issue_change", args=[wrong.pk])
    assert "已有第A01版" in administrator.post(address, {"date": "2022-01-29"}).content.decode()
    Page.objects.filter(pk=clashing.pk).update(label="A02")
    response = administrator.post(address, {"date": "2022-01-29", "_continue": "1"}, follow=True)
    assert response.status_code == 200
    assert Issue.objects.get() == right
    assert right.pages.count() == 2


def test_a_newspaper_keeps_its_address(administrator: Client) -> None:
    newspaper = make_newspaper()
    address = reverse("admin:articles_newspaper_change", args=[newspaper.pk])
    administrator.post(address, {"name": "怀川晚报", "slug": "wanbao", "kind": "newspaper"})
    newspaper.refresh_from_db()
    assert (newspaper.name, newspaper.slug) == ("怀川晚报", "huaichuan")
    added = administrator.post(
        reverse("admin:articles_newspaper_add"), {"name": "坏报", "slug": "search", "kind": "newspaper"}
    )
    assert "保留的地址" in added.content.decode()
    assert Newspaper.objects.count() == 1


def test_a_source_is_downloaded_byte_for_byte_by_those_who_may_view(administrator: Client, stranger: Client) -> None:
    source = make_source(text="<script>原始</script>")
    address = reverse("admin:articles_source_bytes", args=[source.pk])
    response = administrator.get(address)
    assert response.content == bytes(source.data)
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert stranger.get(address).status_code == 403


def test_a_date_that_is_no_guess_is_changed_by_reviewers_alone(editor: Client, reviewer: Client) -> None:
    page = make_page(issue=make_issue(date=DAY), label="A01")
    assert page.issue is not None
    issue_address = reverse("admin:articles_issue_change", args=[page.issue.pk])
    html = editor.post(page_address(page), {"date": "2019-05-05", "label": "A01"}).content.decode()
    assert "只有审校和管理员可以改" in html
    html = editor.post(issue_address, {"date": "2019-05-05"}).content.decode()
    assert "只有审校和管理员可以改" in html
    assert editor.post(page_address(page), {"date": "2022-01-28", "label": "A02"}).status_code == 302
    assert Issue.objects.get().date == DAY
    assert reviewer.post(issue_address, {"date": "2019-05-05"}).status_code == 302
    assert Issue.objects.get().date == datetime.date(2019, 5, 5)
