"""What others decide reaches the queue: a change that waits ends its item, what is sent back or reported reopens it."""

import pytest
from django.contrib.auth.models import User

from articles.models import Claim, Review
from articles.services.borders import merge_articles
from articles.services.queue_claims import claim_item, claim_next, finish_item
from articles.services.reports.sending import Place, ReportText, send_report
from articles.services.review import submit_correction
from articles.services.review_decisions import approve_review, reject_review, take_back
from tests.borders.desk import bases, living, store_page
from tests.builders import make_article
from tests.desk.people import make_editor, make_reviewer
from tests.queue.conftest import item_of, order, ranked

pytestmark = pytest.mark.django_db


@pytest.fixture
def wu(db: None) -> User:
    return make_editor(name="吴编辑")


def test_a_change_that_waits_ends_its_item_and_one_sent_back_reopens_it(wu: User) -> None:
    article = make_article(body="会场热烈，共有10人到会。")
    ranked(article)
    assert claim_next(wu) == article.pk
    submit_correction(article, base_revision=0, editor=wu, body="会场热烈，共有70人到会。")
    assert article.pk not in order()
    assert [claim.outcome for claim in Claim.objects.all()] == [Claim.Outcome.WAITING]
    reject_review(Review.objects.get(), by=make_reviewer(), reason="原文就是10人")
    assert article.pk in order()


def test_what_another_has_in_hand_stays_with_him(wu: User) -> None:
    article = make_article(body="会场热烈，共有10人到会。")
    ranked(article)
    holder = make_editor(name="郑编辑")
    claim_item(article.pk, holder)
    submit_correction(article, base_revision=0, editor=wu, body="会场热烈，共有70人到会。")
    assert item_of(article).holder == holder
    assert Review.objects.get().subject == Review.Subject.WAITING


def test_a_readers_report_brings_its_article_back(wu: User) -> None:
    article = make_article()
    ranked(article)
    finish_item(article.pk, wu, Claim.Outcome.FAULTLESS)
    assert article.pk not in order()
    send_report(ReportText(kind="typo", message="第二句有错字"), Place(article))
    assert article.pk in order()


def test_a_live_correction_sent_back_opens_its_item_and_counts_as_nobodys_work(wu: User) -> None:
    article = make_article(body="会场热列，到会者众。")
    ranked(article)
    assert claim_next(wu) == article.pk
    submit_correction(article, base_revision=0, editor=wu, body="会场热烈，到会者众。")
    ranked(article)
    assert article.pk not in order()
    reject_review(Review.objects.get(), by=make_reviewer(), reason="原文如此")
    ranked(article)
    assert article.pk in order()
    assert [(claim.editor, claim.outcome) for claim in Claim.objects.all()] == [(wu, "corrected")]
    ranked(article)
    assert article.pk in order(), "ranking again changes nothing"
    article.refresh_from_db()
    submit_correction(article, base_revision=article.revision_number, editor=wu, body="会场热烈，到会的人很多。")
    ranked(article)
    assert article.pk not in order()


def test_an_approval_takes_the_item_from_nobody_and_lengthens_no_work(wu: User) -> None:
    article = make_article(body="会场热烈，共有10人到会。")
    ranked(article)
    assert claim_next(wu) == article.pk
    submit_correction(article, base_revision=0, editor=wu, body="会场热烈，共有70人到会。")
    ended = Claim.objects.get().ended_at
    holder = make_editor(name="郑编辑")
    claim_item(article.pk, holder)
    approve_review(Review.objects.get(), by=make_reviewer())
    ranked(article)
    assert item_of(article).holder == holder
    own = Claim.objects.get(editor=wu)
    assert (own.outcome, own.ended_at) == (Claim.Outcome.CORRECTED, ended)
    assert Claim.objects.get(editor=holder).ended_at is None


def test_a_change_of_borders_settles_nothing(wu: User) -> None:
    page = store_page()
    flood, school, _ = living(page)
    ranked(flood, school)
    merge_articles(flood, [school], by=wu, bases=bases(flood, school))
    ranked(flood)
    assert flood.pk in order()
    assert not Claim.objects.exists()


def test_a_change_taken_back_opens_its_item(wu: User) -> None:
    article = make_article(body="会场热烈，共有10人到会。")
    ranked(article)
    submit_correction(article, base_revision=0, editor=wu, body="会场热烈，共有70人到会。")
    assert article.pk not in order()
    take_back(Review.objects.get(), by=wu)
    ranked(article)
    assert article.pk in order()
