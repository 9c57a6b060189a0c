"""A change that waits, or that is sent back, is carried to where its characters stand now, however borders went."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Page, Review, Span
from articles.services.article_text import CreditText
from articles.services.borders import merge_articles, move_text, set_part, split_article, undo
from articles.services.corrections import correct_article
from articles.services.review_decisions import ReviewConflictError, approve_review, reject_review
from tests.borders.desk import WANG, living, place, store_page
from tests.desk import people
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]
DECIDE = reverse("admin:articles_review_decide")

#: Two sentences with the same words in the same surroundings, so that no search by words can tell them apart.
TWICE = (
    "两批学位",
    "据市教育局介绍，今年新增学位三千六百个，请家长放心。\n据市教育局介绍，今年新增学位三千六百个，请家长放心。",
)


@pytest.fixture
def page() -> Page:
    return store_page(Item(*FLOOD, credits=(WANG,)), Item(*SCHOOL), Item(*LIBRARY), Item(*TWICE))


def submit(article: Article, editor: User, **changes: object) -> Review:
    people.submit(article, editor, **changes)
    return Review.objects.latest("pk")


def bodies(page: Page) -> list[str]:
    return [article.body for article in living(page)]


def test_a_waiting_change_near_a_split_is_approved(page: Page, editor: User, reviewer: User) -> None:
    """The border runs five characters before it; the words that stood there are another article's now."""
    school = living(page)[1]
    review = submit(school, editor, body=SCHOOL[1].replace("三千六百", "三千八百"))
    assert review.subject == "waiting"
    split_article(school, page, page.text.index("新增学位三千"), by=reviewer, bases={})
    client = Client()
    client.force_login(reviewer)
    assert "后来又改过" not in client.get(reverse("admin:articles_review_change", args=[review.pk])).content.decode()
    answer = client.post(DECIDE, {"decision": f"approve:{review.pk}"}, follow=True).content.decode()
    assert "已通过1条" in answer
    assert bodies(page)[1:3] == ["城南新建的三所小学将在秋季开学前投用，可", "新增学位三千八百个，缓解入学难题。"]
    new = living(page)[2].revisions.latest("number")
    assert (new.origin, new.editor) == ("correction", editor)


def test_the_place_decides_where_the_words_stand_twice(page: Page, editor: User, reviewer: User) -> None:
    twice = living(page)[3]
    first, second = TWICE[1].split("\n")
    changed = second.replace("三千六百", "三千八百")
    review = submit(twice, editor, body=f"{first}\n{changed}")
    split_article(twice, page, page.text.rindex("据市教育局"), by=reviewer, bases={})
    approve_review(review, by=reviewer)
    assert bodies(page)[3:] == [first, changed]


def test_a_change_follows_through_merges_moves_corrections_and_undos(page: Page, editor: User, reviewer: User) -> None:
    flood, school, library, _ = living(page)
    review = submit(school, editor, body=SCHOOL[1].replace("三千六百", "三千八百"))
    merged = merge_articles(flood, [school], by=reviewer, bases={})
    flood.refresh_from_db()
    correct_article(
        flood,
        base_revision=flood.revision_number,
        editor=reviewer,
        body=flood.body.replace("连夜", "连续两夜").replace("缓解", "缓和"),
    )
    undo(merged, by=reviewer)
    move_text(page, [place(page, "可新增学位三千六百个，")], library, by=reviewer, bases={})
    approve_review(review, by=reviewer)
    assert bodies(page)[:3] == [
        FLOOD[1].replace("连夜", "连续两夜"),
        "城南新建的三所小学将在秋季开学前投用，缓和入学难题。",
        "可新增学位三千八百个，" + LIBRARY[1],
    ]


def test_a_line_that_became_a_headline_takes_its_change_along(page: Page, editor: User, reviewer: User) -> None:
    flood = living(page)[0]
    review = submit(flood, editor, body=FLOOD[1].replace("四级", "三级"))
    assert review.subject == "waiting"
    where = place(page, "本市昨日启动防汛四级应急响应，")
    set_part(flood, page, [where], Span.Part.SUBTITLE, by=reviewer, bases={})
    approve_review(review, by=reviewer)
    flood.refresh_from_db()
    assert (flood.subtitle, flood.body[:4]) == ("本市昨日启动防汛三级应急响应，", "各乡镇干")


