"""A second person's word on a change: passed, sent back with a reason, or taken back by whoever made it.

A review is decided once. Whatever was changed meanwhile stays: changes are brought together character by character,
and where that cannot be, nothing is written and both texts are shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NoReturn

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.errors import ArticleStateError, ReviewError
from articles.models import Article, HiddenPassage, Review, Revision, WaitingChange
from articles.person_names import name_of
from articles.services import borders
from articles.services.actions_in_force import is_in_force, later_action
from articles.services.article_text import ArticleText, json_to_text, text_of_article, text_of_revision
from articles.services.clean_text import clean_reason, clean_text
from articles.services.corrections import append_revision
from articles.services.followed_changes import Followed, follow_change
from articles.services.followed_edits import PlaceLostError
from articles.services.followed_words import follow_words
from articles.services.hidden_passages import holds_passage, passages_of
from articles.services.merge_texts import Merge, merge_texts
from articles.services.new_articles import admit, is_of_new_article, keep_out
from articles.services.queue_claims import reopen_items
from articles.services.review import REVIEW_RIGHT
from articles.services.reviewed_articles import article_now
from articles.services.reviewed_borders import refuse_undone_since, undo_passed
from articles.services.same_wishes import twins_of
from articles.services.sending_back import undo_action

#: Room for what the program writes before a reviewer's reason.
REASON_LENGTH = 270


class ReviewConflictError(ReviewError):
    """The text was changed where the change stands. `base`, `theirs` and `mine` are for the page that shows them."""

    def __init__(
        self, message: str, *, base: ArticleText, theirs: ArticleText, mine: ArticleText, merge: Merge
    ) -> None:
        super().__init__("conflict", message)
        self.base, self.theirs, self.mine, self.merge = base, theirs, mine, merge


@dataclass(frozen=True, slots=True)
class Decided:
    """`revision` is what the decision wrote; None where the text stays as it is. `twins` are others' reviews of the
    same change, which were decided with it. `is_left`: what was passed or sent back had been changed again or undone
    since, and was left as it is now.
    """

    review: Review
    revision: Revision | None
    twins: tuple[int, ...] = ()
    is_left: bool = False


@transaction.atomic
def approve_review(review: Review, *, by: User) -> Decided:
    """Make a waiting change live, or pass what is live. Raises ReviewError, ReviewConflictError, ArticleStateError."""
    article, locked = lock_review(review)
    refuse_reviewer(locked, by)
    if locked.border_change is not None:
        refuse_undone_since(locked.border_change)
        undo_passed(locked.border_change, by=by)
    if locked.subject != Review.Subject.WAITING:
        decided = decide(locked, Review.State.APPROVED, by=by)
        return replace(decided, is_left=locked.action is not None and not is_in_force(locked.action))
    waiting = locked.waiting
    if waiting is None or article is None:
        raise ReviewError("gone", "这处改动所在的文章已经没有了，不能通过；请退回并写明原因。")
    twins = twins_of(waiting)
    written = publish(article, waiting)
    if is_of_new_article(waiting):
        admit(article, by=by)
    decided = decide(locked, Review.State.APPROVED, by=by, outcome=_main(written, article))
    return replace(decided, twins=_decide_twins(twins, Review.State.APPROVED, by=by))


@transaction.atomic
def reject_review(review: Review, *, by: User, reason: str) -> Decided:
    """Send a change back: what waits is dropped, what is live is taken back out of the present text, and borders are
    as they were. Raises as `approve_review` does, and BorderError."""
    cleaned = needed_reason(reason)
    _refuse_hidden_words(review, cleaned)
    if review.border_change is not None:
        refuse_reviewer(review, by)
        refuse_undone_since(review.border_change)
        # Locks its articles, and decides the review itself, as it does for whoever undoes it elsewhere.
        borders.undo(review.border_change, by=by, reason=cleaned)
        review.refresh_from_db()
        if review.state != Review.State.REJECTED:
            refuse_decided(review)
        return Decided(review, None)
    if review.action is not None:
        return _send_action_back(review, by=by, reason=cleaned)
    article, locked = lock_review(review)
    refuse_reviewer(locked, by)
    written: list[Revision] = []
    if locked.revision is not None:
        if article is None:
            raise ReviewError("gone", "这处改动所在的文章已经没有了，没有可以退回的文字。")
        if locked.revision.supersedes_id is None:
            keep_out(article, by=by, why=f"审校退回：{cleaned}")
        else:
            written = take_out(article, locked.revision, by=by, reason=cleaned)
    if article is not None and is_of_new_article(locked.waiting):
        keep_out(article, by=by, why=f"审校退回：{cleaned}")
    if article is not None:
        reopen_items([article.pk, *(revision.article_id for revision in written)])
    twins = twins_of(locked.waiting) if locked.waiting else []
    decided = decide(locked, Review.State.REJECTED, by=by, reason=cleaned, outcome=_main(written, article))
    return replace(decided, twins=_decide_twins(twins, Review.State.REJECTED, by=by, reason=cleaned))


def _decide_twins(
    twins: Iterable[WaitingChange], state: Review.State, *, by: User, reason: str = ""
) -> tuple[int, ...]:
    """Whoever wanted the same is answered the same, but for the reviewer's own."""
    reviews = Review.objects.open().select_for_update(of=("self",)).filter(waiting__in=[row.pk for row in twins])
    return tuple(
        decide(review, state, by=by, reason=reason).review.pk for review in reviews.exclude(editor=by).order_by("pk")
    )


