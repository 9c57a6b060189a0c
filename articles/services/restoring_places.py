"""Puts pages and issues back under the day and the label that they had before an editor changed them."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import AuditEntry, Issue, Page
from articles.services.actions_in_force import is_dated_so
from articles.services.issue_dates import (
    announce,
    close_empty_issue,
    correct_issue_date,
    lock_page,
    place_of,
    set_page_date,
    set_page_label,
)
from articles.services.record_action import record_action

PLACE = ("date", "label")


@transaction.atomic
def restore_page(page: Page, before: dict[str, Any], after: dict[str, Any], *, by: User) -> Page | None:
    """None where the page stands elsewhere by now, which stays. Raises PagePlaceError where its place is taken."""
    locked = lock_page(page)
    now = place_of(locked)
    if any(now[name] != after[name] for name in PLACE):
        return None
    if before["date"] == now["date"]:
        set_page_label(locked, before["label"], by=by)
    elif before["date"]:
        _move_back(locked, before, by=by)
    else:
        _take_date_away(locked, before["label"], by=by)
    Page.objects.filter(pk=page.pk, label=before["label"]).update(label_source=before["label_source"])
    return lock_page(page)


@transaction.atomic
def restore_issue(issue_id: int, before: dict[str, Any], after: dict[str, Any], *, by: User) -> Issue | None:
    """As `restore_page`, for the date of a whole issue; where its pages joined another one, or others came to that day
    since, its own leave that."""
    issue = Issue.objects.select_for_update(of=("self",)).select_related("newspaper").filter(pk=issue_id).first()
    is_so = issue is not None and is_dated_so(issue, after)
    if issue is not None and is_so and before["date"] == after["date"]:
        words = f"不再算作确认过的日期：{before['words']}"
        record_action(issue, by=by, message=words, action=AuditEntry.Action.PLACE)
        return _vouch(issue, before["date_source"])
    if before["date"] == after["date"]:
        return None
    date = datetime.date.fromisoformat(before["date"])
    if issue is not None and is_so and not issue.pages.exclude(pk__in=before["pages"]).exists():
        held = Issue.objects.filter(newspaper=issue.newspaper, date=date).first()
        return _vouch(correct_issue_date(issue, date, by=by), held.date_source if held else before["date_source"])
    pages = Page.objects.filter(pk__in=before["pages"], issue__date=after["date"]).order_by("pk")
    moved = [_move_back(lock_page(page), before, by=by) for page in pages.only("pk")]
    return moved[0].issue if moved else None


def _vouch(issue: Issue, source: str) -> Issue:
    issue.date_source = source
    issue.save(update_fields=["date_source"])
    return issue


def _move_back(page: Page, before: dict[str, Any], *, by: User) -> Page:
    """To the issue of the day it had, whose date is then as sure as it was: nobody vouches for it by that."""
    date = datetime.date.fromisoformat(before["date"])
    held = Issue.objects.filter(newspaper=page.newspaper, date=date).first()
    moved = set_page_date(page, date, by=by, label=before.get("label"))
    source = held.date_source if held else before["date_source"]
    Issue.objects.filter(newspaper=page.newspaper, date=date).update(date_source=source)
    return moved


def _take_date_away(page: Page, label: str, *, by: User) -> None:
    before, left = place_of(page), page.issue
    page.issue, page.label = None, label
    page.save(update_fields=["issue", "label"])
    if left:
        close_empty_issue(left)
    announce(page, before, by)
