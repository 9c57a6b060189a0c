"""A change of dateline, agency or byline that waits is written into the article it was asked for, and into no other."""

import pytest
from django.contrib.auth.models import User

from articles.models import Page, Review, Span
from articles.services.article_text import CreditText
from articles.services.borders import merge_articles, move_text, set_part, split_article, undo
from articles.services.review_decisions import ReviewConflictError, approve_review, reject_review, take_back
from tests.borders.desk import WANG, living, place, store_page
from tests.desk.people import make_editor, submit
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]

AGENCY = "新华社"


def waiting() -> Review:
    return Review.objects.open().get(subject=Review.Subject.WAITING)


def agencies(page: Page) -> list[str]:
    return [article.agency for article in living(page)]


def signers(page: Page) -> list[list[str]]:
    return [[credit.name for credit in article.credits.all()] for article in living(page)]


@pytest.fixture
def agency_page() -> Page:
    return store_page(Item(*FLOOD), Item(SCHOOL[0], f"{AGENCY}\n{SCHOOL[1]}"))


def byline_to_flood(page: Page, reviewer: User) -> None:
    """The school's agency becomes its byline, and that goes to the flood."""
    flood, school = living(page)
    set_part(school, page, [place(page, AGENCY)], Span.Part.BYLINE, by=reviewer, bases={})
    move_text(page, [place(page, AGENCY)], flood, by=reviewer, bases={})
    assert agencies(page) == [AGENCY, ""]


def test_an_agency_that_came_with_a_byline_meanwhile_is_so_already(
    agency_page: Page, editor: User, reviewer: User
) -> None:
    submit(living(agency_page)[0], editor, agency=AGENCY)
    byline_to_flood(agency_page, reviewer)
    assert approve_review(waiting(), by=reviewer).revision is None
    assert agencies(agency_page) == [AGENCY, ""]


def test_where_another_agency_came_meanwhile_the_reviewer_is_asked(
    agency_page: Page, editor: User, reviewer: User
) -> None:
    submit(living(agency_page)[0], editor, agency="中新社")
    byline_to_flood(agency_page, reviewer)
    with pytest.raises(ReviewConflictError, match=f"加上“中新社”这一处现在是“{AGENCY}”，没有写入"):
        approve_review(waiting(), by=reviewer)
    assert agencies(agency_page) == [AGENCY, ""]


def test_an_agency_for_an_article_that_was_merged_goes_to_its_heir(
    agency_page: Page, editor: User, reviewer: User
) -> None:
    flood, school = living(agency_page)
    submit(school, editor, agency="中新社")
    merge_articles(flood, [school], by=reviewer, bases={})
    approve_review(waiting(), by=reviewer)
    assert agencies(agency_page) == ["中新社"]


def test_an_agency_follows_the_article_that_it_was_asked_for_out_of_its_heir(
    agency_page: Page, editor: User, reviewer: User
) -> None:
    flood, school = living(agency_page)
    submit(school, editor, agency="中新社")
    submit(school, editor, agency="", credits=(CreditText("王一鸣", "记者"),))
    undo(merge_articles(flood, [school], by=reviewer, bases={}), by=reviewer)
    merge_articles(flood, [school], by=reviewer, bases={})
    split_article(flood, agency_page, agency_page.text.index(SCHOOL[0]), by=reviewer, bases={})
    for review in Review.objects.open().filter(subject=Review.Subject.WAITING):
        approve_review(review, by=reviewer)
    assert agencies(agency_page) == ["", "中新社"]
    assert signers(agency_page) == [[], ["王一鸣"]]


def test_who_is_taken_out_of_one_article_still_signs_the_one_it_was_merged_into(editor: User, reviewer: User) -> None:
    page = store_page(Item(*FLOOD, credits=(WANG,)), Item(*SCHOOL, credits=(WANG,)), Item(*LIBRARY))
    flood, school, _ = living(page)
    submit(school, editor, credits=())
    merged = merge_articles(flood, [school], by=reviewer, bases={})
    with pytest.raises(
        ReviewConflictError, match=f"文章 {flood.public_id} 原来也有同样的署名.*没有写入.*撤销第{merged.pk}号"
    ):
        approve_review(waiting(), by=reviewer)
    assert signers(page) == [["王一鸣"], []]
    undo(merged, by=reviewer)
    approve_review(waiting(), by=reviewer)
    assert signers(page) == [["王一鸣"], [], []]


