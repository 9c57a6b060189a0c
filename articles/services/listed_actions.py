"""What editors do at once that is neither a text nor a border is listed for review: passages hidden, links decided,
pages and issues dated and labelled.

Free is only to take one's own action back before anybody passed it. What whoever may review does is not listed.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles.facts.kinds import Fact
from articles.models import Article, Issue, ListedAction, Review
from articles.services.review import REVIEW_RIGHT, list_change

State = Mapping[str, Any]
SUMMARY_LENGTH = 300


def list_action(
    article: Article | None,
    subject: Review.Subject,
    *,
    about: str,
    summary: str,
    before: State,
    after: State,
    by: User,
    reason: str = "",
    touches: Iterable[Fact] = (),
    set_by: int | None = None,
) -> Review | None:
    """Call it where the action is done, in its transaction, with what it is about locked.

    None where there is nothing to look at: nothing is another now, whoever did it may review, it takes back what he
    did himself and nobody passed, or no article stands there (`article`: the one by which readers meet it). `set_by`:
    who made it as it was before, where that is known.
    """
    if article is None or essence(before) == essence(after) or by.has_perm(REVIEW_RIGHT):
        return None
    is_own = set_by is None or set_by == by.pk
    if is_own and _takes_back(about, before, after, by=by):
        return None
    action = ListedAction.objects.create(
        about=about,
        summary=summary[:SUMMARY_LENGTH],
        before=dict(before),
        after=dict(after),
        reason=reason,
        made_by=by,
    )
    return list_change(article, subject, editor=by, touches=touches, action=action)


def article_of_page(page_id: int) -> Article | None:
    """The first article that stands on the page: its date and address are the page's."""
    articles = Article.objects.filter(page=page_id).exclude(state=Article.State.SUPERSEDED)
    return articles.select_related("page").defer("body", "page__text").order_by("position").first()


def _takes_back(about: str, before: State, after: State, *, by: User) -> bool:
    """Whether all that is open about this is his own, nobody did anything in between, and it is again as it was before
    that."""
    reviews = list(
        Review.objects.open()
        .select_for_update(of=("self",))
        .filter(action__about=about)
        .select_related("action")
        .order_by("pk")
    )
    if not reviews or any(review.editor_id != by.pk for review in reviews):
        return False
    actions = [review.action for review in reviews if review.action]
    then = [action.after for action in actions]
    now = [action.before for action in actions[1:]] + [before]
    is_chain = all(essence(one) == essence(next_) for one, next_ in zip(then, now, strict=True))
    if not is_chain or essence(actions[0].before) != essence(after):
        return False
    for review in reviews:
        review.state, review.decided_by, review.decided_at = Review.State.TAKEN_BACK, by, timezone.now()
        review.save(update_fields=["state", "decided_by", "decided_at"])
    return True


def essence(state: State) -> object:
    """By which two states are the same: a place whoever vouches for it, but for a date that nobody does; a verdict
    whoever gave it, and when."""
    if "words" in state:
        return state["words"], state.get("date_source") == Issue.DateSource.INFERRED
    return {name: value for name, value in state.items() if name not in ("by", "at")}
