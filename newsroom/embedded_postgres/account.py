"""The system user whom the server runs as: whoever runs the program, but for root a user of the server's own."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from newsroom.embedded_postgres.errors import EmbeddedPostgresError

ACCOUNT_OF_ROOT = "newsroom-db"


class Credentials(TypedDict, total=False):
    """What `subprocess` needs to run a program as another user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def is_self(self) -> bool:
        return self.uid == os.geteuid()

    @property
    def credentials(self) -> Credentials:
        if self.is_self:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        if not self.is_self:
            os.chown(path, self.uid, self.gid)


def account_for(folder: Path) -> Account:
    """Tell whom the server of `folder` runs as. Raises EmbeddedPostgresError where the folder is another user's."""
    owner = folder.stat().st_uid if folder.exists() else os.geteuid()
    if os.geteuid() == 0:
        return _account_of(owner) if owner != 0 else _account_of_root()
    if owner != os.geteuid():
        raise EmbeddedPostgresError(
            f"{folder} belongs to the user {_name_of(owner)}; run the program as that user, or give the archive "
            "another folder with VAR_DIR."
        )
    return _account_of(owner)


def open_passage(account: Account, *paths: Path) -> None:
    """Let the account pass the folders above `paths`, saying so first. Only root ever has to."""
    if account.is_self:
        return
    closed = {parent for path in paths for parent in path.parents if not _may_pass(account, parent)}
    if not closed:
        return
    sys.stderr.write(
        f"Running as root: the database server runs as the system user {account.name}, which needs to pass "
        f"{', '.join(map(str, sorted(closed)))}; opening (chmod o+x).\n"
    )
    for folder in closed:
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IXOTH)


def _may_pass(account: Account, folder: Path) -> bool:
    found = folder.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def _account_of_root() -> Account:
    try:
        entry = pwd.getpwnam(ACCOUNT_OF_ROOT)
    except KeyError:
        _make_account()
        entry = pwd.getpwnam(ACCOUNT_OF_ROOT)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _make_account() -> None:
    program = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if program is None:
        raise EmbeddedPostgresError(
            f"PostgreSQL does not run as root, and useradd, which would make the user {ACCOUNT_OF_ROOT} for it, is not "
            "here; run the program as an ordinary user."
        )
    sys.stderr.write(f"Running as root: making the system user {ACCOUNT_OF_ROOT}, as whom the database server runs.\n")
    arguments = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    made = subprocess.run(  # noqa: S603 - fixed words
        [program, *arguments, "--shell", "/bin/false", ACCOUNT_OF_ROOT], capture_output=True, text=True, check=False
    )
    if made.returncode not in (0, 9):  # 9: another process has just made it
        raise EmbeddedPostgresError(f"The system user {ACCOUNT_OF_ROOT} cannot be made: {made.stderr.strip()}")


def _account_of(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedPostgresError(
            f"The user number {uid} has no name on this system, and PostgreSQL needs one; add it to /etc/passwd, "
            "or set DATABASE_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
