"""What others decide reaches the queue: a change that waits ends its item, what is sent back or reported reopens it."""

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Claim, Review, Span
from articles.services.borders import merge_articles, reorder, set_kind, set_part, split_article, undo
from articles.services.queue_claims import claim_item, claim_next, finish_item
from articles.services.reports.sending import Place, ReportText, send_report
from articles.services.review import submit_correction
from articles.services.review_decisions import approve_review, reject_review, take_back
from tests.borders.desk import bases, living, place, store_page
from tests.builders import make_article
from tests.desk.people import make_editor, make_reviewer
from tests.queue.conftest import item_of, order, ranked
from tests.store.drafts import LIBRARY

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


def test_a_change_of_borders_settles_nothing_that_its_maker_has_not_in_hand(wu: User) -> None:
    page = store_page()
    flood, school, library = living(page)
    ranked(flood, school, library)
    claim_item(library.pk, make_editor(name="郑编辑"))
    merge_articles(flood, [school], by=wu, bases=bases(flood, school))
    set_kind(library, Article.Kind.NOTICE, by=wu, bases={})
    ranked(flood, library)
    assert flood.pk in order() and item_of(library).is_taken
    assert [claim.outcome for claim in Claim.objects.all()] == ["open"]
    assert not Claim.objects.filter(editor=wu).exists()


@pytest.mark.parametrize("work", ["kind", "order", "headline", "split", "merge"])
def test_a_change_of_borders_finishes_what_its_maker_has_in_hand(wu: User, work: str) -> None:
    """No revision tells of a kind or an order; still he is done, and the item is no more the first to be offered."""
    page = store_page()
    flood, school, library = living(page)
    ranked(flood, school, library)
    claim_item(school.pk, wu)
    match work:
        case "kind":
            change = set_kind(school, Article.Kind.ADVERT, by=wu, bases={})
        case "order":
            change = reorder(page, [school.pk, flood.pk, library.pk], by=wu, bases={})
        case "headline":
            change = set_part(school, page, [place(page, LIBRARY[0])], Span.Part.SUBTITLE, by=wu, bases={})
        case "split":
            change = split_article(school, page, page.text.index("可新增"), by=wu, bases={})
        case _:
            change = merge_articles(flood, [school], by=wu, bases={})
    ranked(*Article.objects.all())
    assert [(claim.article_id, claim.outcome) for claim in Claim.objects.all()] == [(school.pk, "corrected")]
    assert school.pk not in order()
    assert item_of(school).holder is None
    assert {flood.pk, library.pk} - {school.pk} <= set(order()), "nobody has read the others"
    undo(change, by=wu)
    ranked(*Article.objects.all())
    assert school.pk in order()
    assert Claim.objects.count() == 1


def test_what_a_merge_brought_in_brings_the_item_back(wu: User) -> None:
    page = store_page()
    flood, school, _ = living(page)
    Article.objects.filter(pk=school.pk).update(
        notes=[{"code": "headline_alone", "line": 5, "message": ""}, {"code": "gap", "line": 6, "message": ""}]
    )
    ranked(flood, school)
    claim_item(flood.pk, wu)
    merge_articles(flood, [school], by=wu, bases={})
    ranked(flood)
    assert [claim.outcome for claim in Claim.objects.all()] == ["corrected"]
    assert flood.pk in order()


def test_borders_sent_back_bring_their_items_back(wu: User) -> None:
    page = store_page()
    school = living(page)[1]
    ranked(school)
    claim_item(school.pk, wu)
    set_kind(school, Article.Kind.ADVERT, by=wu, bases={})
    ranked(school)
    assert school.pk not in order()
    reject_review(Review.objects.get(), by=make_reviewer(), reason="是报道")
    ranked(school)
    assert school.pk in order()


def test_a_change_taken_back_opens_its_item(wu: User) -> None:
    article = make_article(body="会场热烈，共有10人到会。")
    ranked(article)
    submit_correction(article, base_revision=0, editor=wu, body="会场热烈，共有70人到会。")
    assert article.pk not in order()
    take_back(Review.objects.get(), by=wu)
    ranked(article)
    assert article.pk in order()
