"""Writes into the admin's log what a person did to a record, from wherever it was done."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model


def record_action(record: Model, *, by: User, message: str) -> None:
    """`message` is shown as it is in the record's history."""
    LogEntry.objects.create(
        user_id=by.pk,
        content_type=ContentType.objects.get_for_model(record),
        object_id=str(record.pk),
        object_repr=str(record)[:200],
        action_flag=CHANGE,
        change_message=message,
    )