def test_a_change_whose_parts_went_apart_is_written_into_both(page: Page, editor: User, reviewer: User) -> None:
    school = living(page)[1]
    wanted = SCHOOL[1].replace("三所", "四所").replace("三千六百", "三千八百")
    review = submit(school, editor, body=wanted)
    split_article(school, page, page.text.index("可新增学位"), by=reviewer, bases={})
    decided = approve_review(review, by=reviewer)
    assert "".join(bodies(page)[1:3]) == wanted
    assert decided.revision is not None and decided.revision.article_id == school.pk
    new = living(page)[2]
    assert new.revisions.latest("number").editor == editor


def test_a_signature_that_waits_goes_with_its_byline(editor: User, reviewer: User) -> None:
    page = store_page(Item(FLOOD[0], f"{FLOOD[1]}\n记者 王一鸣"), Item(*SCHOOL))
    flood, school = living(page)
    set_part(flood, page, [place(page, "记者 王一鸣")], Span.Part.BYLINE, by=reviewer, bases={})
    review = submit(flood, editor, credits=(CreditText("王一明", "记者"),))
    assert review.subject == "waiting"
    move_text(page, [place(page, "记者 王一鸣")], school, by=reviewer, bases={})
    approve_review(review, by=reviewer)
    assert [[credit.name for credit in each.credits.all()] for each in living(page)] == [[], ["王一明"]]


def test_a_live_change_is_sent_back_where_its_words_are_now(page: Page, editor: User, reviewer: User) -> None:
    school = living(page)[1]
    review = submit(school, editor, body=SCHOOL[1].replace("缓解入学", "缓和入学"))
    assert review.subject == "live"
    split_article(school, page, page.text.index("可新增学位"), by=reviewer, bases={})
    assert bodies(page)[2] == "可新增学位三千六百个，缓和入学难题。"
    client = Client()
    client.force_login(reviewer)
    sent = {"decision": f"reject:{review.pk}", f"reason-{review.pk}": "报纸上是缓解"}
    assert "已退回1条" in client.post(DECIDE, sent, follow=True).content.decode()
    assert bodies(page)[1:3] == ["城南新建的三所小学将在秋季开学前投用，", "可新增学位三千六百个，缓解入学难题。"]
    review.refresh_from_db()
    assert review.outcome is not None and review.outcome.article == living(page)[2]


def test_what_is_so_already_where_it_went_is_passed_without_a_revision(
    page: Page, editor: User, reviewer: User
) -> None:
    school = living(page)[1]
    review = submit(school, editor, body=SCHOOL[1].replace("三千六百", "三千八百"))
    split_article(school, page, page.text.index("可新增学位"), by=reviewer, bases={})
    part = living(page)[2]
    correct_article(part, base_revision=0, editor=reviewer, body=part.body.replace("三千六百", "三千八百"))
    assert approve_review(review, by=reviewer).revision is None
    assert bodies(page)[2] == "可新增学位三千八百个，缓解入学难题。"


def test_a_border_through_the_changed_words_is_a_conflict_that_says_what_to_do(
    page: Page, editor: User, reviewer: User
) -> None:
    school = living(page)[1]
    review = submit(school, editor, body=SCHOOL[1].replace("三千六百", "一万二千"))
    change = split_article(school, page, page.text.index("六百个"), by=reviewer, bases={})
    before = bodies(page)
    with pytest.raises(ReviewConflictError, match=f"被第{change.pk}号起止改动（拆分）从中间分开.*照版面改好") as lost:
        approve_review(review, by=reviewer)
    assert str(living(page)[2].public_id) in lost.value.message
    assert bodies(page) == before
    undo(change, by=reviewer)
    approve_review(review, by=reviewer)
    assert bodies(page)[1] == SCHOOL[1].replace("三千六百", "一万二千")


def test_words_that_somebody_changed_behind_the_border_are_a_conflict(page: Page, editor: User, reviewer: User) -> None:
    school = living(page)[1]
    review = submit(school, editor, body=SCHOOL[1].replace("缓解入学", "缓和入学"))
    split_article(school, page, page.text.index("可新增学位"), by=reviewer, bases={})
    part = living(page)[2]
    part.refresh_from_db()
    body = part.body.replace("缓和", "消除")
    correct_article(part, base_revision=part.revision_number, editor=reviewer, body=body)
    with pytest.raises(ReviewConflictError, match="后来又改过，没有写入"):
        reject_review(review, by=reviewer, reason="报纸上是缓解")
    assert bodies(page)[2] == body
