"""Undoes what an editor did at once and a reviewer sends back: passages are shown again, links are as they were
decided before, pages and issues stand where they stood. The log says that it was sent back, and why."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from articles.models import (
    Article,
    AuditEntry,
    Department,
    DepartmentLink,
    HiddenPassage,
    Issue,
    LinkStatus,
    ListedAction,
    Page,
)
from articles.services.actions_in_force import articles_ruled, entry_of, rulings_of_action, state_before
from articles.services.hidden_passages import passages_in_force
from articles.services.hiding import show_passages
from articles.services.record_action import record_action
from articles.services.restoring_places import restore_issue, restore_page
from entities.decisions import date_back, decide_department, decide_program, undo_department, undo_program
from entities.models import Program


def undo_action(action: ListedAction, *, by: User, reason: str) -> bool:
    """False where it was changed again since, or is undone already: then nothing is touched. Raises ArchiveError."""
    kind, *numbers = action.about.split(":")
    if kind == "hiding":
        return _show_again(action.after["passages"], by=by, reason=f"审校退回：{reason}")
    before = state_before(action)
    words = f"审校退回“{action.summary}”：{reason}"
    if kind == "link":
        return _decide_as_before(action, before, by=by, words=words)
    record: Page | Issue | None
    if kind == "issue":
        record = restore_issue(int(numbers[0]), before, action.after, by=by)
    else:
        page = Page.objects.only("pk").filter(pk=numbers[0]).first()
        record = page and restore_page(page, before, action.after, by=by)
    if record is not None:
        record_action(record, by=by, message=words, action=AuditEntry.Action.PLACE)
    return record is not None


def _show_again(passages: list[int], *, by: User, reason: str) -> bool:
    """Also in articles that took the text over."""
    ids, last = set(passages), set(passages)
    while last:
        last = set(HiddenPassage.objects.filter(carried_from__in=last).values_list("pk", flat=True)) - ids
        ids |= last
    rows = HiddenPassage.objects.filter(pk__in=ids)
    in_force = passages_in_force(rows.values_list("article", flat=True))
    found = {pk: [row for row in held if row.pk in ids] for pk, held in in_force.items()}
    articles = Article.objects.filter(pk__in=[pk for pk, held in found.items() if held]).order_by("pk")
    living = list(articles.exclude(state=Article.State.SUPERSEDED).defer("body", "notes"))
    for article in living:
        show_passages(article, found[article.pk], by=by, reason=reason)
    return bool(living)


def _decide_as_before(action: ListedAction, before: dict[str, Any], *, by: User, words: str) -> bool:
    """In every article that the link is in now: it may have gone with its words to others."""
    found = [article.pk for article in articles_ruled(action)]
    list(Article.objects.select_for_update(no_key=True).filter(pk__in=found).order_by("pk").only("pk"))
    articles, entry = articles_ruled(action), entry_of(action)
    if entry is None:
        return False
    for article in articles:
        _decide(article, entry, before, by=by)
        date_back(article, entry, before)
        record_action(article, by=by, message=words, action=AuditEntry.Action.LINK)
    if action.after.get("at"):
        _decide_in_ended(rulings_of_action(action, entry), before)
    return bool(articles)


def _decide_in_ended(rulings: QuerySet[Any], before: dict[str, Any]) -> None:
    """An article that became part of another has no text to be linked anew: its ruling alone is as before."""
    ended = rulings.filter(article__state=Article.State.SUPERSEDED)
    is_department = rulings.model is DepartmentLink
    if not before["verdict"]:
        if is_department:
            ended.update(status=LinkStatus.AUTOMATIC, decided_by=None, decided_at=None)
        else:
            ended.delete()
    elif before.get("at"):
        word = (
            {"status": before["verdict"], "role": before["role"]} if is_department else {"verdict": before["verdict"]}
        )
        ended.update(**word, decided_by=before["by"], decided_at=before["at"])


def _decide(article: Article, entry: Department | Program, state: dict[str, Any], *, by: User) -> None:
    verdict = state["verdict"]
    if isinstance(entry, Department):
        if verdict:
            decide_department(article, entry, verdict, by=by, role=state.get("role"))
        else:
            undo_department(article, entry, by=by)
    elif verdict:
        decide_program(article, entry, verdict, by=by)
    else:
        undo_program(article, entry, by=by)
