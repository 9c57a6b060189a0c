"""Undoes what an editor did at once and a reviewer sends back: passages are shown again, links are as they were
decided before, pages and issues stand where they stood."""

from django.contrib.auth.models import User

from articles.models import Article, Department, HiddenPassage, ListedAction, Page
from articles.services.hidden_passages import passages_in_force
from articles.services.hiding import show_passages
from articles.services.restoring_places import restore_issue, restore_page
from entities.decisions import decide_department, decide_program, undo_department, undo_program, verdict_on
from entities.models import Program


def undo_action(action: ListedAction, *, by: User, reason: str) -> bool:
    """False where it was changed again since, or is undone already: then nothing is touched. Raises ArchiveError."""
    kind, *numbers = action.about.split(":")
    if kind == "hiding":
        return _show_again(action.after["passages"], by=by, reason=reason)
    if kind == "link":
        article, entry_kind, entry = numbers
        return _decide_as_before(int(article), entry_kind, int(entry), action, by=by)
    if kind == "issue":
        return restore_issue(int(numbers[0]), action.before, action.after, by=by)
    page = Page.objects.only("pk").filter(pk=numbers[0]).first()
    return page is not None and restore_page(page, action.before, action.after, by=by)


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


def _decide_as_before(article_id: int, kind: str, entry_id: int, action: ListedAction, *, by: User) -> bool:
    article = Article.objects.get(pk=article_id)
    entry = (Department if kind == "department" else Program).objects.filter(pk=entry_id).first()
    if entry is None or article.state == Article.State.SUPERSEDED or verdict_on(article, entry) != action.after:
        return False
    verdict = action.before["verdict"]
    if isinstance(entry, Department):
        if verdict:
            decide_department(article, entry, verdict, by=by, role=action.before.get("role"))
        else:
            undo_department(article, entry, by=by)
    elif verdict:
        decide_program(article, entry, verdict, by=by)
    else:
        undo_program(article, entry, by=by)
    return True
