"""Text that no page holds comes in by hand, with its typist named."""

import datetime

import pytest

from articles.errors import InvalidTextError, PagePlaceError
from articles.models import Article, IndexQueueEntry, Page, RegistryState, Revision
from articles.services.article_text import ArticleText, CreditText
from articles.services.typed_articles import open_page, type_article
from tests.builders import make_article, make_department, make_newspaper, make_page
from tests.desk.people import make_editor

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
