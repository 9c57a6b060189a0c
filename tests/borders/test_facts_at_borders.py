"""A border may go between words of facts, not through them, unless a reviewer draws it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.errors import BorderError
from articles.models import BorderChange, Page, Review, Span
from articles.services.borders import merge_articles, move_text, set_part, split_article, undo
from articles.services.review_decisions import reject_review
from tests.borders.desk import headlines, layout_of, living, place, store_page, texts_of
from tests.builders import make_department
from tests.desk.people import make_reviewer
from tests.desk.test_workbench import address, sent_form
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]


@pytest.fixture
def page() -> Page:
    make_department(name="怀川市图书馆", aliases=["市图书馆"])
    return store_page(Item(*FLOOD), Item(*SCHOOL), Item(*LIBRARY))


def touches() -> list[str]:
    return Review.objects.latest("pk").touches


def refused(page: Page, words: str) -> str:
    """What the workbench says to an editor who splits before these words; nothing is changed by it."""
    before = texts_of(page), layout_of(page)
    client = Client()
    client.force_login(User.objects.get(username="李编辑"))
    offset = page.text.index(words)
    article = next(each for each in living(page) if words in each.body)
    sent = sent_form(client, article) | {"at": f"{page.pk}:{offset}-{offset + 1}", "border": "split"}
    answer = client.post(address(article), sent)
    assert answer.status_code == 400
    assert (texts_of(page), layout_of(page)) == before and not BorderChange.objects.exists()
    return answer.content.decode()


@pytest.mark.parametrize(("words", "broken"), [("六百个", "三千六百个"), ("图书馆即日起", "市图书馆")])
def test_who_may_not_review_cuts_no_figure_and_no_department_in_two(
    page: Page, editor: User, words: str, broken: str
) -> None:
    answer = refused(page, words)
    assert f"“{broken}”" in answer and "请把整个词一起移动" in answer and "请审校来办" in answer
    article = next(each for each in living(page) if words in each.body)
    split_article(article, page, page.text.index(words), by=make_reviewer(), bases={})
    assert len(living(page)) == 4


def test_whole_words_go_from_item_to_item_at_once(page: Page, editor: User) -> None:
    flood, school, library = living(page)
    split_article(school, page, page.text.index("可新增学位"), by=editor, bases={})
    move_text(page, [place(page, "三千六百个")], library, by=editor, bases={})
    set_part(flood, page, [place(page, LIBRARY[0])], Span.Part.SUBTITLE, by=editor, bases={})
    merge_articles(flood, [library], by=editor, bases={})
    assert [row.state for row in Review.objects.all()] == ["open"] * 4
    assert touches() == []


def test_a_line_that_is_shown_nowhere_any_more_keeps_its_figures(page: Page, editor: User) -> None:
    school = living(page)[1]
    with pytest.raises(BorderError, match="三千六百个") as caught:
        set_part(school, page, [place(page, "可新增学位三千六百个，")], Span.Part.MARK, by=editor, bases={})
    assert caught.value.code == "breaks_facts"
    set_part(school, page, [place(page, "缓解入学难题。")], Span.Part.MARK, by=editor, bases={})
    assert living(page)[1].body.endswith("三千六百个，")


def test_two_figures_are_not_made_one_that_the_page_does_not_print(editor: User) -> None:
    page = store_page(Item("消息", "报名的已有三千"), Item("快讯", "五百人参加了活动。\n另有志愿者在场。"))
    first, second = living(page)
    with pytest.raises(BorderError, match="“五百人”"):
        move_text(page, [place(page, "五百人参加了活动。")], first, by=editor, bases={})
    move_text(page, [place(page, "另有志愿者在场。")], first, by=editor, bases={})
    assert [article.body for article in living(page)] == ["报名的已有三千另有志愿者在场。", "五百人参加了活动。"]
    assert second.headline == "快讯"


def test_a_figure_that_a_border_had_cut_is_put_together_as_printed(editor: User) -> None:
    page = store_page(Item("消息", "城南新增学位三千六百个，请家长放心。"))
    whole = living(page)[0]
    split_article(whole, page, page.text.index("六百个"), by=make_reviewer(), bases={})
    first, second = living(page)
    merge_articles(first, [second], by=editor, bases={})
    assert [article.body for article in living(page)] == ["城南新增学位三千六百个，请家长放心。"]
    assert touches() == ["figure"]


def test_an_own_change_is_taken_back_and_one_that_was_sent_back_is_not_made_again(page: Page, editor: User) -> None:
    reviewer = make_reviewer()
    school = living(page)[1]
    split_article(school, page, page.text.index("六百个"), by=reviewer, bases={})
    first, second = living(page)[1:3]
    joined = merge_articles(first, [second], by=editor, bases={})
    undo(joined, by=editor)
    assert len(living(page)) == 4
    again = merge_articles(first, [second], by=editor, bases={})
    reject_review(Review.objects.get(border_change=again), by=reviewer, reason="先留着")
    assert headlines(page)[1] == SCHOOL[0] and len(living(page)) == 4
