"""Passwords that somebody else set: whoever logs in with one sets his own before he does anything.

A person who knows another's password could pass his own changes in that name.
"""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import AuditEntry, PasswordToChange
from articles.services.actors import person_acting

CHANGED = "改了密码"
#: What the log says of a password that somebody else set, and of the first one that came after it.
GIVEN = "（替别人设的密码，本人登录后要先改）"
FIRST = "首次改掉别人设的密码"
#: So long the other administrators are told that somebody's password was set by another.
TOLD_FOR = datetime.timedelta(days=7)


def note_password(user: User) -> str:
    """A new password of this account was saved; what the log adds to that, empty where a person only changed his own.
    Commands set what their operator says, and change nothing of this."""
    person = person_acting()
    if person is None:
        return ""
    if person.pk != user.pk:
        PasswordToChange.objects.update_or_create(user=user, defaults={"set_by": person, "set_at": timezone.now()})
        return GIVEN
    held = PasswordToChange.objects.filter(user=user).select_related("set_by").first()
    if held is None:
        return ""
    held.delete()
    return f"（{FIRST}{f'，那是{held.set_by.get_username()}设的' if held.set_by else ''}）"


def given_lately(*, but_by: User) -> list[AuditEntry]:
    """What the log tells of passwords that others than `but_by` set for somebody who had one, the last first."""
    rows = AuditEntry.objects.filter(
        action=AuditEntry.Action.ACCOUNT, at__gte=timezone.now() - TOLD_FOR, summary=f"{CHANGED}{GIVEN}"
    )
    return list(rows.exclude(actor=but_by).exclude(actor=None).select_related("actor"))


def must_change(user_id: int | None) -> bool:
    return PasswordToChange.objects.filter(user=user_id).exists()
