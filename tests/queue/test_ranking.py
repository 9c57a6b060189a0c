"""What stands in the queue follows the archive: texts, links, states, counts, and who settled what."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, ArticleDay, ArticleWorth, Claim, Revision
from articles.search.draining import drain
from articles.services.corrections import correct_article, revert_article
from articles.services.item_worth import WINDOW_DAYS
from articles.services.kinds import change_kind
from articles.services.queue_claims import claim_item, finish_item, reopen_items
from articles.services.queue_ranking import rank_articles
from articles.services.text_changed import text_changed
from articles.services.withdrawal import restore_article, withdraw_article
from tests.builders import make_article, make_issue, make_newspaper, make_page, make_program, mention_program
from tests.queue.conftest import item_of, order, ranked, three_articles

pytestmark = pytest.mark.django_db

NOTE = {"line": 3, "code": "unfinished", "message": "正文没有结束"}


def test_an_item_is_what_the_record_says() -> None:
    page = make_page(issue=make_issue(date=datetime.date(2021, 12, 30)))
    program, other = make_program(name="怀川码上办"), make_program(name="怀川一码通")
    article = make_article(
        page=page,
        body="怀川码上办上线，怀川码上办好用，怀川一码通停用。",
        confidence=0.55,
        notes=[NOTE],
        programs=[program],
    )
    mention_program(article=article, program=other, status="rejected")
    ranked(article)
    item = item_of(article)
    assert (item.year, item.kind, item.confidence, item.notes, item.programs) == (2021, "article", 0.55, 1, 1)
    assert item.newspaper == page.newspaper
    assert item.is_eligible and item.settled_at is None


def test_doubtful_articles_come_first_and_undated_ones_are_in_it() -> None:
    articles = three_articles()
    undated = make_article(page=make_page(newspaper=make_newspaper(), label=""), headline="无日期", confidence=0.01)
    ranked(undated)
    assert order() == [undated.pk, *[article.pk for article in articles]]
    assert item_of(undated).year is None


def test_views_of_the_last_days_count_and_older_ones_no_longer() -> None:
    article, today = make_article(), timezone.localdate()
    for days, views in ((0, 5), (WINDOW_DAYS - 1, 3), (WINDOW_DAYS, 100)):
        ArticleDay.objects.create(article=article, day=today - datetime.timedelta(days=days), views=views, clicks=1)
    ranked(article)
    assert (item_of(article).views, item_of(article).clicks) == (8, 2)


def test_the_command_ranks_what_is_new_and_lets_old_views_go() -> None:
    article, today = make_article(), timezone.localdate()
    ArticleDay.objects.create(article=article, day=today - datetime.timedelta(days=WINDOW_DAYS), views=9)
    call_command("rank_queue")
    ArticleWorth.objects.update(views=9)
    other = make_article(page=make_page(label="A02"))
    call_command("rank_queue")
    assert item_of(article).views == 0
    assert item_of(other).is_eligible
    ArticleWorth.objects.update(worth=-99)
    call_command("rank_queue")
    assert item_of(article).worth == -99, "what did not change is left alone"
    call_command("rank_queue", all=True)
    assert item_of(article).worth > -99


def test_furniture_and_withdrawn_articles_are_not_in_it_and_come_back(li: User) -> None:
    article = make_article()
    withdraw_article(article, by=li, reason="涉及隐私")
    drain()
    assert order() == []
    restore_article(article, by=li)
    drain()
    assert order() == [article.pk]
    change_kind(article, Article.Kind.PAGE_FURNITURE, by=li)
    drain()
    assert order() == []


def test_a_correction_takes_an_item_out_from_wherever_it_was_made(li: User) -> None:
    article, _, _ = three_articles()
    correct_article(article, base_revision=0, editor=li, headline="改正的标题")
    drain()
    assert article.pk not in order()
    done = Claim.objects.get()
    assert (done.article, done.editor, done.outcome) == (article, li, Claim.Outcome.CORRECTED)


def test_what_a_program_wrote_anew_comes_back() -> None:
    article, _, _ = three_articles()
    reader = User.objects.create_user("张审校", is_staff=True)
    finish_item(article.pk, reader, Claim.Outcome.FAULTLESS)
    assert article.pk not in order()
    last = article.revisions.get(number=0)
    Revision.objects.create(
        article=article, number=1, supersedes=last, origin=Revision.Origin.REINGEST, headline="新切"
    )
    Article.objects.filter(pk=article.pk).update(revision_number=1)
    text_changed([article.pk])
    drain()
    assert order()[0] == article.pk
    finish_item(article.pk, reader, Claim.Outcome.FAULTLESS)
    rank_articles([article.pk])
    assert article.pk not in order()


def test_more_doubts_bring_an_item_back_and_fewer_do_not(li: User) -> None:
    article = make_article(notes=[NOTE])
    ranked(article)
    finish_item(article.pk, li, Claim.Outcome.FAULTLESS)
    for notes, is_back in (([], False), ([NOTE], False), ([NOTE, NOTE], True)):
        Article.objects.filter(pk=article.pk).update(notes=notes)
        rank_articles([article.pk])
        assert (order() == [article.pk]) is is_back


def test_what_a_reader_reports_comes_back_and_stays_until_it_is_settled(li: User) -> None:
    article, _, _ = three_articles()
    correct_article(article, base_revision=0, editor=li, headline="改正的标题")
    drain()
    assert reopen_items([article.pk]) == 1
    rank_articles([article.pk])
    assert article.pk in order()
    revert_article(article, to=0, base_revision=1, editor=li)
    drain()
    assert article.pk not in order()


def test_whoever_else_had_it_in_hand_is_free_of_it(li: User, wang: User) -> None:
    article, _, _ = three_articles()
    claim_item(article.pk, wang)
    correct_article(article, base_revision=0, editor=li, headline="改正的标题")
    drain()
    assert item_of(article).holder is None
    assert dict(Claim.objects.values_list("editor__username", "outcome")) == {
        "王编辑": Claim.Outcome.RELEASED,
        "李编辑": Claim.Outcome.CORRECTED,
    }


def test_saving_twice_is_one_item_up_to_the_later_save(li: User) -> None:
    article, _, _ = three_articles()
    claim_item(article.pk, li)
    correct_article(article, base_revision=0, editor=li, headline="改正的标题")
    drain()
    first = Claim.objects.get().ended_at
    correct_article(article, base_revision=1, editor=li, body="改正的正文。")
    drain()
    last = Claim.objects.get()
    assert last.ended_at is not None and first is not None and last.ended_at > first
    assert last.outcome == Claim.Outcome.CORRECTED


def test_ranking_asks_the_same_however_many_there_are() -> None:
    page = make_page()
    articles = [make_article(page=page, headline=f"第{number}篇", body="") for number in range(30)]
    counts = []
    for size in (1, 30):
        with CaptureQueriesContext(connection) as captured:
            rank_articles([article.pk for article in articles[:size]])
        counts.append(len(captured))
    assert counts[0] == counts[1]
