"""The secret key of a local archive: made once, at random, in a file that only its owner can read."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50


def kept_secret_key(file: Path) -> str:
    """Read the key in `file`, making it first where there is none. Processes that start at once agree on one key."""
    if not file.exists():
        _make(file)
    file.chmod(0o600)
    key = file.read_text(encoding="ascii").strip()
    if len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(f"{file} holds no key; delete it, and a new one is made at the next start.")
    return key


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as handle:
        handle.write(secrets.token_urlsafe(SHORTEST_KEY))
    # A link appears whole or not at all, and never replaces the key that another process made meanwhile.
    with contextlib.suppress(FileExistsError):
        file.hardlink_to(draft)
    draft.unlink()