def test_nor_is_an_article_deprived_that_was_merged_into_this_one(editor: User, reviewer: User) -> None:
    page = store_page(Item(*FLOOD, credits=(WANG,)), Item(*SCHOOL, credits=(WANG,)), Item(*LIBRARY))
    flood, school, library = living(page)
    submit(school, editor, credits=(CreditText("王一明", "记者"),))
    merge_articles(school, [library], by=reviewer, bases={})
    merge_articles(school, [flood], by=reviewer, bases={})
    with pytest.raises(ReviewConflictError, match="原来也有同样的署名"):
        approve_review(waiting(), by=reviewer)
    assert signers(page) == [["王一鸣"]]


def test_a_neighbour_with_the_same_byline_that_keeps_it_is_no_hindrance(editor: User, reviewer: User) -> None:
    page = store_page(Item(*FLOOD, credits=(WANG,)), Item(*SCHOOL, credits=(WANG,)), Item(*LIBRARY))
    flood, school, _ = living(page)
    submit(school, editor, credits=())
    move_text(page, [place(page, "缓解入学难题。")], flood, by=reviewer, bases={})
    approve_review(waiting(), by=reviewer)
    assert signers(page) == [["王一鸣"], [], []]


@pytest.fixture
def wished(editor: User, reviewer: User) -> Page:
    """Two editors want the same: one before a merge, in the article that ended with it, one after it in the heir."""
    page = store_page(Item(*FLOOD), Item(*SCHOOL), Item(*LIBRARY))
    flood, school, _ = living(page)
    first = submit(school, editor, body=SCHOOL[1].replace("三千六百", "三千八百"))
    merge_articles(flood, [school], by=reviewer, bases={})
    flood.refresh_from_db()
    wanted = flood.body.replace("三千六百", "三千八百")
    second = submit(flood, make_editor(name="王编辑"), body=wanted)
    assert (second.same, second.is_repeated) == (first.waiting, False)
    again = submit(flood, editor, body=wanted)
    assert (again.waiting, again.is_repeated) == (first.waiting, True)
    return page


@pytest.mark.parametrize("chosen", [0, 1])
@pytest.mark.parametrize("is_passed", [True, False])
def test_equal_wishes_are_decided_once_across_a_merge(
    wished: Page, reviewer: User, chosen: int, is_passed: bool
) -> None:
    reviews = list(Review.objects.open().filter(subject=Review.Subject.WAITING).order_by("pk"))
    review, twin = reviews[chosen], reviews[1 - chosen]
    if is_passed:
        decided = approve_review(review, by=reviewer)
    else:
        decided = reject_review(review, by=reviewer, reason="报纸上是三千六百")
    assert decided.twins == (twin.pk,)
    assert ("三千八百" in living(wished)[0].body) == is_passed


def test_what_one_takes_back_the_other_still_wants(wished: Page, editor: User, reviewer: User) -> None:
    first, second = Review.objects.open().filter(subject=Review.Subject.WAITING).order_by("pk")
    take_back(first, by=editor)
    approve_review(second, by=reviewer)
    assert "三千八百" in living(wished)[0].body


def test_other_wishes_for_what_was_merged_wait_by_themselves(editor: User, reviewer: User) -> None:
    page = store_page(Item(*FLOOD), Item(*SCHOOL), Item(*LIBRARY))
    flood, school, _ = living(page)
    submit(school, editor, body=SCHOOL[1].replace("三千六百", "三千八百"))
    merge_articles(flood, [school], by=reviewer, bases={})
    flood.refresh_from_db()
    other = submit(flood, make_editor(name="王编辑"), body=flood.body.replace("三千六百", "三千七百"))
    assert other.same is None
    reviews = Review.objects.open().filter(subject=Review.Subject.WAITING).order_by("pk")
    assert reject_review(reviews[0], by=reviewer, reason="报纸上是三千六百").twins == ()
    assert [review.waiting for review in reviews.all()] == [other.waiting]


def test_a_wish_that_was_passed_for_a_part_is_written_once(wished: Page, reviewer: User) -> None:
    """The heir's part with the figure is another article now, to which the old address leads."""
    flood = living(wished)[0]
    split_article(flood, wished, wished.text.index(SCHOOL[0]), by=reviewer, bases={})
    first, second = Review.objects.open().filter(subject=Review.Subject.WAITING).order_by("pk")
    approve_review(first, by=reviewer)
    assert approve_review(second, by=reviewer).revision is None
    assert living(wished)[1].body.endswith(SCHOOL[1].replace("三千六百", "三千八百"))
