"""Text that no page holds comes in by hand, with its typist named."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.errors import ArticleStateError, InvalidTextError, PagePlaceError
from articles.models import Article, IndexQueueEntry, Page, RegistryState, Review, Revision
from articles.services.article_text import ArticleText, CreditText
from articles.services.review_decisions import approve_review, reject_review, take_back
from articles.services.typed_articles import open_page, type_article
from articles.services.withdrawal import restore_article
from tests.builders import make_article, make_department, make_newspaper, make_page
from tests.desk.people import make_editor, make_reviewer

pytestmark = pytest.mark.django_db


def test_typed_article_stands_last_on_its_page_without_a_span() -> None:
    page, editor = make_page(), make_editor()
    make_article(page=page)
    text = ArticleText(headline="补录的消息", body="第一段。\n\n第二段。", credits=(CreditText("王晓明"),))
    article = type_article(page, text, editor=editor, reason="缺页补录")

    assert (article.origin, article.position, article.body) == (Article.Origin.TYPED, 1, "第一段。\n第二段。")
    assert not article.spans.exists()
    revision = article.revisions.get()
    assert (revision.number, revision.origin, revision.editor) == (0, Revision.Origin.TYPED, editor)
    assert (revision.reason, revision.credits) == ("缺页补录", [{"name": "王晓明", "role": "记者"}])
    assert article.credits.get().reporter is not None
    assert IndexQueueEntry.objects.get().article == article


def test_nothing_typed_is_no_article() -> None:
    with pytest.raises(InvalidTextError):
        type_article(make_page(), ArticleText(body=" \n "), editor=make_editor())
    assert not Article.objects.exists()


def test_a_page_without_a_source_is_opened_for_a_day_and_label() -> None:
    newspaper, editor, _ = make_newspaper(), make_editor(), make_department()
    page = open_page(newspaper, date=datetime.date(1998, 7, 1), label="2", by=editor)
    assert (page.label, page.label_source, page.text, page.source) == ("02", Page.LabelSource.EDITOR, "", None)
    assert page.registry_version == RegistryState.current() > 0
    for label in ("2", ""):
        with pytest.raises(PagePlaceError):
            open_page(newspaper, date=datetime.date(1998, 7, 1), label=label, by=editor)


TYPED = ArticleText(headline="市教育局通报", body="市教育局局长张三贪污3000万元。")


def typed_by(editor: User, *, label: str = "A01") -> Article:
    return type_article(make_page(label=label), TYPED, editor=editor, reason="缺页补录")


def test_what_an_editor_types_is_not_public_before_a_reviewer_passed_it(client: Client) -> None:
    article = typed_by(make_editor())
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == 410
    assert "张三" not in answer.content.decode()
    with pytest.raises(ArticleStateError, match="还没有审校"):
        restore_article(article, by=make_reviewer(name="吴审校"))
    review = Review.objects.get()
    assert (review.subject, review.state) == ("waiting", "open")
    assert {"figure", "department"} <= set(review.touches)
    approve_review(review, by=make_reviewer())
    shown = client.get(article.get_absolute_url())
    assert shown.status_code == 200
    assert "张三" in shown.content.decode()


def test_what_is_sent_back_or_taken_back_stays_out(client: Client) -> None:
    editor = make_editor()
    sent_back, taken_back = typed_by(editor), typed_by(editor, label="A02")
    reject_review(Review.objects.get(article=sent_back), by=make_reviewer(), reason="没有出处")
    take_back(Review.objects.get(article=taken_back), by=editor)
    for article, why in ((sent_back, "审校退回：没有出处"), (taken_back, "录入的人自己收回")):
        article.refresh_from_db()
        assert (article.state, article.withdrawn_reason) == ("withdrawn", why)
        assert client.get(article.get_absolute_url()).status_code == 410


def test_what_a_reviewer_types_is_public_and_listed_for_another(client: Client) -> None:
    reviewer = make_reviewer()
    article = typed_by(reviewer)
    assert client.get(article.get_absolute_url()).status_code == 200
    review = Review.objects.get()
    assert (review.subject, review.editor) == ("live", reviewer)
    reject_review(review, by=make_reviewer(name="吴审校"), reason="没有出处")
    assert client.get(article.get_absolute_url()).status_code == 410


def test_a_reviewer_reads_the_whole_of_a_new_article(reviewer: Client) -> None:
    typed_by(make_editor())
    shown = reviewer.get(reverse("admin:articles_review_changelist")).content.decode()
    assert "贪污3000万元" in shown
