"""Puts pages and issues back under the day and the label that they had before an editor changed them."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import AuditEntry, Issue, Page
from articles.services.issue_dates import (
    announce,
    close_empty_issue,
    correct_issue_date,
    date_of_issue,
    lock_page,
    place_of,
    set_page_date,
    set_page_label,
)
from articles.services.record_action import record_action

PLACE = ("date", "label")


@transaction.atomic
def restore_page(page: Page, before: dict[str, Any], after: dict[str, Any], *, by: User) -> bool:
    """False where the page stands elsewhere by now, which stays. Raises PagePlaceError where its place is taken."""
    locked = lock_page(page)
    now = place_of(locked)
    if any(now[name] != after[name] for name in PLACE):
        return False
    if before["date"] == now["date"]:
        set_page_label(locked, before["label"], by=by)
    elif before["date"]:
        _move_back(locked, before, by=by)
    else:
        _take_date_away(locked, before["label"], by=by)
    Page.objects.filter(pk=page.pk, label=before["label"]).update(label_source=before["label_source"])
    return True


@transaction.atomic
def restore_issue(issue_id: int, before: dict[str, Any], after: dict[str, Any], *, by: User) -> bool:
    """As `restore_page`, for the date of a whole issue; where its pages joined another one, they leave that."""
    issue = Issue.objects.select_for_update(of=("self",)).select_related("newspaper").filter(pk=issue_id).first()
    if issue is not None and date_of_issue(issue) == after:
        if before["date"] == after["date"]:
            words = f"不再算作确认过的日期：{before['words']}"
            record_action(issue, by=by, message=words, action=AuditEntry.Action.PLACE)
        else:
            issue = correct_issue_date(issue, datetime.date.fromisoformat(before["date"]), by=by)
        Issue.objects.filter(pk=issue.pk).update(date_source=before["date_source"])
        return True
    if before["date"] == after["date"]:
        return False
    pages = Page.objects.filter(pk__in=before["pages"], issue__date=after["date"]).order_by("pk")
    moved = [_move_back(lock_page(page), before, by=by) for page in pages.only("pk")]
    return bool(moved)


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
