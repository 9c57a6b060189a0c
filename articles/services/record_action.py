"""Writes down what a person did to a record, from wherever it was done: in the log, and in the record's own history."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from articles.models import AuditEntry
from articles.services.audit import record


def record_action(
    about: Model,
    *,
    by: User,
    message: str,
    action: AuditEntry.Action = AuditEntry.Action.CHANGED,
    details: Mapping[str, Any] | None = None,
) -> None:
    """`message` is shown as it is; it holds neither contacts nor hidden words. A new revision needs no call: it is in
    the log by itself."""
    note_in_histories([about], by=by, message=message)
    record(action, message, about=about, by=by, details=details)


def note_in_histories(records: Iterable[Model], *, by: User, message: str) -> None:
    """In the records' own histories alone: for one action on several of them, of which the log has one line."""
    LogEntry.objects.bulk_create(
        LogEntry(
            user_id=by.pk,
            content_type=ContentType.objects.get_for_model(each),
            object_id=str(each.pk),
            object_repr=str(each)[:200],
            action_flag=CHANGE,
            change_message=message,
        )
        for each in records
    )
