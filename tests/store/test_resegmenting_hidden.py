"""Cutting pages anew does not take what is hidden for a difference, and hides it in what comes of it."""

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Page
from articles.services.blacking_out import BLOCK
from articles.services.hiding import hide_passages
from tests.store.test_resegmenting import cut_otherwise, resegment, stored

__all__ = ["stored"]

pytestmark = pytest.mark.django_db


def test_an_article_with_a_hidden_passage_is_cut_the_same() -> None:
    article = Article.objects.order_by("position")[1]
    hide_passages(article, ["三千六百个"], by=User.objects.create_user("bianji"), reason="试")
    Page.objects.update(segmenter_version="0")
    resegment("--all")
    article.refresh_from_db()
    assert article.revision_number == 0
    assert f"可新增学位{BLOCK * 5}" in article.body


def test_an_article_cut_out_of_another_is_hidden_again() -> None:
    first, _ = cut_otherwise()
    hide_passages(first, ["三千六百个"], by=User.objects.create_user("bianji"), reason="试")
    resegment("--all")
    bodies = Article.objects.published().order_by("position").values_list("body", flat=True)
    assert [BLOCK in body for body in bodies] == [False, True]
    assert all("三千六百个" not in body for body in bodies)
