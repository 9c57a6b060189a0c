"""Changes of borders are live at once and listed for review; one that is undone needs none any more."""

from django.db import transaction
from django.utils import timezone

from articles.models import Article, BorderChange, Review
from articles.services.review import REVIEW_RIGHT


@transaction.atomic
def border_changed(change: BorderChange) -> None:
    """Call it where a `BorderChange` is written, in its transaction, with the articles locked.

    An undo decides the open review of what it undoes: taken back by whoever made that, sent back by another. What is
    live by it is listed, as any change is that was made by somebody who may not review, unless it only takes the
    same person's own change back before anybody passed it.
    """
    is_taken_back = change.undoes_id is not None and _settle(change)
    if is_taken_back or not change.articles or change.made_by.has_perm(REVIEW_RIGHT):
        return
    article = _about(change)
    Review.objects.create(
        subject=Review.Subject.BORDERS,
        article=article,
        newspaper_id=article.page.newspaper_id,
        border_change=change,
        editor=change.made_by,
    )


def _about(change: BorderChange) -> Article:
    """The first of its articles that goes on, else the first."""
    articles = Article.objects.filter(pk__in=change.articles).select_related("page").defer("body", "page__text")
    ordered = sorted(articles, key=lambda article: (article.state == Article.State.SUPERSEDED, article.pk))
    return ordered[0]


def _settle(undo: BorderChange) -> bool:
    """Whether it took an own change back that was still to be reviewed."""
    review = Review.objects.open().select_for_update().filter(border_change=undo.undoes_id).first()
    if review is None:
        return False
    is_own = review.editor_id == undo.made_by_id
    review.state = Review.State.TAKEN_BACK if is_own else Review.State.REJECTED
    review.decided_by, review.decided_at = undo.made_by, timezone.now()
    review.verdict_reason = undo.reason or "撤销了这次改动"
    review.save(update_fields=["state", "decided_by", "decided_at", "verdict_reason"])
    return is_own
