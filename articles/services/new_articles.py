"""Articles that an editor types: none is public before a reviewer has passed it.

Till then it is withdrawn, as `UNREVIEWED` says, and its whole text is a change that waits for review.
"""

from typing import Any

from django.contrib.auth.models import User

from articles.models import Article, Review, Revision, WaitingChange
from articles.services.article_text import WORDS, ArticleText, credits_to_json, text_of_revision, text_to_json
from articles.services.review import REVIEW_RIGHT, list_change, list_revision
from articles.services.sorting_changes import sort_change
from articles.services.withdrawal import UNREVIEWED, change_state

State = Article.State


def state_of_new(editor: User) -> dict[str, str]:
    """The fields of an article that this person types."""
    if editor.has_perm(REVIEW_RIGHT):
        return {"state": State.PUBLISHED, "withdrawn_reason": ""}
    return {"state": State.WITHDRAWN, "withdrawn_reason": UNREVIEWED}


def list_new(article: Article, revision: Revision, *, editor: User) -> None:
    """List it for review: what a reviewer typed where it states facts, what an editor typed in any case."""
    text = text_of_revision(revision)
    touches = sort_change(article, ArticleText(), text).touches
    if article.state == State.PUBLISHED:
        if touches:
            list_revision(article, revision, touches=touches)
        return
    waiting = WaitingChange.objects.create(
        article=article,
        base=revision,
        wanted=text_to_json(text),
        runs=_runs(text, sorted(touches)),
        editor=editor,
        reason=revision.reason,
    )
    list_change(article, Review.Subject.WAITING, editor=editor, touches=touches, waiting=waiting)


def is_of_new_article(waiting: WaitingChange | None) -> bool:
    """It asks for no other text than there is, but for this to be public."""
    return waiting is not None and waiting.wanted == text_to_json(text_of_revision(waiting.base))


def admit(article: Article, *, by: User) -> None:
    if article.state == State.WITHDRAWN:
        change_state(article, State.PUBLISHED, reason="", by=by, message="审校通过，公开")


def keep_out(article: Article, *, by: User, why: str) -> None:
    """It was not passed, or what is public is so no more; its text and history stay."""
    change_state(article, State.WITHDRAWN, reason=why, by=by, message=why)


def _runs(text: ArticleText, touches: list[Any]) -> list[dict[str, Any]]:
    words = [(name, getattr(text, name)) for name in WORDS if getattr(text, name)]
    around = {"start": 0, "before": "", "after": "", "touches": touches}
    runs = [{"field": name, "old": "", "new": new, **around} for name, new in words]
    if text.credits:
        runs.append({"field": "credits", "old": [], "new": credits_to_json(text.credits), "touches": touches})
    return runs
