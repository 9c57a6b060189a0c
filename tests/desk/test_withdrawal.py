"""Withdrawing hides an article and keeps it; restoring brings it back."""

import pytest
from django.contrib.admin.models import LogEntry

from articles.errors import ArticleStateError, InvalidTextError
from articles.models import Article, IndexQueueEntry
from articles.services.kinds import change_kind
from articles.services.withdrawal import restore_article, withdraw_article
from tests.builders import make_article
from tests.desk.people import make_editor

pytestmark = pytest.mark.django_db


def test_withdrawal_names_reason_and_person_and_tells_the_index() -> None:
    article, editor = make_article(), make_editor()
    withdraw_article(article, by=editor, reason=" 来信要求 ")

    article.refresh_from_db()
    assert (article.state, article.withdrawn_reason) == (Article.State.WITHDRAWN, "来信要求")
    assert article not in Article.objects.published()
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.get_change_message()) == (editor, str(article.pk), "撤下：来信要求")
    assert IndexQueueEntry.objects.get().article == article


def test_withdrawal_needs_a_reason() -> None:
    article = make_article()
    with pytest.raises(InvalidTextError, match="原因"):
        withdraw_article(article, by=make_editor(), reason="  ")
    article.refresh_from_db()
    assert article.state == Article.State.PUBLISHED


def test_restored_article_is_public_again() -> None:
    article, editor = make_article(), make_editor()
    withdraw_article(article, by=editor, reason="来信要求")
    restore_article(article, by=editor, reason="已核实")

    article.refresh_from_db()
    assert (article.state, article.withdrawn_reason) == (Article.State.PUBLISHED, "")
    assert "恢复公开：已核实" in [entry.get_change_message() for entry in LogEntry.objects.all()]
    assert IndexQueueEntry.objects.count() == 2


def test_what_is_done_is_not_done_twice() -> None:
    article, editor = make_article(), make_editor()
    with pytest.raises(ArticleStateError, match="没有撤下"):
        restore_article(article, by=editor)
    withdraw_article(article, by=editor, reason="来信要求")
    with pytest.raises(ArticleStateError, match="已经撤下：来信要求"):
        withdraw_article(article, by=editor, reason="又一次")


def test_superseded_articles_are_left_alone() -> None:
    article, editor = make_article(state=Article.State.SUPERSEDED), make_editor()
    for act in (withdraw_article, restore_article):
        with pytest.raises(ArticleStateError, match="并入"):
            act(article, by=editor, reason="来信要求")
    with pytest.raises(ArticleStateError, match="并入"):
        change_kind(article, Article.Kind.NOTICE, by=editor)


def test_changed_kind_is_kept_by_programs_and_named_in_the_history() -> None:
    article, editor = make_article(), make_editor()
    assert change_kind(article, Article.Kind.NOTICE, by=editor)
    article.refresh_from_db()
    assert (article.kind, article.is_touched) == (Article.Kind.NOTICE, True)
    assert LogEntry.objects.get().get_change_message() == "体裁：报道 → 公告"
    assert not change_kind(article, Article.Kind.NOTICE, by=editor)
    assert IndexQueueEntry.objects.count() == 1
