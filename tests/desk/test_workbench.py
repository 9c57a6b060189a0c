"""The workbench's page: the OCR lines of a page beside the fields of one of its articles."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.builders import make_article, make_page

pytestmark = pytest.mark.django_db


def bench_address(article: Article) -> str:
    return f"{reverse('admin:workbench', args=[article.page_id])}?article={article.pk}"


def test_the_lines_of_the_page_stand_beside_the_fields_of_the_article(editor: Client) -> None:
    page = make_page(text="我市举行植树活动\n1000人上山植树。\n河道清淤完工\n河水变清了。\n")
    first = make_article(page=page, headline="我市举行植树活动", body="1000人上山植树。")
    second = make_article(page=page, headline="河道清淤完工", body="河水变清了。")
    html = editor.get(bench_address(second)).content.decode()
    assert "1000人上山植树。" in html
    assert f"?article={first.pk}" in html
    assert f"?article={second.pk}" not in html.split("</ol>")[0]