def _send_action_back(review: Review, *, by: User, reason: str) -> Decided:
    """What the action is about is locked first, then the review, as by whoever acts again."""
    refuse_reviewer(review, by)
    if review.action is None:
        raise ValueError("a review of an action has one")
    is_undone = undo_action(review.action, by=by, reason=reason)
    later = later_action(review)
    if later is not None:
        raise ReviewError("later_first", f"同一处后来又改过，还没有审：先处理后面的第{later.pk}条。")
    locked = Review.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=review.pk)
    if locked.state != Review.State.OPEN:
        refuse_decided(locked)
    return replace(decide(locked, Review.State.REJECTED, by=by, reason=reason), is_left=not is_undone)


@transaction.atomic
def take_back(review: Review, *, by: User) -> Decided:
    """Whoever made a change that still waits withdraws it."""
    article, locked = lock_review(review)
    if locked.editor_id != by.pk:
        raise ReviewError("not_yours", "只能收回自己提交的改动。")
    if locked.subject != Review.Subject.WAITING:
        raise ReviewError("not_yours", "这处改动已经公开；要改回去，请再订正一次。")
    if article is not None and not (locked.waiting and twins_of(locked.waiting)):
        # What he saw there is as it was, and nobody else has asked for the same.
        reopen_items([article.pk])
    if article is not None and is_of_new_article(locked.waiting):
        keep_out(article, by=by, why="录入的人自己收回")
    return decide(locked, Review.State.TAKEN_BACK, by=by)


def needed_reason(reason: str) -> str:
    cleaned = clean_reason(reason, label="退回的原因", longest=REASON_LENGTH)
    if not cleaned:
        raise ReviewError("no_reason", "退回要写明原因，编辑看得到。")
    return cleaned


def _refuse_hidden_words(review: Review, reason: str) -> None:
    """The log keeps it, also of words that are shown again."""
    listed = review.action.after.get("passages", []) if review.action else []
    held = HiddenPassage.objects.filter(pk__in=listed).values_list("text", flat=True)
    if holds_passage(reason, [*held, *passages_of(review.article_id)]):
        raise ReviewError("hidden_words", "原因会记入日志，请不要在里面写出隐去的文字。")


def lock_review(review: Review) -> tuple[Article | None, Review]:
    """The article as it is now, else None, and the review; both locked, the article first, as every writer does.

    Raises ReviewError when it is decided already.
    """
    article = article_now(review.article, lock=True)
    locked = Review.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=review.pk)
    if locked.state != Review.State.OPEN:
        refuse_decided(locked)
    return article, locked


def refuse_decided(review: Review) -> NoReturn:
    who = name_of(review.decided_by) if review.decided_by else ""
    raise ReviewError("decided", f"{who}已经处理过这一条：{review.get_state_display()}。")


