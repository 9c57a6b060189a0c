"""What was done one after the other, moved by later borders, or changed in between is sent back as reviewers expect."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.errors import PagePlaceError, ReviewError
from articles.models import AuditEntry, DepartmentLink, Issue, Page, Review
from articles.services.borders import merge_articles, split_article, undo
from articles.services.hiding import hide_passages
from articles.services.issue_dates import confirm_issue_date, correct_issue_date, set_page_date, set_page_label
from articles.services.review_decisions import approve_review, reject_review
from entities.decisions import decide_department, decide_program, undo_department
from entities.models import ProgramDecision
from tests.borders.desk import bases, living, store_page
from tests.builders import make_article, make_department, make_issue, make_newspaper, make_page, make_program
from tests.desk.people import make_editor, make_reviewer
from tests.store.drafts import LIBRARY

pytestmark = pytest.mark.django_db

DECIDE = reverse("admin:articles_review_decide")
BODY = "伤者电话13800001234，请知情者联系怀川市财政局。"
DAY, NEXT, THIRD = (datetime.date(2022, 1, day) for day in (28, 29, 30))


@pytest.fixture
def person() -> User:
    return make_editor()


@pytest.fixture
def judge() -> User:
    return make_reviewer()


def states() -> list[str]:
    return list(Review.objects.order_by("pk").values_list("state", flat=True))


def dated_page(*, day: datetime.date = DAY, label: str = "A01", source: str = "inferred") -> Page:
    page = make_page(issue=make_issue(newspaper=make_newspaper(), date=day), label=label)
    make_article(page=page)
    Issue.objects.filter(date=day).update(date_source=source)
    return Page.objects.select_related("issue").get(pk=page.pk)


def issues() -> list[tuple[datetime.date, str]]:
    return list(Issue.objects.order_by("date").values_list("date", "date_source"))


def test_a_reviewers_word_in_between_is_not_taken_back_as_ones_own(person: User, judge: User) -> None:
    article, department = make_article(body=BODY), make_department(name="怀川市教育局")
    decide_department(article, department, "confirmed", by=person)
    decide_department(article, department, "rejected", by=judge)
    undo_department(article, department, by=person)
    assert states() == ["open", "open"]
    reject_review(Review.objects.latest("pk"), by=judge, reason="没有写到")
    assert DepartmentLink.objects.get().status == "rejected"


def test_a_reviewer_who_said_the_same_is_not_overruled_unseen(person: User, judge: User) -> None:
    article, department = make_article(body=BODY), make_department(name="怀川市教育局")
    decide_department(article, department, "confirmed", by=person)
    decide_department(article, department, "confirmed", by=judge)
    undo_department(article, department, by=person)
    assert states() == ["open", "open"]


def test_a_label_that_a_reviewer_set_in_between_is_changed_for_him_to_see(person: User, judge: User) -> None:
    page = dated_page(label="A01")
    for label, by in (("A05", person), ("A06", judge), ("A01", person)):
        set_page_label(page, label, by=by)
    assert states() == ["open", "open"]
    reject_review(Review.objects.latest("pk"), by=judge, reason="报头印的是A06")
    assert Page.objects.get().label == "A06"


def test_a_guess_is_no_certain_date_by_going_there_and_back(person: User) -> None:
    page = dated_page()
    for day in (NEXT, DAY):
        set_page_date(page, day, by=person)
    assert issues() == [(DAY, "editor")]
    assert "open" in states()


def test_both_of_two_sent_back_at_once_are_undone(person: User, reviewer: Client) -> None:
    page = dated_page(label="A01")
    for label in ("A05", "A06"):
        set_page_label(page, label, by=person)
    chosen = list(Review.objects.order_by("pk").values_list("pk", flat=True))
    reviewer.post(DECIDE, {"decision": "reject", "chosen": chosen, "reason": "不对"})
    assert states() == ["rejected", "rejected"]
    assert Page.objects.get().label == "A01"


def test_one_by_one_the_last_comes_first(person: User, judge: User) -> None:
    article, department = make_article(body=BODY), make_department(name="怀川市教育局")
    for status in ("rejected", "confirmed"):
        decide_department(article, department, status, by=person)
    first, second = Review.objects.order_by("pk")
    with pytest.raises(ReviewError, match=f"先处理后面的第{second.pk}条"):
        reject_review(first, by=judge, reason="先退这条")
    assert states() == ["open", "open"]
    for review in (second, first):
        assert not reject_review(review, by=judge, reason="没有写到").is_left
    assert not DepartmentLink.objects.filter(status__in=["confirmed", "rejected"]).exists()


def test_what_was_built_on_something_sent_back_meanwhile_leads_back_before_that(person: User, judge: User) -> None:
    page = dated_page(label="A01")
    for label in ("A05", "A06"):
        set_page_label(page, label, by=person)
    first, second = Review.objects.order_by("pk")
    # As reviews were decided that did not ask for the last one first.
    Review.objects.filter(pk=first.pk).update(
        state="rejected", decided_by=judge, decided_at=datetime.datetime.now(datetime.UTC), verdict_reason="不对"
    )
    reject_review(second, by=judge, reason="也不对")
    assert Page.objects.get().label == "A01"


@pytest.mark.parametrize("is_program", [False, True])
def test_a_link_that_went_with_a_merge_is_sent_back_where_it_is_now(
    person: User, judge: User, is_program: bool
) -> None:
    page = store_page()
    _, school, library = living(page)
    if is_program:
        decide_program(library, make_program(name="怀川一号通"), "confirmed", by=person)
    else:
        decide_department(library, make_department(name="怀川市教育局"), "rejected", by=person)
    review = Review.objects.get()
    change = merge_articles(school, [library], by=judge, bases=bases(school, library))
    assert not reject_review(review, by=judge, reason="确是").is_left
    undo(change, by=judge)
    assert not DepartmentLink.objects.filter(status__in=["confirmed", "rejected"]).exists()
    assert not ProgramDecision.objects.exists()


def test_a_link_that_went_with_a_split_is_sent_back_where_it_is_now(person: User, judge: User) -> None:
    department = make_department(name="怀川市图书馆", aliases=["市图书馆"])
    page = store_page()
    _, school, library = living(page)
    merge_articles(school, [library], by=judge, bases=bases(school, library))
    school.refresh_from_db()
    decide_department(school, department, "confirmed", by=person)
    review = Review.objects.get(subject="link")
    split_article(school, page, page.text.index(LIBRARY[0]), by=judge, bases=bases(school))
    holder = DepartmentLink.objects.get(status="confirmed")
    assert holder.article_id != school.pk
    assert not reject_review(review, by=judge, reason="不是这家").is_left
    assert not DepartmentLink.objects.filter(status="confirmed").exists()
    assert "审校退回“已确认" in AuditEntry.objects.filter(article_number=holder.article.public_id).latest("pk").summary


def test_a_printed_date_stays_printed_when_a_dating_is_sent_back_to_it(person: User, judge: User) -> None:
    page = dated_page()
    assert page.issue
    correct_issue_date(page.issue, NEXT, by=person)
    make_page(issue=Issue.objects.create(newspaper=page.newspaper, date=DAY, date_source="printed"), label="A07")
    assert not reject_review(Review.objects.get(), by=judge, reason="日历上是28日").is_left
    assert issues() == [(DAY, "printed")]


def test_pages_that_came_later_keep_nothing_from_being_sent_back(person: User, judge: User) -> None:
    page = dated_page()
    assert page.issue
    confirm_issue_date(page.issue, by=person)
    make_page(issue=page.issue, label="A09")
    assert not reject_review(Review.objects.get(), by=judge, reason="没有依据").is_left
    assert issues() == [(DAY, "inferred")]


def test_pages_that_came_to_the_day_later_stay_there(person: User, judge: User) -> None:
    page = dated_page()
    assert page.issue
    moved = correct_issue_date(page.issue, NEXT, by=person)
    make_page(issue=moved, label="A09")
    assert not reject_review(Review.objects.get(), by=judge, reason="日历上是28日").is_left
    assert set(Page.objects.values_list("label", "issue__date")) == {("A01", DAY), ("A09", NEXT)}


def test_an_editor_puts_his_own_mistyped_date_right_until_somebody_passed_it(person: User, judge: User) -> None:
    page = dated_page()
    set_page_date(page, NEXT, by=person)
    set_page_date(page, THIRD, by=person)
    assert issues() == [(THIRD, "editor")]
    for review in Review.objects.order_by("pk"):
        approve_review(review, by=judge)
    with pytest.raises(PagePlaceError, match="只有审校和管理员"):
        set_page_date(page, DAY, by=person)


def test_an_own_date_of_an_issue_is_put_right_and_all_of_it_sent_back(person: User, judge: User) -> None:
    page = dated_page()
    assert page.issue
    for day in (NEXT, THIRD):
        correct_issue_date(Issue.objects.get(), day, by=person)
    with pytest.raises(PagePlaceError, match="只有审校和管理员"):
        correct_issue_date(Issue.objects.get(), DAY, by=make_editor(name="王编辑"))
    for review in Review.objects.order_by("-pk"):
        reject_review(review, by=judge, reason="日历上是28日")
    assert issues() == [(DAY, "inferred")]


def test_a_label_of_ones_own_opens_no_printed_date(person: User) -> None:
    page = dated_page(source="printed")
    set_page_label(page, "A05", by=person)
    with pytest.raises(PagePlaceError, match="只有审校和管理员"):
        set_page_date(page, NEXT, by=person)


def test_joining_or_confirming_a_printed_issue_opens_none_of_its_dates(person: User) -> None:
    guessed, printed = dated_page(), dated_page(day=NEXT, label="A02", source="printed")
    assert guessed.issue
    joined = correct_issue_date(guessed.issue, NEXT, by=person)
    for act in (
        lambda: correct_issue_date(joined, THIRD, by=person),
        lambda: set_page_date(printed, THIRD, by=person),
    ):
        with pytest.raises(PagePlaceError, match="只有审校和管理员"):
            act()
    set_page_date(guessed, THIRD, by=person)
    assert set(Page.objects.values_list("label", "issue__date")) == {("A01", THIRD), ("A02", NEXT)}


def test_the_log_says_that_it_was_sent_back_and_why(person: User, judge: User) -> None:
    page = dated_page(label="A01")
    set_page_label(page, "A05", by=person)
    decide_department(living(page)[0], make_department(name="怀川市教育局"), "confirmed", by=person)
    for review in Review.objects.all():
        reject_review(review, by=judge, reason="报上不是这样")
    said = [line.summary for line in AuditEntry.objects.filter(summary__startswith="审校退回")]
    assert len(said) == 2
    assert all("报上不是这样" in words for words in said)
    assert AuditEntry.objects.filter(summary__startswith="审校退回", action="place", record_id=page.pk).exists()


def test_passing_what_is_no_longer_so_says_so(person: User, reviewer: Client) -> None:
    article, department = make_article(body=BODY), make_department(name="怀川市教育局")
    decide_department(article, department, "confirmed", by=person)
    undo_department(article, department, by=User.objects.get(username="周审校"))
    sent = {"decision": f"approve:{Review.objects.get().pk}"}
    assert "现在的样子没有动" in reviewer.post(DECIDE, sent, follow=True).content.decode()
    assert states() == ["approved"]


def test_a_reason_that_holds_the_hidden_words_is_refused(person: User, judge: User) -> None:
    article = make_article(body=BODY)
    hide_passages(article, ["13800001234"], by=person, reason="来信要求")
    with pytest.raises(ReviewError, match="不要在里面写出隐去的文字"):
        reject_review(Review.objects.get(), by=judge, reason="1380000 1234是热线")
    assert states() == ["open"]
    assert not AuditEntry.objects.filter(summary__contains="1234").exists()
