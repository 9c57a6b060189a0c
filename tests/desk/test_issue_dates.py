"""Editors date and label pages; the rest of the archive follows, and no program takes it back."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry

from articles.errors import PagePlaceError
from articles.models import IndexQueueEntry, Issue, Page
from articles.services.issue_dates import confirm_issue_date, correct_issue_date, set_page_date, set_page_label
from tests.builders import make_article, make_issue, make_newspaper, make_page
from tests.desk.people import make_editor, make_reviewer

pytestmark = pytest.mark.django_db

DAY = datetime.date(2022, 1, 28)
NEXT = datetime.date(2022, 1, 29)


def test_undated_page_gets_an_issue_that_an_editor_vouches_for() -> None:
    page = make_page(newspaper=make_newspaper(), label="")
    article, editor = make_article(page=page), make_editor()
    set_page_date(page, DAY, by=editor, label="a03")

    page.refresh_from_db()
    assert page.issue is not None
    assert (page.issue.date, page.issue.date_source) == (DAY, Issue.DateSource.EDITOR)
    assert (page.label, page.label_source) == ("A03", Page.LabelSource.EDITOR)
    assert IndexQueueEntry.objects.get().article == article
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_change_message()) == (editor, "日期不详 版次不详 → 2022-01-28 第A03版")


def test_an_issue_of_that_day_takes_the_page_in_and_keeps_its_firm_provenance() -> None:
    issue = make_issue(date=DAY, date_source=Issue.DateSource.PRINTED)
    page = make_page(newspaper=issue.newspaper, label="A03")
    set_page_date(page, DAY, by=make_editor())
    page.refresh_from_db()
    issue.refresh_from_db()
    assert (page.issue, issue.date_source) == (issue, Issue.DateSource.PRINTED)


def test_a_guess_that_an_editor_shares_is_a_guess_no_more() -> None:
    issue = make_issue(date=DAY, date_source=Issue.DateSource.INFERRED)
    set_page_date(make_page(newspaper=issue.newspaper, label="A03"), DAY, by=make_editor())
    issue.refresh_from_db()
    assert issue.date_source == Issue.DateSource.EDITOR


def test_two_pages_of_one_day_never_carry_one_label() -> None:
    make_page(issue=make_issue(date=DAY), label="A01")
    undated = make_page(newspaper=make_newspaper(), label="A01")
    with pytest.raises(PagePlaceError, match="已有第A01版"):
        set_page_date(undated, DAY, by=make_editor())
    undated.refresh_from_db()
    assert undated.issue is None
    set_page_date(undated, DAY, by=make_editor(name="王编辑"), label="A02")
    with pytest.raises(PagePlaceError, match="已有第A01版"):
        set_page_label(undated, "A01", by=make_editor(name="赵编辑"))


@pytest.mark.parametrize("label", ["p12", "P7", "A/1", "A 1", "A" * 13, "..", "<b>"])
def test_labels_that_cannot_stand_in_an_address_are_refused(label: str) -> None:
    page = make_page()
    with pytest.raises(PagePlaceError, match="不能用"):
        set_page_label(page, label, by=make_editor())
    page.refresh_from_db()
    assert page.label == "A01"


def test_a_label_may_be_taken_off() -> None:
    page = make_page()
    set_page_label(page, " ", by=make_editor())
    page.refresh_from_db()
    assert (page.label, page.label_source) == ("", Page.LabelSource.UNKNOWN)


def test_what_does_not_change_is_not_told() -> None:
    page = make_page(issue=make_issue(date=DAY))
    make_article(page=page)
    set_page_date(page, DAY, by=make_editor())
    assert not LogEntry.objects.exists()
    assert not IndexQueueEntry.objects.exists()


def test_an_issue_left_without_pages_is_closed() -> None:
    issue = make_issue(date=DAY)
    first, second = make_page(issue=issue, label="A01"), make_page(issue=issue, label="A02")
    set_page_date(first, NEXT, by=make_reviewer())
    assert list(Issue.objects.order_by("date").values_list("date", flat=True)) == [DAY, NEXT]
    set_page_date(second, NEXT, by=make_reviewer(name="王编辑"))
    assert Issue.objects.get().date == NEXT


def test_a_confirmed_date_is_the_editors() -> None:
    issue, editor = make_issue(date=DAY, date_source=Issue.DateSource.INFERRED), make_editor()
    confirm_issue_date(issue, by=editor)
    confirm_issue_date(issue, by=editor)
    issue.refresh_from_db()
    assert issue.date_source == Issue.DateSource.EDITOR
    assert LogEntry.objects.get().get_change_message() == "确认日期 2022-01-28"


def test_a_whole_issue_moves_to_a_free_day() -> None:
    issue = make_issue(date=DAY)
    articles = {make_article(page=make_page(issue=issue, label=label)).pk for label in ("A01", "A02")}
    assert correct_issue_date(issue, NEXT, by=make_reviewer()) == issue
    issue.refresh_from_db()
    assert (issue.date, issue.date_source) == (NEXT, Issue.DateSource.EDITOR)
    assert set(IndexQueueEntry.objects.values_list("article_id", flat=True)) == articles


def test_a_whole_issue_joins_the_one_of_that_day_unless_labels_clash() -> None:
    wrong, right = make_issue(date=DAY), make_issue(date=NEXT)
    moved = make_page(issue=wrong, label="A02")
    make_page(issue=right, label="A01")
    assert correct_issue_date(wrong, NEXT, by=make_reviewer()) == right
    moved.refresh_from_db()
    assert moved.issue == right
    assert Issue.objects.get() == right

    other = make_issue(date=DAY)
    make_page(issue=other, label="A01")
    with pytest.raises(PagePlaceError, match="已有第A01版"):
        correct_issue_date(other, NEXT, by=make_reviewer(name="王编辑"))
    assert other.pages.count() == 1


def test_an_editor_moves_nothing_whose_date_is_known_and_may_put_a_guess_right() -> None:
    editor = make_editor()
    printed = make_issue(date=DAY, date_source=Issue.DateSource.PRINTED)
    page = make_page(issue=printed, label="A01")
    with pytest.raises(PagePlaceError, match="只有审校和管理员可以改"):
        set_page_date(page, NEXT, by=editor)
    with pytest.raises(PagePlaceError, match="只有审校和管理员可以改"):
        correct_issue_date(printed, NEXT, by=editor)
    guessed = make_issue(date=datetime.date(2022, 3, 1), date_source=Issue.DateSource.INFERRED)
    make_page(issue=guessed, label="A01")
    assert correct_issue_date(guessed, NEXT, by=editor).date == NEXT
