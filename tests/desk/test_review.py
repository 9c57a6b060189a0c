"""Review of corrections: what waits, what is live and listed, and what a second person's word does."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles.errors import ReviewError
from articles.models import Article, Review, Revision, WaitingChange
from articles.services.article_text import CreditText
from articles.services.corrections import correct_article
from articles.services.review import submit_correction, submit_revert
from articles.services.review_decisions import ReviewConflictError, approve_review, reject_review, take_back
from articles.services.reviewed_articles import article_now, open_reviews_of
from articles.services.succession import supersede
from tests.builders import make_article, make_department, make_page, make_reporter
from tests.desk.people import make_editor, make_reviewer, submit

pytestmark = pytest.mark.django_db

BODY = "1月27日，推迸会在我市召开。\n会议听取了汇报，部暑了下一步工作。"
MENDED = "1月28日，推进会在我市召开。\n会议听取了汇报，部署了下一步工作。"


@pytest.fixture
def editor() -> User:
    return make_editor()


@pytest.fixture
def reviewer() -> User:
    return make_reviewer()


def body_of(article: Article) -> str:
    article.refresh_from_db()
    return article.body


def only_review(subject: Review.Subject) -> Review:
    return Review.objects.get(subject=subject)


def test_plain_words_are_live_and_the_date_waits(editor: User) -> None:
    article = make_article(body=BODY)
    submitted = submit(article, editor, body=MENDED)

    assert body_of(article) == MENDED.replace("28日", "27日")
    assert submitted.live is not None
    assert submitted.live.revision.number == 1
    assert submitted.waiting is not None
    assert submitted.waiting.wanted["body"] == MENDED
    assert [(run["old"], run["new"], run["touches"]) for run in submitted.waiting.runs] == [("7", "8", ["date"])]
    listed = {(row.subject, tuple(row.touches)) for row in Review.objects.all()}
    assert listed == {("live", ()), ("waiting", ("date",))}


def test_two_small_steps_do_not_do_what_one_may_not(editor: User) -> None:
    """The word behind the name goes first; without it no title or verb tells that a name stands there."""
    article = make_article(body="会后，张建国说，路修好了。")
    assert submit(article, editor, body="会后，张建国讲，路修好了。").waiting is None
    submitted = submit(article, editor, body="会后，李卫东讲，路修好了。")
    assert submitted.waiting is not None
    assert body_of(article) == "会后，张建国讲，路修好了。"


def test_a_wrong_character_of_a_headline_is_live(editor: User) -> None:
    article = make_article(headline="全市推迸会召开")
    submitted = submit(article, editor, headline="全市推进会召开")
    article.refresh_from_db()
    assert (article.headline, submitted.waiting) == ("全市推进会召开", None)


def test_registered_names_reporters_and_credits_wait(editor: User) -> None:
    make_department(name="怀川市工业和信息化局", aliases=["市工信局"])
    make_reporter(name="王晓明")
    article = make_article(headline="市工倍局开展走访", body="王晓朋走进企业车间。", reporters=["李红"])
    submitted = submit_correction(
        article,
        base_revision=0,
        editor=editor,
        headline="市工信局开展走访",
        body="王晓明走进企业车间。",
        credits=(CreditText("李虹"),),
    )
    assert submitted.live is None
    assert submitted.waiting is not None
    assert [(run["field"], run["touches"]) for run in submitted.waiting.runs] == [
        ("headline", ["department"]),
        ("body", ["name"]),
        ("credits", ["name"]),
    ]
    article.refresh_from_db()
    assert (article.revision_number, article.is_touched) == (0, True)

    approve_review(only_review(Review.Subject.WAITING), by=make_reviewer())
    article.refresh_from_db()
    assert (article.headline, article.body) == ("市工信局开展走访", "王晓明走进企业车间。")
    assert [credit.name for credit in article.credits.all()] == ["李虹"]


def test_a_reviewer_is_live_whole_and_listed_only_where_facts_change(editor: User, reviewer: User) -> None:
    article = make_article(body=BODY)
    submit(article, reviewer, body=BODY.replace("迸", "进"))
    assert not Review.objects.exists()
    submit(article, reviewer, body=MENDED)
    assert body_of(article) == MENDED
    review = only_review(Review.Subject.LIVE)
    assert (review.touches, review.editor) == (["date"], reviewer)


def test_an_approved_change_is_the_editors_revision(editor: User, reviewer: User) -> None:
    article = make_article(body=BODY)
    submit(article, editor, body=MENDED, reason="对照报纸")
    decided = approve_review(only_review(Review.Subject.WAITING), by=reviewer)
    assert body_of(article) == MENDED
    assert decided.revision is not None
    assert (decided.revision.editor, decided.revision.reason, decided.revision.number) == (editor, "对照报纸", 2)
    review = only_review(Review.Subject.WAITING)
    assert (review.state, review.decided_by, review.outcome) == ("approved", reviewer, decided.revision)


def test_what_was_sent_back_is_not_live_and_says_why(editor: User, reviewer: User) -> None:
    article = make_article(body=BODY)
    submit(article, editor, body=MENDED)
    review = only_review(Review.Subject.WAITING)
    with pytest.raises(ReviewError, match="退回要写明原因"):
        reject_review(review, by=reviewer, reason=" ")
    reject_review(review, by=reviewer, reason="报纸上是27日")
    assert body_of(article) == MENDED.replace("28日", "27日")
    review.refresh_from_db()
    assert (review.state, review.verdict_reason) == ("rejected", "报纸上是27日")


def test_nobody_decides_on_his_own_work(editor: User) -> None:
    article = make_article(body=BODY)
    first, second = make_reviewer(name="周审校"), make_reviewer(name="吴审校")
    submit(article, first, body=MENDED)
    review = only_review(Review.Subject.LIVE)
    with pytest.raises(ReviewError, match="由别人审校"):
        approve_review(review, by=first)
    with pytest.raises(ReviewError, match="由别人审校"):
        reject_review(review, by=first, reason="改错")
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(state="approved", decided_by=first, decided_at=review.created_at)
    with pytest.raises(ReviewError, match="没有审校的权限"):
        approve_review(review, by=editor)
    approve_review(review, by=second)


def test_a_review_is_decided_once_and_never_erased(editor: User, reviewer: User) -> None:
    article = make_article(body=BODY)
    submit(article, editor, body=MENDED)
    review = only_review(Review.Subject.WAITING)
    approve_review(review, by=reviewer)
    with pytest.raises(ReviewError, match="周审校已经处理过这一条：通过"):
        reject_review(review, by=make_reviewer(name="吴审校"), reason="不对")
    for erase in (
        lambda: Review.objects.filter(pk=review.pk).update(state="open", decided_by=None, decided_at=None),
        lambda: Review.objects.filter(pk=review.pk).delete(),
        lambda: WaitingChange.objects.update(reason="另说"),
        lambda: WaitingChange.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            erase()


def test_approval_keeps_what_was_changed_meanwhile(editor: User, reviewer: User) -> None:
    article = make_article(body=BODY)
    submit(article, editor, body=BODY.replace("27日", "28日"))
    submit(article, make_editor(name="王编辑"), body=BODY.replace("部暑", "部署"), headline="推进会在我市召开")
    approve_review(only_review(Review.Subject.WAITING), by=reviewer)
    assert body_of(article) == BODY.replace("27日", "28日").replace("部暑", "部署")
    assert article.headline == "推进会在我市召开"


def test_a_conflict_writes_nothing_and_has_both_texts(editor: User, reviewer: User) -> None:
    article = make_article(body=BODY)
    submit(article, editor, body=BODY.replace("27日", "28日"))
    submit(article, reviewer, body=BODY.replace("27日", "29日"))
    waiting = only_review(Review.Subject.WAITING)
    with pytest.raises(ReviewConflictError) as caught:
        approve_review(waiting, by=reviewer)
    assert ("28日" in caught.value.mine.body, "29日" in caught.value.theirs.body) == (True, True)
    assert (body_of(article), article.revisions.count()) == (BODY.replace("27日", "29日"), 2)
    waiting.refresh_from_db()
    assert waiting.state == Review.State.OPEN


def test_what_is_so_already_is_approved_without_a_revision(editor: User, reviewer: User) -> None:
    article = make_article(body=BODY)
    submit(article, editor, body=MENDED)
    submit(article, reviewer, body=MENDED)
    before = article.revisions.count()
    assert approve_review(only_review(Review.Subject.WAITING), by=reviewer).revision is None
    assert article.revisions.count() == before


def test_what_one_asks_for_twice_waits_once(editor: User) -> None:
    article = make_article(body=BODY)
    first = submit(article, editor, body=BODY.replace("27日", "28日"))
    second = submit(article, editor, body=BODY.replace("27日", "28日"))
    assert (second.waiting, second.is_repeated) == (first.waiting, True)
    assert WaitingChange.objects.count() == 1


def test_what_two_ask_for_stays_asked_when_one_takes_it_back(editor: User, reviewer: User) -> None:
    article, wanted = make_article(body=BODY), BODY.replace("27日", "28日")
    first = submit(article, editor, body=wanted)
    second = submit(article, make_editor(name="王编辑"), body=wanted)
    assert second.same == first.waiting
    mine, others = Review.objects.order_by("pk")
    take_back(mine, by=editor)
    decided = approve_review(others, by=reviewer)
    assert body_of(article) == wanted
    assert decided.revision is not None
    assert decided.revision.editor is not None
    assert decided.revision.editor.get_username() == "王编辑"


@pytest.mark.parametrize("is_passed", [True, False])
def test_what_two_ask_for_is_decided_once(editor: User, reviewer: User, is_passed: bool) -> None:
    article, wanted = make_article(body=BODY), BODY.replace("27日", "28日")
    submit(article, editor, body=wanted)
    submit(article, make_editor(name="王编辑"), body=wanted)
    first, second = Review.objects.order_by("pk")
    if is_passed:
        decided = approve_review(second, by=reviewer)
    else:
        decided = reject_review(second, by=reviewer, reason="原文是27日")
    assert decided.twins == (first.pk,)
    assert set(Review.objects.values_list("state", flat=True)) == {"approved" if is_passed else "rejected"}
    assert (body_of(article) == wanted) == is_passed


def test_the_same_figure_in_two_places_is_asked_for_twice(editor: User) -> None:
    body = "甲村共有10人到会听报告。\n甲村共有10人到会听报告。"
    article = make_article(body=body)
    head, tail = body.split("\n")
    first = submit(article, editor, body=f"{head.replace('10', '11')}\n{tail}")
    second = submit(article, editor, body=f"{head}\n{tail.replace('10', '11')}")
    assert not second.is_repeated
    assert second.waiting != first.waiting


def test_a_live_change_is_taken_back_and_later_ones_stay(editor: User, reviewer: User) -> None:
    article = make_article(body=BODY)
    submit(article, editor, body=BODY.replace("推迸会", "推荐会"))
    submit(article, make_editor(name="王编辑"), body=BODY.replace("推迸会", "推荐会").replace("部暑", "部署"))
    first = Review.objects.order_by("pk").first()
    assert first is not None
    decided = reject_review(first, by=reviewer, reason="原文不是推荐")
    assert body_of(article) == BODY.replace("部暑", "部署")
    assert decided.revision is not None
    assert decided.revision.origin == Revision.Origin.REVERT
    assert (decided.revision.editor, decided.revision.reason) == (reviewer, "退回第1稿的改动：原文不是推荐")


def test_a_live_change_that_was_built_on_is_not_taken_back(editor: User, reviewer: User) -> None:
    article = make_article(body=BODY)
    submit(article, editor, body=BODY.replace("推迸会", "推荐会"))
    submit(article, make_editor(name="王编辑"), body=BODY.replace("推迸会", "推举会"))
    first = Review.objects.order_by("pk").first()
    assert first is not None
    with pytest.raises(ReviewConflictError, match="第1稿改过的字后来又改过"):
        reject_review(first, by=reviewer, reason="不对")
    assert article.revisions.count() == 3


def test_an_editor_takes_back_what_waits(editor: User) -> None:
    article = make_article(body=BODY)
    submit(article, editor, body=MENDED)
    waiting, live = only_review(Review.Subject.WAITING), only_review(Review.Subject.LIVE)
    with pytest.raises(ReviewError, match="只能收回自己"):
        take_back(waiting, by=make_editor(name="王编辑"))
    with pytest.raises(ReviewError, match="已经公开"):
        take_back(live, by=editor)
    take_back(waiting, by=editor)
    waiting.refresh_from_db()
    assert waiting.state == Review.State.TAKEN_BACK


def test_a_waiting_change_follows_its_article_into_another(editor: User, reviewer: User) -> None:
    page = make_page(text=f"推迸会召开\n{BODY}\n全市工作会\n会上还讨论了别的事。\n")
    tail = make_article(page=page, headline="推迸会召开", body=BODY)
    heir = make_article(page=page, headline="全市工作会", body="会上还讨论了别的事。")
    submit(tail, editor, body=BODY.replace("27日", "28日"))
    supersede(tail, heir, reason="合并", by=reviewer)
    correct_article(heir, base_revision=0, editor=reviewer, body=f"会上还讨论了别的事。\n{BODY}")

    assert article_now(tail) == heir
    assert [row.subject for row in open_reviews_of(heir)] == [Review.Subject.WAITING]
    approve_review(only_review(Review.Subject.WAITING), by=reviewer)
    assert body_of(heir) == "会上还讨论了别的事。\n" + BODY.replace("27日", "28日")
    assert heir.headline == "全市工作会"


def test_a_waiting_change_follows_its_words_into_the_part_that_was_split_off(editor: User, reviewer: User) -> None:
    page = make_page(text=f"推迸会召开\n{BODY}\n")
    article = make_article(page=page, headline="推迸会召开", body=BODY)
    submit(article, editor, body=BODY.replace("27日", "28日"))
    first, second = BODY.split("\n")
    correct_article(article, base_revision=0, editor=reviewer, body=second)
    part = make_article(page=make_page(label="A02"), headline="", body=first)
    Article.objects.filter(pk=part.pk).update(page=page)
    approve_review(only_review(Review.Subject.WAITING), by=reviewer)
    assert body_of(part) == first.replace("27日", "28日")
    assert body_of(article) == second


def test_a_waiting_change_whose_words_are_gone_says_so(editor: User, reviewer: User) -> None:
    article = make_article(body=BODY)
    submit(article, editor, body=BODY.replace("27日", "28日"))
    correct_article(article, base_revision=0, editor=reviewer, body="会议另行报道。")
    with pytest.raises(ReviewConflictError, match="后来又改过，没有写入"):
        approve_review(only_review(Review.Subject.WAITING), by=reviewer)
    assert body_of(article) == "会议另行报道。"


def test_a_reviewers_revert_of_facts_is_listed(reviewer: User) -> None:
    article = make_article(body=BODY)
    correct_article(article, base_revision=0, editor=make_editor(), body=BODY.replace("迸", "进"))
    submit_revert(article, to=0, base_revision=1, editor=reviewer)
    assert not Review.objects.exists()
    article.refresh_from_db()
    correct_article(article, base_revision=2, editor=make_editor(name="王编辑"), body=MENDED)
    article.refresh_from_db()
    submit_revert(article, to=0, base_revision=3, editor=reviewer)
    assert only_review(Review.Subject.LIVE).touches == ["date"]
