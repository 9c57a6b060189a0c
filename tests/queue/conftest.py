"""Editors at the queue, and an archive of which every article stands in it."""

from collections.abc import Sequence

import pytest
from django.contrib.auth.models import User

from articles.models import Article, ArticleWorth
from articles.services.queue_ranking import rank_articles
from tests.builders import make_article, make_page
from tests.desk.people import make_editor


@pytest.fixture
def li(db: None) -> User:
    return make_editor(name="李编辑")


@pytest.fixture
def wang(db: None) -> User:
    return make_editor(name="王编辑")


def ranked(*articles: Article) -> Sequence[Article]:
    rank_articles([article.pk for article in articles])
    return articles


def three_articles() -> Sequence[Article]:
    """From the most to the least doubtful one."""
    page = make_page()
    doubtful = [
        make_article(page=page, headline=f"第{number}篇", body="", confidence=number / 10) for number in (1, 5, 9)
    ]
    return ranked(*doubtful)


def item_of(article: Article) -> ArticleWorth:
    return ArticleWorth.objects.get(pk=article.pk)


def order() -> list[int]:
    return list(ArticleWorth.objects.waiting().order_by("-worth", "article_id").values_list("pk", flat=True))
