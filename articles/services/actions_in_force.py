"""Whether what an editor did at once is still so; a link that went with its words, in the articles that have it now."""

from typing import Any

from django.db.models import QuerySet

from articles.models import Article, Department, DepartmentLink, HiddenPassage, Issue, ListedAction, Page, Review
from articles.services.hidden_passages import passages_in_force
from articles.services.issue_dates import place_of
from articles.services.listed_actions import essence
from articles.services.reviewed_articles import article_now
from entities.decisions import verdict_on
from entities.models import Program, ProgramDecision


def is_in_force(action: ListedAction) -> bool:
    """A few queries."""
    kind, *numbers = action.about.split(":")
    if kind == "hiding":
        rows = HiddenPassage.objects.filter(pk__in=action.after["passages"])
        held = passages_in_force(rows.values_list("article", flat=True))
        return any(row.pk in action.after["passages"] for found in held.values() for row in found)
    if kind == "link":
        return bool(articles_ruled(action))
    if kind == "page":
        page = Page.objects.select_related("issue").defer("text", "line_sketch").filter(pk=numbers[0]).first()
        return page is not None and place_of(page)["words"] == action.after["words"]
    issue = Issue.objects.filter(pk=numbers[0]).first()
    if issue is not None:
        return is_dated_so(issue, action.after)
    return Page.objects.filter(pk__in=action.before["pages"], issue__date=action.after["date"]).exists()


def is_dated_so(issue: Issue, state: dict[str, Any]) -> bool:
    """Pages come and go: the day and who vouches for it are what was done."""
    return (issue.date.isoformat(), issue.date_source) == (state["date"], state["date_source"])


def entry_of(action: ListedAction) -> Department | Program | None:
    _, _, kind, number = action.about.split(":")
    return (Department if kind == "department" else Program).objects.filter(pk=number).first()


def articles_ruled(action: ListedAction) -> list[Article]:
    """The articles in which this action's word on a link stands: entry, person and moment tell it where borders were
    drawn anew since. One that says that nobody decided is looked for where the article's address leads."""
    entry = entry_of(action)
    if entry is None:
        return []
    if action.after.get("at"):
        rulings = rulings_of_action(action, entry).values_list("article", flat=True)
        living = Article.objects.filter(pk__in=list(rulings)).exclude(state=Article.State.SUPERSEDED)
        return list(living.defer("body", "notes").order_by("pk"))
    article = article_now(Article.objects.get(pk=action.about.split(":")[1]))
    if article is None or essence(verdict_on(article, entry)) != essence(action.after):
        return []
    return [article]


def rulings_of_action(action: ListedAction, entry: Department | Program) -> QuerySet[Any]:
    """Also those of articles that ended, which a border that is taken back lets live again. `after` says when."""
    made = {"decided_by": action.made_by_id, "decided_at": action.after["at"]}
    if isinstance(entry, Department):
        return DepartmentLink.objects.filter(department=entry, status=action.after["verdict"], **made)
    return ProgramDecision.objects.filter(program=entry, verdict=action.after["verdict"], **made)


def later_action(review: Review) -> Review | None:
    """The last open review of something done to the same thing after it. What was hidden stands by itself."""
    if review.action is None or review.subject == Review.Subject.HIDING:
        return None
    later = Review.objects.open().filter(action__about=review.action.about, pk__gt=review.pk)
    return later.order_by("-pk").first()


def state_before(action: ListedAction) -> dict[str, Any]:
    """As it was before the action, and before those it was built on that were sent back since it was done."""
    state: dict[str, Any] = action.before
    sent_back = ListedAction.objects.filter(
        about=action.about,
        pk__lt=action.pk,
        review__state=Review.State.REJECTED,
        review__decided_at__gt=action.made_at,
    )
    for earlier in sent_back.order_by("-pk"):
        if essence(earlier.after) == essence(state):
            state = earlier.before
    return state
