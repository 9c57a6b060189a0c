"""Takes in what an editor corrects: what changes facts waits for a reviewer, the rest is live at once and listed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Unpack

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.facts.kinds import Fact
from articles.models import Article, Review, Revision, WaitingChange
from articles.services.article_text import (
    WORDS,
    ArticleText,
    credits_from_json,
    credits_to_json,
    text_of_article,
    text_of_revision,
)
from articles.services.clean_text import clean_reason, clean_text
from articles.services.corrections import Correction, TextChanges, append_revision, lock_article, revert_article
from articles.services.queue_claims import item_waits
from articles.services.sorting_changes import SortedChange, sort_change

REVIEW_RIGHT = "articles.review_article"


@dataclass(frozen=True, slots=True)
class Submitted:
    """`live` is None where all of it waits; `waiting` is None where nothing does.

    Whoever asks for what waits already is given the change that waits: `is_repeated`.
    """

    live: Correction | None
    waiting: WaitingChange | None
    is_repeated: bool = False

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


def _wait(
    article: Article, new: ArticleText, change: SortedChange, *, editor: User, reason: str, live: Correction | None
) -> Submitted:
    held = waiting_already(article, change.waiting)
    if held is not None:
        return Submitted(live, held, is_repeated=True)
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
    return Submitted(live, waiting)


def waiting_already(article: Article, runs: Iterable[dict[str, Any]]) -> WaitingChange | None:
    """The open change of the article that asks for the same, by whomever; offsets do not count."""
    asked = [_essence(run) for run in runs]
    rows = WaitingChange.objects.filter(article=article, review__state=Review.State.OPEN).select_related("editor")
    return next((row for row in rows if [_essence(run) for run in row.runs] == asked), None)


def _essence(run: dict[str, Any]) -> tuple[Any, ...]:
    return (run["field"], run["old"], run["new"], run.get("before"), run.get("after"))


def list_revision(article: Article, revision: Revision, *, touches: Iterable[Fact]) -> Review:
    """List a revision that is live for another person to look at."""
    if revision.editor is None:
        raise ValueError("only what a person changed is reviewed")
    return list_change(article, Review.Subject.LIVE, editor=revision.editor, touches=touches, revision=revision)


def list_change(
    article: Article, subject: Review.Subject, *, editor: User, touches: Iterable[Fact], **of: WaitingChange | Revision
) -> Review:
    return Review.objects.create(
        subject=subject,
        article=article,
        newspaper_id=article.page.newspaper_id,
        touches=sorted(touches),
        editor=editor,
        **of,
    )


def text_to_json(text: ArticleText) -> dict[str, Any]:
    return {name: getattr(text, name) for name in WORDS} | {"credits": credits_to_json(text.credits)}


def json_to_text(held: dict[str, Any]) -> ArticleText:
    return ArticleText(**{name: held[name] for name in WORDS}, credits=credits_from_json(held["credits"]))
