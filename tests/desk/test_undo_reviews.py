"""Who may take a change of borders back with nobody looking, and what a reviewer is led to otherwise."""

import pytest
from django.contrib.auth.models import User

from articles.errors import BorderError, ReviewError
from articles.models import BorderChange, Page, Review
from articles.services import borders
from articles.services.review_decisions import approve_review, reject_review
from tests.borders.desk import headlines, living, place, store_page
from tests.desk.people import make_editor, make_reviewer
from tests.store.drafts import LIBRARY

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Page:
    return store_page()


@pytest.fixture
def editor() -> User:
    return make_editor()


@pytest.fixture
def other_editor() -> User:
    return make_editor(name="王编辑")


@pytest.fixture
def reviewer() -> User:
    return make_reviewer()


def merge(page: Page, by: User) -> BorderChange:
    into, other, *_ = living(page)
    return borders.merge_articles(into, [other], by=by, bases={})


def reviews() -> list[tuple[int | None, str, str, str]]:
    """Of each: the change, the state, who made it and who decided."""
    rows = Review.objects.order_by("pk").select_related("editor", "decided_by")
    return [
        (r.border_change_id, r.state, r.editor.username, r.decided_by.username if r.decided_by else "") for r in rows
    ]


def review_of(change: BorderChange) -> Review:
    return Review.objects.get(border_change=change)


def test_an_own_change_that_nobody_passed_is_taken_back_freely(page: Page, editor: User) -> None:
    change = merge(page, editor)
    borders.undo(change, by=editor)
    assert reviews() == [(change.pk, "taken_back", "李编辑", "李编辑")]


def test_what_was_sent_back_does_not_come_back_unseen(page: Page, editor: User, reviewer: User) -> None:
    change = merge(page, editor)
    reject_review(review_of(change), by=reviewer, reason="是两篇")
    sent_back = BorderChange.objects.get(undoes=change)
    again = borders.undo(sent_back, by=editor)
    assert reviews() == [(change.pk, "rejected", "李编辑", "周审校"), (again.pk, "open", "李编辑", "")]


def test_what_was_passed_is_not_undone_unseen(page: Page, editor: User, other_editor: User, reviewer: User) -> None:
    change = merge(page, editor)
    approve_review(review_of(change), by=reviewer)
    undo = borders.undo(change, by=other_editor)
    assert reviews() == [(change.pk, "approved", "李编辑", "周审校"), (undo.pk, "open", "王编辑", "")]


def test_the_own_change_that_was_passed_is_not_undone_unseen(page: Page, editor: User, reviewer: User) -> None:
    change = merge(page, editor)
    approve_review(review_of(change), by=reviewer)
    undo = borders.undo(change, by=editor)
    assert reviews()[1:] == [(undo.pk, "open", "李编辑", "")]


def test_what_a_reviewer_did_is_not_undone_unseen(page: Page, editor: User, reviewer: User) -> None:
    undo = borders.undo(merge(page, reviewer), by=editor)
    assert reviews() == [(undo.pk, "open", "李编辑", "")]


def test_an_editor_decides_nothing_by_undoing(page: Page, editor: User, other_editor: User, reviewer: User) -> None:
    change = merge(page, editor)
    undo = borders.undo(change, by=other_editor)
    assert reviews() == [(change.pk, "open", "李编辑", ""), (undo.pk, "open", "王编辑", "")]
    with pytest.raises(ReviewError, match="先审那次撤销"):
        approve_review(review_of(change), by=reviewer)
    with pytest.raises(ReviewError, match="先审那次撤销"):
        reject_review(review_of(change), by=reviewer, reason="是两篇")
    approve_review(review_of(undo), by=reviewer)
    assert reviews() == [
        (change.pk, "rejected", "李编辑", "周审校"),
        (undo.pk, "approved", "王编辑", "周审校"),
    ]


def test_an_undo_that_is_sent_back_leaves_the_change_to_be_decided(
    page: Page, editor: User, other_editor: User, reviewer: User
) -> None:
    before = headlines(page)
    change = merge(page, editor)
    merged = headlines(page)
    undo = borders.undo(change, by=other_editor)
    assert headlines(page) == before
    reject_review(review_of(undo), by=reviewer, reason="本是一篇")
    assert headlines(page) == merged
    assert reviews()[0] == (change.pk, "open", "李编辑", "")


def test_a_fact_is_cut_in_two_by_a_reviewer_alone_and_another_is_told(page: Page, editor: User, reviewer: User) -> None:
    flood = living(page)[0]
    day = place(page, "昨日")[0]
    with pytest.raises(BorderError, match="“昨日”"):
        borders.split_article(flood, page, day + 1, by=editor, bases={})
    split = borders.split_article(flood, page, day + 1, by=reviewer, bases={})
    assert (review_of(split).touches, review_of(split).editor) == (["date"], reviewer)
    approve_review(review_of(split), by=make_reviewer(name="吴审校"))
    undo = borders.undo(split, by=reviewer)
    assert not Review.objects.filter(border_change=undo).exists()


def test_a_fact_that_goes_whole_from_one_item_to_another_is_none_that_changed(page: Page, editor: User) -> None:
    school = living(page)[1]
    moved = borders.move_text(page, [place(page, LIBRARY[1])], school, by=editor, bases={})
    merged = merge(page, editor)
    assert [review_of(change).touches for change in (moved, merged)] == [[], []]
