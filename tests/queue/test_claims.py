"""Items are taken in hand, kept, let go and finished; two editors never have the same."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.utils import timezone

from articles.errors import ArticleStateError, ItemTakenError
from articles.models import Article, ArticleWorth, Claim
from articles.services.claim_times import CLAIM_LIFE
from articles.services.queue_claims import (
    claim_item,
    claim_next,
    close_expired,
    finish_item,
    keep_claim,
    release_item,
)
from articles.services.queue_filters import QueueFilters
from tests.builders import make_article, make_department, make_issue, make_newspaper, make_page, make_program
from tests.desk.people import make_editor
from tests.queue.conftest import item_of, order, ranked, three_articles

pytestmark = pytest.mark.django_db


def let_time_pass(article: Article, time: datetime.timedelta) -> None:
    item = ArticleWorth.objects.get(pk=article.pk)
    assert item.held_until is not None
    ArticleWorth.objects.filter(pk=article.pk).update(held_until=item.held_until - time)


def outcomes() -> list[str]:
    return list(Claim.objects.order_by("pk").values_list("outcome", flat=True))


def test_each_gets_the_next_that_nobody_has(li: User, wang: User) -> None:
    first, second, third = three_articles()
    assert [claim_next(person) for person in (li, wang, li, wang)] == [first.pk, second.pk, third.pk, None]
    assert item_of(first).holder == li and item_of(first).is_taken


def test_an_item_that_another_has_is_refused_by_name(li: User, wang: User) -> None:
    article, _, _ = three_articles()
    claim_item(article.pk, li)
    with pytest.raises(ItemTakenError, match="李编辑 正在校这一篇"):
        claim_item(article.pk, wang)
    with pytest.raises(ItemTakenError, match="没有记下"):
        finish_item(article.pk, wang, Claim.Outcome.FAULTLESS)
    assert outcomes() == ["open"]


def test_opening_ones_own_item_again_prolongs_it(li: User) -> None:
    article, _, _ = three_articles()
    claim_item(article.pk, li)
    let_time_pass(article, datetime.timedelta(minutes=29))
    claim_item(article.pk, li)
    held_until = item_of(article).held_until
    assert held_until is not None and held_until > timezone.now() + datetime.timedelta(minutes=29)
    assert outcomes() == ["open"]


def test_an_item_that_nobody_works_at_is_free_by_itself(li: User, wang: User) -> None:
    article, _, _ = three_articles()
    claim_item(article.pk, li)
    let_time_pass(article, CLAIM_LIFE)
    assert not keep_claim(article.pk, li)
    assert claim_next(wang) == article.pk
    assert outcomes() == ["expired", "open"]


def test_whoever_still_works_keeps_it(li: User, wang: User) -> None:
    article, _, _ = three_articles()
    claim_item(article.pk, li)
    let_time_pass(article, datetime.timedelta(minutes=29))
    assert keep_claim(article.pk, li)
    assert not keep_claim(article.pk, wang)
    let_time_pass(article, datetime.timedelta(minutes=29))
    with pytest.raises(ItemTakenError):
        claim_item(article.pk, wang)


def test_what_is_put_back_is_the_next_one_again(li: User, wang: User) -> None:
    article, _, _ = three_articles()
    claim_next(li)
    assert not release_item(article.pk, wang)
    assert release_item(article.pk, li)
    assert claim_next(wang) == article.pk
    assert outcomes() == ["released", "open"]


@pytest.mark.parametrize("outcome", [Claim.Outcome.FAULTLESS, Claim.Outcome.WAITING])
def test_what_is_finished_leaves_the_queue(li: User, outcome: Claim.Outcome) -> None:
    article, second, _ = three_articles()
    claim_next(li)
    finish_item(article.pk, li, outcome)
    assert order()[0] == second.pk
    assert item_of(article).holder is None
    assert outcomes() == [outcome]
    with pytest.raises(ValueError, match="does not settle"):
        finish_item(article.pk, li, Claim.Outcome.RELEASED)


def test_what_is_settled_can_be_opened_again_and_finished_without_being_taken(li: User, wang: User) -> None:
    article, _, _ = three_articles()
    finish_item(article.pk, li, Claim.Outcome.FAULTLESS)
    assert claim_item(article.pk, wang) == article.pk
    assert article.pk not in order()
    done = Claim.objects.get(editor=li)
    assert done.ended_at == done.claimed_at


def test_an_item_that_was_never_ranked_can_be_taken_and_what_is_in_no_queue_cannot(li: User) -> None:
    fresh = make_article()
    assert claim_item(fresh.pk, li) == fresh.pk
    furniture = make_article(page=make_page(label="A02"), kind="page_furniture")
    with pytest.raises(ArticleStateError, match="不在校对队列里"):
        claim_item(furniture.pk, li)
    with pytest.raises(ArticleStateError):
        claim_item(10**9, li)


def test_the_end_is_written_under_what_expired(li: User) -> None:
    first, second, _ = three_articles()
    claim_next(li)
    claim_next(li)
    let_time_pass(first, CLAIM_LIFE)
    assert close_expired() == 1
    assert outcomes() == ["expired", "open"]
    assert item_of(first).holder is None and item_of(second).holder == li


def test_only_what_was_asked_for_is_taken(li: User) -> None:
    other_paper = make_newspaper(name="山阳晚报", slug="shanyang")
    program, department = make_program(name="怀川码上办"), make_department(name="怀川市档案局")
    page = make_page()
    doubtful = make_article(page=page, headline="最存疑的一篇", body="", confidence=0.1)
    wanted = make_article(
        page=make_page(issue=make_issue(newspaper=other_paper, date=datetime.date(2019, 5, 1))),
        headline="怀川码上办进档案局",
        body="怀川市档案局用上怀川码上办。",
        kind="notice",
        programs=[program],
        departments=[department],
    )
    ranked(doubtful, wanted)
    for filters in (
        QueueFilters(newspaper_id=other_paper.pk),
        QueueFilters(year=2019),
        QueueFilters(kind="notice"),
        QueueFilters(program_id=program.pk),
        QueueFilters(department_id=department.pk),
        QueueFilters(newspaper_id=other_paper.pk, year=2019, kind="notice", program_id=program.pk),
    ):
        assert claim_next(li, filters) == wanted.pk
        assert claim_next(li, QueueFilters(holder_id=li.pk)) is None, "what one has oneself is not free"
        release_item(wanted.pk, li)
    assert claim_next(li, QueueFilters(year=2018)) is None
    assert claim_next(li) == doubtful.pk


@pytest.mark.django_db(transaction=True)
def test_editors_who_claim_at_once_never_get_the_same() -> None:
    page, editors = make_page(), [make_editor(name=f"编辑{number}") for number in range(4)]
    ranked(*[make_article(page=page, headline=f"第{number}篇", body="") for number in range(40)])
    start = Barrier(len(editors))

    def claim_ten(editor: User) -> list[int | None]:
        start.wait()
        found = [claim_next(editor) for _ in range(10)]
        connections.close_all()
        return found

    with ThreadPoolExecutor(len(editors)) as pool:
        taken = [pk for each in pool.map(claim_ten, editors) for pk in each]
    assert None not in taken
    assert len(set(taken)) == 40
    assert Claim.objects.filter(ended_at__isnull=True).count() == 40


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_the_same_item_at_once_one_is_told() -> None:
    editors = [make_editor(name=f"编辑{number}") for number in range(2)]
    articles = three_articles()
    for article in articles:
        start = Barrier(2)

        def open_it(editor: User, pk: int = article.pk, start: Barrier = start) -> str:
            start.wait()
            try:
                claim_item(pk, editor)
                return "taken"
            except ItemTakenError:
                return "refused"
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(open_it, editors)) == ["refused", "taken"]
