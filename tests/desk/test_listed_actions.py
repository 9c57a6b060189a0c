"""What an editor does at once beside texts and borders is listed for review, and undone when it is sent back."""

import datetime
from importlib import import_module

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.errors import InvalidTextError, PagePlaceError, ReviewError
from articles.models import Article, DepartmentLink, Issue, ListedAction, Page, Review
from articles.services.attribution import attribute_credit
from articles.services.hidden_passages import passages_of
from articles.services.hiding import hide_passages, show_passage
from articles.services.issue_dates import confirm_issue_date, correct_issue_date, set_page_date, set_page_label
from articles.services.review_decisions import approve_review, reject_review, take_back
from entities.decisions import decide_department, decide_program, undo_department
from entities.models import ProgramDecision
from tests.builders import make_article, make_department, make_issue, make_newspaper, make_page, make_program
from tests.desk.people import make_editor, make_reviewer

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_review_changelist")
DECIDE = reverse("admin:articles_review_decide")
BODY = "伤者电话13800001234，请知情者联系怀川市财政局。"
DAY, NEXT = datetime.date(2022, 1, 28), datetime.date(2022, 1, 29)


@pytest.fixture
def person() -> User:
    return make_editor()


@pytest.fixture
def judge() -> User:
    return make_reviewer()


def only() -> Review:
    return Review.objects.select_related("action").get()


def body_of(article: Article) -> str:
    return Article.objects.values_list("body", flat=True).get(pk=article.pk)


def test_what_is_hidden_is_listed_and_shown_again_when_it_is_sent_back(person: User, judge: User) -> None:
    article = make_article(body=BODY)
    hide_passages(article, ["13800001234"], by=person, reason="来信要求")
    review = only()
    assert (review.subject, review.editor, review.state) == ("hiding", person, "open")
    assert review.action is not None
    assert "13800001234" not in review.action.summary
    assert "█" in body_of(article)
    reject_review(review, by=judge, reason="这是公开的热线")
    assert body_of(article) == BODY
    assert only().state == Review.State.REJECTED


def test_what_is_hidden_stays_so_when_it_is_passed(person: User, judge: User) -> None:
    article = make_article(body=BODY)
    hide_passages(article, ["13800001234"], by=person, reason="来信要求")
    approve_review(only(), by=judge)
    assert passages_of(article.pk) == ("13800001234",)


def test_what_was_shown_again_meanwhile_is_sent_back_without_touching_anything(person: User, judge: User) -> None:
    article = make_article(body=BODY)
    hide_passages(article, ["13800001234"], by=person, reason="来信要求")
    show_passage(article, article.hidden_passages.get(), by=judge, reason="公开的热线")
    rows = article.hidden_passages.count()
    assert reject_review(only(), by=judge, reason="公开的热线").is_left
    assert article.hidden_passages.count() == rows


def test_nobody_decides_on_what_he_did_himself(person: User) -> None:
    hide_passages(make_article(body=BODY), ["13800001234"], by=person, reason="来信要求")
    person.groups.set(make_reviewer().groups.all())
    promoted = User.objects.get(pk=person.pk)
    with pytest.raises(ReviewError, match="自己的改动"):
        approve_review(only(), by=promoted)
    with pytest.raises(ReviewError, match="自己的改动"):
        reject_review(only(), by=promoted, reason="试")
    with pytest.raises(ReviewError):
        take_back(only(), by=promoted)


def test_what_reviewers_do_is_not_listed(judge: User) -> None:
    article, department = make_article(body=BODY), make_department(name="怀川市财政局")
    hide_passages(article, ["13800001234"], by=judge, reason="来信要求")
    decide_department(article, department, "rejected", by=judge)
    set_page_label(article.page, "B02", by=judge)
    assert not Review.objects.exists()


def test_a_decided_link_is_listed_and_as_before_when_it_is_sent_back(person: User, judge: User) -> None:
    article, department = make_article(body=BODY), make_department(name="怀川市财政局")
    decide_department(article, department, "confirmed", by=judge, role=DepartmentLink.Role.PRIMARY)
    decide_department(article, department, "rejected", by=person)
    review = only()
    assert (review.subject, review.touches) == ("link", ["department"])
    reject_review(review, by=make_reviewer(name="吴审校"), reason="明明写到")
    link = DepartmentLink.objects.get(article=article, department=department)
    assert (link.status, link.role) == ("confirmed", "primary")


