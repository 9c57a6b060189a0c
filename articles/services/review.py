"""Takes in what an editor corrects: what changes facts waits for a reviewer, the rest is live at once and listed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Unpack

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.facts.kinds import Fact
from articles.models import Article, ListedAction, Review, Revision, WaitingChange
from articles.services.article_text import (
    ArticleText,
    text_of_article,
    text_of_revision,
    text_to_json,
)
from articles.services.clean_text import clean_reason, clean_text
from articles.services.corrections import Correction, TextChanges, append_revision, lock_article, revert_article
from articles.services.queue_claims import item_waits
from articles.services.same_wishes import waiting_already
from articles.services.sorting_changes import SortedChange, sort_change

REVIEW_RIGHT = "articles.review_article"


@dataclass(frozen=True, slots=True)
class Submitted:
    """`live` is None where all of it waits; `waiting` is None where nothing does.

    Whoever asks again for what he asked for already is given that change: `is_repeated`. `same` is another's that asks
    for the same; whatever becomes of that, his own waits.
    """

    live: Correction | None
    waiting: WaitingChange | None
    is_repeated: bool = False
    same: WaitingChange | None = None

    @property
    def is_idle(self) -> bool:
        return self.waiting is None and not (self.live and self.live.is_new)


@transaction.atomic
def submit_correction(
    article: Article, *, base_revision: int, editor: User, reason: str = "", **changes: Unpack[TextChanges]
) -> Submitted:
    """Correct the article as far as the editor may do so alone; the rest waits. Raises as `correct_article` does.

    Whoever may review is live whole; what changes facts is then listed for another reviewer.
    """
    locked = lock_article(article, base_revision=base_revision)
    present = text_of_article(locked)
    new = clean_text(replace(present, **changes), present=present)
    may_alone = editor.has_perm(REVIEW_RIGHT)
    change = sort_change(locked, present, new, reviewed=None if may_alone else _before_open_reviews(locked))
    live_text = new if may_alone else change.live
    if live_text == present and new != present:
        return _wait(locked, new, change, editor=editor, reason=reason, live=None)
    origin = Revision.Origin.CORRECTION
    live = append_revision(locked, present, live_text, origin=origin, editor=editor, reason=reason)
    if live.is_new and (change.touches if may_alone else True):
        list_revision(locked, live.revision, touches=change.touches if may_alone else ())
    if live_text == new:
        return Submitted(live, None)
    return _wait(locked, new, change, editor=editor, reason=reason, live=live)


@transaction.atomic
def submit_revert(article: Article, *, to: int, base_revision: int, editor: User, reason: str = "") -> Correction:
    """Make an old revision the present text; what changes facts by that is listed. Raises as `revert_article` does."""
    present = text_of_article(lock_article(article, base_revision=base_revision))
    done = revert_article(article, to=to, base_revision=base_revision, editor=editor, reason=reason)
    if done.is_new:
        change = sort_change(article, present, text_of_revision(done.revision))
        if change.touches:
            list_revision(article, done.revision, touches=change.touches)
    return done


def _before_open_reviews(article: Article) -> ArticleText | None:
    """The text before the first change that is live and that nobody has passed yet; None where there is none."""
    live = Review.objects.open().filter(article=article, subject=Review.Subject.LIVE)
    first = live.select_related("revision__supersedes").order_by("revision__number").first()
    before = first.revision.supersedes if first and first.revision else None
    return text_of_revision(before) if before else None


def settle_undone(article: Article, number: int, *, by: User, reason: str) -> None:
    """The revision of this number was undone whole. Its open review, if it has one, is settled by whoever made it or
    may decide on it; else it stays for a reviewer, beside that of the undo."""
    review = (
        Review.objects.open().select_for_update().filter(revision__article=article, revision__number=number).first()
    )
    if review is None:
        return
    is_own = review.editor_id == by.pk
    if is_own or by.has_perm(REVIEW_RIGHT):
        review.state = Review.State.TAKEN_BACK if is_own else Review.State.REJECTED
        review.decided_by, review.decided_at, review.verdict_reason = by, timezone.now(), reason
        review.save(update_fields=["state", "decided_by", "decided_at", "verdict_reason"])


def _wait(
    article: Article, new: ArticleText, change: SortedChange, *, editor: User, reason: str, live: Correction | None
) -> Submitted:
    held = waiting_already(article, change.live, new)
    own = next((row for row in held if row.editor_id == editor.pk), None)
    if own is not None:
        return Submitted(live, own, is_repeated=True)
    waiting = WaitingChange.objects.create(
        article=article,
        base=article.revisions.get(number=article.revision_number),
        wanted=text_to_json(new),
        runs=list(change.waiting),
        editor=editor,
        reason=clean_reason(reason),
    )
    list_change(article, Review.Subject.WAITING, editor=editor, touches=change.touches, waiting=waiting)
    if not article.is_touched:
        # A person has worked on it: no later run of the segmenter replaces it unseen.
        article.is_touched = True
        article.changed_at = timezone.now()
        article.save(update_fields=["is_touched", "changed_at"])
    item_waits(article.pk, editor)
    return Submitted(live, waiting, same=held[0] if held else None)


def list_revision(article: Article, revision: Revision, *, touches: Iterable[Fact]) -> Review:
    """List a revision that is live for another person to look at."""
    if revision.editor is None:
        raise ValueError("only what a person changed is reviewed")
    return list_change(article, Review.Subject.LIVE, editor=revision.editor, touches=touches, revision=revision)


def list_change(
    article: Article,
    subject: Review.Subject,
    *,
    editor: User,
    touches: Iterable[Fact],
    **of: WaitingChange | Revision | ListedAction,
) -> Review:
    return Review.objects.create(
        subject=subject,
        article=article,
        newspaper_id=article.page.newspaper_id,
        touches=sorted(touches),
        editor=editor,
        **of,
    )
