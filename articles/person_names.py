"""How a person of the desk is called, in the order of his language."""

from django.contrib.auth.models import AbstractUser


def name_of(person: AbstractUser) -> str:
    """王小明, Ming Wang; the user name of whoever gave no name."""
    whole = f"{person.last_name}{person.first_name}".strip()
    return (person.get_full_name() if whole.isascii() else whole) or person.get_username()
