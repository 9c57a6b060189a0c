"""Makes the server's data folder and writes its configuration."""

import os
import pwd
import shutil
from pathlib import Path

from newsroom.embedded_postgres.account import Account, open_passage
from newsroom.embedded_postgres.cluster import Cluster
from newsroom.embedded_postgres.errors import EmbeddedPostgresError
from newsroom.embedded_postgres.programs import newest_version, open_programs, program, run_program

#: The superuser of the server, used for nothing but making the archive's own role.
SUPERUSER = "postgres"
#: The role and the database of the archive: it owns its database and may make others, as on a server of one's own.
ROLE = "newsroom"

# The kernel tells who connects: only the server's own user and root may, whatever the socket's folder allows.
ACCESS = "local all all peer map=archive\n"
# The server's own Unicode rules: the same on every system, and no change of the C library can spoil an index.
LOCALE = ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
SETTINGS_FILE = "newsroom.conf"


def make_data_folder(cluster: Cluster, account: Account, *, checksums: bool = True) -> None:
    """Make the data folder under another name first, so that a kill leaves none or a whole one."""
    open_passage(account, cluster.folder)
    open_programs(account)
    draft = cluster.folder / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    initialise(draft, account, checksums=checksums)
    draft.rename(cluster.data)


def initialise(data: Path, account: Account, *, checksums: bool) -> None:
    arguments: list[str | Path] = [program("initdb"), "--pgdata", data, "--username", SUPERUSER]
    arguments += ["--auth", "peer", "--encoding", "UTF8"]
    arguments += [*LOCALE, "--data-checksums" if checksums else "--no-data-checksums", "--no-instructions"]
    run_program(arguments, account=account)
    with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(f"\ninclude_if_exists = '{SETTINGS_FILE}'\n")


def read_version(data: Path) -> int:
    """Tell which PostgreSQL made the data folder. Raises EmbeddedPostgresError if it cannot be told."""
    file = data / "PG_VERSION"
    try:
        return int(file.read_text(encoding="ascii").strip())
    except (FileNotFoundError, ValueError):
        raise EmbeddedPostgresError(
            f"{data} is there but holds no PostgreSQL database ({file.name} is missing or damaged); put back a copy of "
            "the folder, or move it away to begin anew and `manage.py restore` a backup."
        ) from None


def refuse_newer(cluster: Cluster, version: int) -> None:
    if version > newest_version():
        raise EmbeddedPostgresError(
            f"{cluster.data} was written by PostgreSQL {version}, and the newest that is installed here is "
            f"{newest_version()}; install the requirements of the newer program that wrote it (make setup)."
        )


def write_configuration(cluster: Cluster, account: Account, socket_folder: Path, extra: dict[str, str]) -> None:
    """Write who may connect and through what; done at each start, since the folder may have been moved."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": '"' + str(socket_folder).replace('"', '""') + '"',
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "log_timezone": "UTC",
        **extra,
    }
    lines = [f"{name} = {_quoted(value)}\n" for name, value in settings.items()]
    _write(cluster.data / SETTINGS_FILE, "".join(lines), account)
    _write(cluster.data / "pg_hba.conf", ACCESS, account)
    names = sorted({account.name, pwd.getpwuid(0).pw_name, pwd.getpwuid(os.geteuid()).pw_name})
    mapped = [f'archive "{name}" {role}\n' for name in names for role in (SUPERUSER, ROLE)]
    _write(cluster.data / "pg_ident.conf", "".join(mapped), account)


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def _write(file: Path, text: str, account: Account) -> None:
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    account.give(file)
