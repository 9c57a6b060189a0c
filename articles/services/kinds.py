"""Changes what kind of item an article is."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article, AuditEntry
from articles.services.record_action import record_action
from articles.services.text_changed import queue_index
from articles.services.withdrawal import refuse_superseded


@transaction.atomic
def change_kind(article: Article, kind: Article.Kind, *, by: User) -> bool:
    """Whether anything changed. A kind that a person set counts as touched: no program sets another."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    refuse_superseded(locked)
    if locked.kind == kind:
        return False
    message = f"体裁：{locked.get_kind_display()} → {kind.label}"
    locked.kind = kind
    locked.is_touched = True
    locked.changed_at = timezone.now()
    locked.save(update_fields=["kind", "is_touched", "changed_at"])
    record_action(locked, by=by, message=message, action=AuditEntry.Action.KIND)
    queue_index([locked.pk])
    return True
