"""Finds the PostgreSQL programs that save and load a database: the system's, and those of the embedded server."""

import contextlib
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from newsroom.embedded_postgres.errors import EmbeddedPostgresError
from newsroom.embedded_postgres.programs import installed_versions

DEBIAN_FOLDERS = Path("/usr/lib/postgresql")


class DumpError(Exception):
    """A database cannot be saved or loaded; the message says why, and what to do."""


@dataclass(frozen=True, order=True)
class DumpPrograms:
    """A folder with `pg_dump`, `pg_restore` and `psql` of one PostgreSQL version."""

    version: int
    folder: Path

    def program(self, name: str) -> str:
        return str(self.folder / name)


def programs_to_save(server_version: int) -> DumpPrograms:
    """Choose the oldest programs that can read the server, so that what they write can be loaded by the most others."""
    found = found_programs()
    for programs in found:
        if programs.version >= server_version:
            return programs
    raise DumpError(
        f"The server is PostgreSQL {server_version}, and pg_dump reads none newer than itself (found here: "
        f"{', '.join(str(programs.version) for programs in found) or 'none'}); install the programs of PostgreSQL "
        f"{server_version} (postgresql-client-{server_version})."
    )


def programs_to_load(file: Path) -> DumpPrograms:
    """Choose the oldest programs that can read the file."""
    said = ""
    for programs in found_programs():
        tried = subprocess.run(  # noqa: S603 - PostgreSQL's own program
            [programs.program("pg_restore"), "--list", str(file)], capture_output=True, text=True, check=False
        )
        if tried.returncode == 0:
            return programs
        said = tried.stderr.strip()
    if not said:
        raise DumpError("pg_restore is not installed; install the PostgreSQL client programs.")
    raise DumpError(f"{file} cannot be read as a backup, or was written by a newer PostgreSQL than is here: {said}")


def found_programs() -> list[DumpPrograms]:
    """List what is installed, the oldest first."""
    folders = [folder / "bin" for folder in DEBIAN_FOLDERS.glob("*")]
    if on_path := shutil.which("pg_dump"):
        folders.append(Path(on_path).parent)
    # Where the server is not the embedded one, its programs need not be here.
    with contextlib.suppress(EmbeddedPostgresError):
        folders += installed_versions().values()
    return sorted(DumpPrograms(_version_in(folder), folder) for folder in folders if _is_whole(folder))


def _is_whole(folder: Path) -> bool:
    return all((folder / name).exists() for name in ("pg_dump", "pg_restore", "psql"))


def _version_in(folder: Path) -> int:
    said = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.search(r"(\d+)", said)
    if found is None:
        raise DumpError(f"{folder / 'pg_dump'} does not tell its version: {said!r}")
    return int(found[1])