def test_a_decision_nobody_had_taken_before_is_undone(person: User, judge: User) -> None:
    article, program = make_article(body=BODY), make_program(name="怀川一号通")
    decide_program(article, program, "confirmed", by=person)
    assert only().touches == ["program"]
    reject_review(only(), by=judge, reason="没有写到")
    assert not ProgramDecision.objects.exists()


def test_an_own_decision_taken_back_leaves_nothing_to_review(person: User) -> None:
    article, department = make_article(body=BODY), make_department(name="怀川市财政局")
    decide_department(article, department, "rejected", by=person)
    undo_department(article, department, by=person)
    assert only().state == Review.State.TAKEN_BACK


def test_undoing_anothers_decision_is_listed_beside_it(person: User, judge: User) -> None:
    article, department = make_article(body=BODY), make_department(name="怀川市财政局")
    decide_department(article, department, "rejected", by=person)
    undo_department(article, department, by=make_editor(name="王编辑"))
    first, second = Review.objects.order_by("pk")
    assert (first.state, second.state) == ("open", "open")
    with pytest.raises(ReviewError, match=f"先处理后面的第{second.pk}条"):
        reject_review(first, by=judge, reason="先看后一条")
    reject_review(second, by=judge, reason="否定是对的")
    assert DepartmentLink.objects.get().status == "rejected"
    reject_review(first, by=judge, reason="并没有写到")
    assert DepartmentLink.objects.get().status == "automatic"


def test_a_label_is_listed_and_put_back(person: User, judge: User) -> None:
    page = make_page(issue=make_issue(date=DAY), label="A01")
    make_article(page=page)
    source = page.label_source
    set_page_label(page, "A02", by=person)
    assert (only().subject, only().touches) == ("place", [])
    reject_review(only(), by=judge, reason="报头印的是A01")
    page.refresh_from_db()
    assert (page.label, page.label_source) == ("A01", source)


def test_a_page_that_was_dated_is_undated_again(person: User, judge: User) -> None:
    page = make_page(newspaper=make_newspaper(), label="A01")
    make_article(page=page)
    set_page_date(page, DAY, by=person, label="A03")
    assert only().touches == ["date"]
    reject_review(only(), by=judge, reason="看不出是哪天")
    page.refresh_from_db()
    assert (page.issue, page.label) == (None, "A01")
    assert not Issue.objects.exists()


def test_a_guessed_date_that_an_editor_changed_is_a_guess_again(person: User, judge: User) -> None:
    page = make_page(issue=make_issue(date=DAY))
    make_article(page=page)
    Issue.objects.update(date_source="inferred")
    correct_issue_date(Issue.objects.get(), NEXT, by=person)
    reject_review(only(), by=judge, reason="日历上是28日")
    assert list(Issue.objects.values_list("date", "date_source")) == [(DAY, "inferred")]


def test_pages_that_joined_another_issue_leave_it_again(person: User, judge: User) -> None:
    newspaper = make_newspaper()
    page, other = (
        make_page(issue=make_issue(newspaper=newspaper, date=day), label=label)
        for label, day in (("A01", DAY), ("A02", NEXT))
    )
    for each in (page, other):
        make_article(page=each)
    Issue.objects.filter(date=DAY).update(date_source="inferred")
    correct_issue_date(Issue.objects.get(date=DAY), NEXT, by=person)
    assert set(Page.objects.values_list("issue__date", flat=True)) == {NEXT}
    reject_review(Review.objects.get(action__summary__contains="→"), by=judge, reason="两天的报")
    assert set(Page.objects.values_list("label", "issue__date")) == {("A01", DAY), ("A02", NEXT)}
    assert Issue.objects.get(date=DAY).date_source == "inferred"


def test_a_confirmed_date_is_a_guess_again_when_it_is_sent_back(person: User, judge: User) -> None:
    page = make_page(issue=make_issue(date=DAY))
    make_article(page=page)
    Issue.objects.update(date_source="inferred")
    confirm_issue_date(Issue.objects.get(), by=person)
    reject_review(only(), by=judge, reason="没有依据")
    assert Issue.objects.get().date_source == "inferred"


def test_a_place_that_is_taken_meanwhile_is_said_and_nothing_is_decided(person: User, judge: User) -> None:
    newspaper = make_newspaper()
    page = make_page(issue=make_issue(newspaper=newspaper, date=DAY), label="A01")
    make_article(page=page)
    set_page_label(page, "A02", by=person)
    make_page(issue=make_issue(newspaper=newspaper, date=DAY), label="A01")
    with pytest.raises(PagePlaceError, match="已有第A01版"):
        reject_review(only(), by=judge, reason="报头印的是A01")
    assert only().state == Review.State.OPEN


def test_whose_byline_it_is_says_a_reviewer(editor: Client) -> None:
    person, credit = User.objects.get(username="李编辑"), make_article(reporters=["王晓明"]).credits.get()
    with pytest.raises(InvalidTextError, match="由审校来定"):
        attribute_credit(credit, None, by=person)
    address = reverse("admin:articles_credit_change", args=[credit.pk])
    assert editor.get(address).status_code == 200
    assert editor.post(address, {"reporter": ""}).status_code == 403


def test_an_action_that_is_listed_is_never_changed(person: User) -> None:
    hide_passages(make_article(body=BODY), ["13800001234"], by=person, reason="来信要求")
    for act in (lambda: ListedAction.objects.update(summary="x"), lambda: ListedAction.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_the_reviewer_reads_what_was_done_and_what_sending_it_back_would_show(reviewer: Client) -> None:
    article = make_article(body=BODY)
    person = make_editor()
    hide_passages(article, ["13800001234"], by=person, reason="来信要求")
    decide_department(article, make_department(name="怀川市财政局"), "rejected", by=person)
    set_page_label(article.page, "B02", by=person)
    page = reviewer.get(LIST).content.decode()
    for words in (
        "隐去 1 段文字",
        "伤者电话<mark>13800001234</mark>，请知情者",
        "退回会让读者重新看到这些隐去的文字",
        "来信要求",
        "已否定：怀川市财政局",
        "原来<del>由程序判断</del>，现在<ins>已否定</ins>",
        reverse("admin:articles_article_hide", args=[article.pk]),
        reverse("admin:articles_page_change", args=[article.page_id]),
    ):
        assert words in page
    review = Review.objects.get(subject="hiding")
    sent = {"decision": f"reject:{review.pk}", f"reason-{review.pk}": "是热线"}
    assert "已退回1条" in reviewer.post(DECIDE, sent, follow=True).content.decode()
    assert body_of(article) == BODY


def test_a_review_by_itself_says_that_things_are_otherwise_now(reviewer: Client) -> None:
    article, department = make_article(body=BODY), make_department(name="怀川市财政局")
    decide_department(article, department, "rejected", by=make_editor())
    address = reverse("admin:articles_review_change", args=[only().pk])
    assert "后来又改过" not in reviewer.get(address).content.decode()
    undo_department(article, department, by=User.objects.get(username="周审校"))
    assert "后来又改过" in reviewer.get(address).content.decode()
    sent = {"decision": f"reject:{only().pk}", f"reason-{only().pk}": "试"}
    assert "现在的样子没有动" in reviewer.post(DECIDE, sent, follow=True).content.decode()


def test_the_list_asks_no_more_for_more_of_them(reviewer: Client) -> None:
    person, counts = make_editor(), []
    for start in (0, 6):
        for number in range(start, start + 6):
            article = make_article(page=make_page(label=f"B{number}"), body=BODY)
            hide_passages(article, ["13800001234"], by=person, reason="来信要求")
            decide_program(article, make_program(name=f"怀川{number}号通"), "confirmed", by=person)
            set_page_label(article.page, f"C{number}", by=person)
        with CaptureQueriesContext(connection) as captured:
            assert reviewer.get(LIST).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_editor_reads_of_his_own_alone(editor: Client) -> None:
    article, other = make_article(body=BODY), make_article(page=make_page(label="A09"), body=BODY)
    hide_passages(article, ["13800001234"], by=User.objects.get(username="李编辑"), reason="来信要求")
    hide_passages(other, ["请知情者"], by=make_editor(name="王编辑"), reason="别的原因")
    page = editor.get(LIST).content.decode()
    assert "来信要求" in page
    assert "别的原因" not in page
    assert "隐去 1 段文字" in editor.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()


def test_the_way_back_before_these_reviews_says_how_many_are_forgotten(
    person: User, capsys: pytest.CaptureFixture[str]
) -> None:
    hide_passages(make_article(body=BODY), ["13800001234"], by=person, reason="来信要求")
    migration = import_module("articles.migrations.0018_listed_actions")
    with connection.schema_editor() as editor:
        migration.forget_actions(None, editor)
    assert not Review.objects.exists()
    assert "1 reviews" in capsys.readouterr().err
