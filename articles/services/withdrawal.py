"""Withdraws an article from the public and brings it back; its text and history stay."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.errors import ArticleStateError, InvalidTextError
from articles.models import Article, AuditEntry
from articles.services.clean_text import clean_reason
from articles.services.record_action import record_action
from articles.services.text_changed import queue_index

#: Why an article is not public that an editor typed and no reviewer has passed yet.
UNREVIEWED = "新录入，等审校通过后公开"


@transaction.atomic
def withdraw_article(article: Article, *, by: User, reason: str) -> Article:
    """Take a published article out of site, index, counts and exports; readers are answered 410. It needs a reason."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    refuse_superseded(locked)
    if locked.state == Article.State.WITHDRAWN:
        raise ArticleStateError("withdrawn", f"文章 {locked.public_id} 已经撤下：{locked.withdrawn_reason}")
    cleaned = clean_reason(reason, label="撤下原因")
    if not cleaned:
        raise InvalidTextError("reason", "请写明撤下的原因。")
    return change_state(locked, Article.State.WITHDRAWN, reason=cleaned, by=by, message=f"撤下：{cleaned}")


@transaction.atomic
def restore_article(article: Article, *, by: User, reason: str = "") -> Article:
    """Make a withdrawn article public again."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    refuse_superseded(locked)
    if locked.state != Article.State.WITHDRAWN:
        raise ArticleStateError("not_withdrawn", f"文章 {locked.public_id} 没有撤下，不用恢复。")
    if locked.withdrawn_reason == UNREVIEWED:
        raise ArticleStateError("unreviewed", f"文章 {locked.public_id} 还没有审校；请在“审校”里通过。")
    cleaned = clean_reason(reason, label="恢复原因")
    message = f"恢复公开：{cleaned}" if cleaned else "恢复公开"
    return change_state(locked, Article.State.PUBLISHED, reason="", by=by, message=message)


def refuse_superseded(article: Article) -> None:
    if article.state == Article.State.SUPERSEDED:
        raise ArticleStateError("superseded", f"文章 {article.public_id} 已并入他篇，请处理现在的那一篇。")


def change_state(article: Article, state: Article.State, *, reason: str, by: User, message: str) -> Article:
    article.state = state
    article.withdrawn_reason = reason
    article.changed_at = timezone.now()
    article.save(update_fields=["state", "withdrawn_reason", "changed_at"])
    is_withdrawn = state == Article.State.WITHDRAWN
    done = AuditEntry.Action.WITHDRAWN if is_withdrawn else AuditEntry.Action.RESTORED
    record_action(article, by=by, message=message, action=done)
    queue_index([article.pk])
    return article
