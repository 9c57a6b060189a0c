"""Changes of borders are live at once and listed for review, and so is what takes one back. Those that change facts are
a reviewer's to make, and are listed for another.

Free is only to take one's own change back before anybody passed it. A reviewer who takes another's back sends it back
with that; of everybody else it is a new change for a reviewer to look at, and what it undid stays to be decided: with
the undo if that is passed, by itself if that is sent back.
"""

from collections.abc import Sequence
from typing import NoReturn

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.errors import BorderError, ReviewError
from articles.models import Article, BorderChange, Review
from articles.person_names import name_of
from articles.services.border_facts import facts_touched
from articles.services.review import REVIEW_RIGHT

#: Words that a refusal names.
MOST_NAMED = 5


@transaction.atomic
def border_changed(change: BorderChange) -> None:
    """Call it where a `BorderChange` is written, in its transaction, with the articles locked.

    Raises BorderError for whoever may not review where a fact is cut in two or taken out of every text: typed, it would
    wait for a reviewer, and a change of borders cannot wait, for others build on it.
    """
    may_review = change.made_by.has_perm(REVIEW_RIGHT)
    is_taken_back = change.undoes_id is not None and _settle(change.undoes_id, change, may_review=may_review)
    if is_taken_back or not change.articles or (may_review and change.undoes_id is not None):
        return
    article = _about(change)
    touched = facts_touched(change, article)
    if touched.broken and not may_review:
        _refuse_broken(touched.broken)
    if may_review and not touched.broken:
        return
    Review.objects.create(
        subject=Review.Subject.BORDERS,
        article=article,
        newspaper_id=article.page.newspaper_id,
        border_change=change,
        touches=sorted(touched.kinds),
        editor=change.made_by,
    )


def _refuse_broken(words: Sequence[str]) -> NoReturn:
    named = "、".join(f"“{word}”" for word in words[:MOST_NAMED]) + ("等" if len(words) > MOST_NAMED else "")
    raise BorderError(
        "breaks_facts", f"这样会把{named}拆开、隐去或并成别的词。请把整个词一起移动；确要这样改的，请审校来办。"
    )


def undo_passed(undo: BorderChange, *, by: User) -> None:
    """A reviewer passed an undo: what it undid is sent back by that, if it was not decided yet."""
    review = Review.objects.open().select_for_update().filter(border_change=undo.undoes_id).first()
    if review is not None:
        _close(review, by=by, reason=undo.reason or f"撤销它的第{undo.pk}号改动已通过")


def refuse_undone_since(change: BorderChange) -> None:
    """Whoever decides on a change that was undone meanwhile is led to the undo."""
    undo = BorderChange.objects.filter(undoes=change).select_related("made_by").first()
    if undo is not None:
        _refuse(undo)


def _refuse(undo: BorderChange) -> NoReturn:
    who = name_of(undo.made_by)
    raise ReviewError("undone", f"{who}已经撤销了这次改动（第{undo.pk}号）；请先审那次撤销。")


def _about(change: BorderChange) -> Article:
    """The first of its articles that goes on, else the first."""
    articles = Article.objects.filter(pk__in=change.articles).select_related("page").defer("body", "page__text")
    ordered = sorted(articles, key=lambda article: (article.state == Article.State.SUPERSEDED, article.pk))
    return ordered[0]


def _settle(undone: int, undo: BorderChange, *, may_review: bool) -> bool:
    """Whether it took an own change back that was still to be reviewed."""
    review = Review.objects.open().select_for_update().filter(border_change=undone).first()
    if review is None:
        return False
    is_own = review.editor_id == undo.made_by_id
    if is_own or may_review:
        _close(review, by=undo.made_by, reason=undo.reason or "撤销了这次改动")
    return is_own


def _close(review: Review, *, by: User, reason: str) -> None:
    """Nobody decides on his own work: he takes it back."""
    review.state = Review.State.TAKEN_BACK if review.editor_id == by.pk else Review.State.REJECTED
    review.decided_by, review.decided_at = by, timezone.now()
    review.verdict_reason = reason
    review.save(update_fields=["state", "decided_by", "decided_at", "verdict_reason"])
