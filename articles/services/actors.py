"""Who acts at the moment: the person whose request is answered, or the program that runs."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.contrib.auth.models import User

#: Gives the person on demand, so that a request that changes nothing asks for nobody.
_person: ContextVar[Callable[[], User | None]] = ContextVar("_person", default=lambda: None)


@contextmanager
def acting(person: Callable[[], User | None]) -> Iterator[None]:
    token = _person.set(person)
    try:
        yield
    finally:
        _person.reset(token)


def person_acting() -> User | None:
    """None where a program acts by itself, and in its threads."""
    return _person.get()()


def program_running() -> str:
    """The command of manage.py, or another program's name."""
    name = Path(sys.argv[0]).name if sys.argv else ""
    return (sys.argv[1] if name == "manage.py" and len(sys.argv) > 1 else name) or "python"
