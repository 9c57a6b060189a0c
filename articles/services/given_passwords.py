"""Passwords that somebody else set: whoever logs in with one sets his own before he does anything.

A person who knows another's password could pass his own changes in that name.
"""

from django.contrib.auth.models import User

from articles.models import PasswordToChange
from articles.services.actors import person_acting


def note_password(user: User) -> bool:
    """A new password of this account was saved; whether somebody else set it. Commands set what their operator says,
    and change nothing of this."""
    person = person_acting()
    if person is None:
        return False
    if person.pk == user.pk:
        PasswordToChange.objects.filter(user=user).delete()
        return False
    PasswordToChange.objects.get_or_create(user=user)
    return True


def must_change(user_id: int | None) -> bool:
    return PasswordToChange.objects.filter(user=user_id).exists()