def refuse_reviewer(review: Review, by: User) -> None:
    if not by.has_perm(REVIEW_RIGHT):
        raise ReviewError("no_right", "您没有审校的权限。")
    if review.editor_id == by.pk:
        raise ReviewError("own_work", "自己的改动要由别人审校。")


def publish(article: Article, waiting: WaitingChange) -> list[Revision]:
    """Write what waits into the present text of its article, or of those that hold its words now; what is so already
    is written nowhere.

    The revisions name the editor who wrote it; who passed it stands in the review.
    """
    base, wanted = text_of_revision(waiting.base), json_to_text(waiting.wanted)
    followed = _followed(article, waiting.base, base, wanted, then="改好后退回这一条。")
    if followed is None:
        present = text_of_article(article)
        merge = merge_texts(base=base, theirs=present, mine=wanted)
        if merge.conflicts:
            found = follow_words(article, waiting.runs)
            if found is None:
                message = f"文章 {article.public_id} 里这几个字后来又改过，没有写入；请比较两种文字，改好后再处理。"
                raise ReviewConflictError(message, base=base, theirs=present, mine=wanted, merge=merge)
            followed = [found]
        else:
            followed = [Followed(article, present, merge.text)]
    origin = Revision.Origin.CORRECTION
    return _write(followed, origin=origin, editor=waiting.editor, reason=waiting.reason)


def take_out(article: Article, revision: Revision, *, by: User, reason: str) -> list[Revision]:
    """Write revisions without what `revision` changed, wherever that stands now; what came later stays."""
    before = revision.supersedes
    if before is None:
        raise ArticleStateError("first_revision", "第0稿不是改动，不能退回。")
    changed, old = text_of_revision(revision), text_of_revision(before)
    followed = _followed(article, revision, changed, old, then="改好后把这一条通过。")
    if followed is None:
        present = text_of_article(article)
        merge = merge_texts(base=changed, theirs=present, mine=old)
        if merge.conflicts:
            message = f"第{revision.number}稿改过的字后来又改过，没有写入；请比较两种文字，在文章页上改好后再处理。"
            raise ReviewConflictError(message, base=changed, theirs=present, mine=old, merge=merge)
        followed = [Followed(article, present, merge.text)]
    why = f"退回第{revision.number}稿的改动：{reason}"
    return _write(followed, origin=Revision.Origin.REVERT, editor=by, reason=why)


def _followed(
    article: Article, made_in: Revision, old: ArticleText, new: ArticleText, *, then: str
) -> list[Followed] | None:
    """As `follow_change`, from the revision that was changed; `article` is where its words went, as far as redirects
    tell. `then`: what a reviewer does when he has put right by hand what could not be followed."""
    try:
        return follow_change(made_in.article, made_in.number, old, new)
    except PlaceLostError as lost:
        present = text_of_article(article)
        merge = merge_texts(base=old, theirs=present, mine=new)
        raise ReviewConflictError(f"{lost.message}{then}", base=old, theirs=present, mine=new, merge=merge) from lost


def _write(followed: Iterable[Followed], *, origin: Revision.Origin, editor: User, reason: str) -> list[Revision]:
    written = []
    for each in followed:
        new = clean_text(each.text, present=each.present)
        done = append_revision(each.article, each.present, new, origin=origin, editor=editor, reason=reason)
        if done.is_new:
            written.append(done.revision)
    return written


def _main(written: Iterable[Revision], article: Article | None) -> Revision | None:
    """The revision of the article that a review is about, else the first."""
    pk = article.pk if article else None
    return min(written, key=lambda revision: revision.article_id != pk, default=None)


def decide(
    review: Review, state: Review.State, *, by: User, reason: str = "", outcome: Revision | None = None
) -> Decided:
    review.state, review.decided_by, review.decided_at = state, by, timezone.now()
    review.verdict_reason, review.outcome = reason, outcome
    review.save(update_fields=["state", "decided_by", "decided_at", "verdict_reason", "outcome"])
    return Decided(review, outcome)
