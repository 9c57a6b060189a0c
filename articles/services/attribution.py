"""Says which of several reporters of one name a credit means."""

from django.contrib.auth.models import User
from django.db import transaction

from articles.errors import InvalidTextError
from articles.models import AuditEntry, Credit, Reporter
from articles.services.record_action import record_action
from articles.services.review import REVIEW_RIGHT
from articles.services.text_changed import queue_index


@transaction.atomic
def attribute_credit(credit: Credit, reporter: Reporter | None, *, by: User) -> Credit:
    """Point the credit at this reporter; none for a body that signs. Whose byline it is, is a matter of names: whoever
    may not review does not say it. Raises InvalidTextError.
    """
    if not by.has_perm(REVIEW_RIGHT):
        raise InvalidTextError("reporter", "署名归谁由审校来定；请告诉他们是哪一位。")
    locked = Credit.objects.select_for_update(of=("self",)).select_related("article__page").get(pk=credit.pk)
    if reporter and reporter.newspaper_id != locked.article.page.newspaper_id:
        raise InvalidTextError("reporter", f"“{reporter}”是另一家报纸的记者。")
    if locked.reporter != reporter:
        was = locked.reporter
        locked.reporter = reporter
        locked.save(update_fields=["reporter"])
        words = f"{was or '机构'} → {reporter or '机构'}"
        record_action(locked, by=by, message=words, action=AuditEntry.Action.CREDIT)
        queue_index([locked.article_id])
    return locked
