"""Changes of borders are live at once and listed for review; one that is undone needs none any more."""

from django.db import transaction
from django.utils import timezone

from articles.models import Article, BorderChange, Review
from articles.services.review import REVIEW_RIGHT


@transaction.atomic
def border_changed(change: BorderChange) -> None:
    """Call it where a `BorderChange` is written, in its transaction, with the articles locked.

    Lists the change, unless whoever made it may review; an undo decides the review of what it undoes: sent back by
    another person, taken back by the same.
    """
    if change.undoes_id is not None:
        _settle(change)
    elif change.articles and not change.made_by.has_perm(REVIEW_RIGHT):
        article = Article.objects.select_related("page").get(pk=change.articles[0])
        Review.objects.create(
            subject=Review.Subject.BORDERS,
            article=article,
            newspaper_id=article.page.newspaper_id,
            border_change=change,
            editor=change.made_by,
        )


def _settle(undo: BorderChange) -> None:
    review = Review.objects.open().select_for_update().filter(border_change=undo.undoes_id).first()
    if review is None:
        return
    is_own = review.editor_id == undo.made_by_id
    review.state = Review.State.TAKEN_BACK if is_own else Review.State.REJECTED
    review.decided_by, review.decided_at = undo.made_by, timezone.now()
    review.verdict_reason = undo.reason or "撤销了这次改动"
    review.save(update_fields=["state", "decided_by", "decided_at", "verdict_reason"])
