"""Where the files of one embedded server lie."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from newsroom.embedded_postgres.errors import EmbeddedPostgresError

SOCKET_NAME = ".s.PGSQL.5432"
# A socket's address has room for 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET_PATH = 100
TEMPORARY_PREFIX = "newsroom-postgres-"


@dataclass(frozen=True)
class Cluster:
    """The folder of one server: its data, its log, its locks and, where the path is short enough, its socket."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def holders_lock(self) -> Path:
        """Every process that uses the server holds this one shared; who can have it exclusively is alone."""
        return self.folder / "holders.lock"

    @property
    def start_lock(self) -> Path:
        """Held while the server is looked for and started, so that it is started once."""
        return self.folder / "start.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the keeper for as long as it lives, so that there is one."""
        return self.folder / "keeper.lock"

    def make_socket_folder(self) -> Path:
        """Make the folder of the socket, closed to others: here, else under the system's temporary folder."""
        near = self.folder / "socket"
        if _fits(near):
            near.mkdir(mode=0o700, exist_ok=True)
            near.chmod(0o700)
            return near
        for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 - the folder made there is new and 0700
            if _fits(Path(parent) / (TEMPORARY_PREFIX + "x" * 8)):
                return Path(tempfile.mkdtemp(prefix=TEMPORARY_PREFIX, dir=parent))
        raise EmbeddedPostgresError(f"No folder has a path short enough for a socket; move the archive, or {near}.")

    def drop_socket_folder(self, folder: Path) -> None:
        """Remove a socket folder that a stopped server left behind; one of another's making is left alone."""
        ours = folder == self.folder / "socket" or folder.name.startswith(TEMPORARY_PREFIX)
        if not ours or not folder.is_dir():
            return
        for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()


def _fits(folder: Path) -> bool:
    # PostgreSQL's client library takes a comma for the end of one host's name and the begin of the next.
    return "," not in str(folder) and len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH
