"""Lets one article take another's place: its address, its redirects and what people decided about it move over."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.errors import ArticleStateError
from articles.models import Article, DepartmentLink, LinkStatus, Redirect
from articles.services.clean_text import clean_reason
from articles.services.hidden_passages import hand_on, passages_in_force
from articles.services.text_changed import queue_index


@transaction.atomic
def supersede(old: Article, heir: Article, *, reason: str, by: User | None = None) -> Redirect:
    """`old` becomes part of `heir`: its address answers 301, its text stays in its revisions, its spans are given free.

    Addresses that led to `old` lead to `heir` at once, so that no redirect leads to another. Decisions of people that
    `heir` has none of its own for move to it, hidden passages among them. The caller links `heir` anew, and writes down
    what it did as a whole. Raises ArticleStateError when either is superseded already, or both are one.
    """
    if old.pk == heir.pk:
        raise ArticleStateError("same_article", f"文章 {old.public_id} 不能并入它自己。")
    rows = {row.pk: row for row in Article.objects.select_for_update().filter(pk__in=[old.pk, heir.pk]).order_by("pk")}
    old, heir = rows[old.pk], rows[heir.pk]
    for article in (old, heir):
        if article.state == Article.State.SUPERSEDED:
            raise ArticleStateError("superseded", f"文章 {article.public_id} 已并入他篇。")
    cleaned = clean_reason(reason, label="原因")
    Redirect.objects.filter(article=old).update(article=heir)
    redirect = Redirect.objects.create(
        old_public_id=old.public_id, article=heir, reason=cleaned, created_by_id=by.pk if by else None
    )
    old.spans.all().delete()
    carry_decisions(old, heir)
    hand_on(passages_in_force([old.pk]).get(old.pk, ()), heir.pk)
    old.state = Article.State.SUPERSEDED
    old.changed_at = timezone.now()
    old.save(update_fields=["state", "changed_at"])
    queue_index([old.pk, heir.pk])
    return redirect


def carry_decisions(old: Article, heir: Article) -> None:
    """What a person decided about `old` holds for `heir`, unless a person decided otherwise there."""
    decided = heir.program_decisions.values("program_id")
    old.program_decisions.exclude(program_id__in=decided).update(article=heir)
    held = {link.department_id: link for link in heir.department_links.all()}
    for link in old.department_links.filter(status__in=[LinkStatus.CONFIRMED, LinkStatus.REJECTED]):
        own = held.get(link.department_id) or DepartmentLink(
            article=heir, department_id=link.department_id, revision_number=heir.revision_number
        )
        if own.decided_at is None:
            own.role, own.status = link.role, link.status
            own.decided_by_id, own.decided_at = link.decided_by_id, link.decided_at
            own.save()
