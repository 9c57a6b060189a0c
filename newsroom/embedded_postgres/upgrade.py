"""Brings a data folder that an older PostgreSQL wrote to the installed version; the old one is kept beside it."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from newsroom.embedded_postgres.account import Account
from newsroom.embedded_postgres.cluster import TEMPORARY_PREFIX, Cluster
from newsroom.embedded_postgres.data_folder import SETTINGS_FILE, SUPERUSER, initialise
from newsroom.embedded_postgres.errors import EmbeddedPostgresError
from newsroom.embedded_postgres.programs import installed_versions, newest_version, program, run_program


def upgrade(cluster: Cluster, account: Account, old_version: int) -> Path:
    """Upgrade the data folder and give the path of the old one, which is kept.

    `pg_upgrade` copies, so that the old folder is whole at every instant; only when the new one is complete do the two
    change names. Raises EmbeddedPostgresError where the old version's programs are not installed.
    """
    if old_version not in installed_versions():
        raise EmbeddedPostgresError(
            f"{cluster.data} was written by PostgreSQL {old_version}, which cannot be upgraded from here (installed: "
            f"{', '.join(map(str, sorted(installed_versions())))}); `manage.py backup` with the program that wrote "
            "it, move the folder away, and `manage.py restore`."
        )
    kept = cluster.folder / f"data-{old_version}"
    if kept.exists():
        raise EmbeddedPostgresError(f"{kept}, a copy from an earlier upgrade, is in the way; move it elsewhere.")
    sys.stderr.write(f"Upgrading the database from PostgreSQL {old_version} to {newest_version()} ...\n")
    new = cluster.folder / "data.new"
    shutil.rmtree(new, ignore_errors=True)
    initialise(new, account, checksums=_has_checksums(cluster.data, account, old_version))
    _run_pg_upgrade(cluster.data, new, account, old_version)
    cluster.data.rename(kept)
    new.rename(cluster.data)
    sys.stderr.write(f"Upgraded. The old data folder is kept as {kept}; delete it when all is well.\n")
    return kept


def finish_interrupted(cluster: Cluster) -> None:
    """Put the new folder in its place if a kill fell between the two renames of an upgrade."""
    new = cluster.folder / "data.new"
    if not cluster.data.exists() and any(cluster.folder.glob("data-*")) and (new / "PG_VERSION").exists():
        new.rename(cluster.data)


def _run_pg_upgrade(old: Path, new: Path, account: Account, old_version: int) -> None:
    # It wants a folder of its own to work in, with a path short enough for its sockets.
    work = Path(tempfile.mkdtemp(prefix=TEMPORARY_PREFIX))
    account.give(work)
    # Its servers must listen where it tells them, and let in whom it runs as.
    (old / SETTINGS_FILE).unlink(missing_ok=True)
    saved = {folder: (folder / "pg_hba.conf").read_text(encoding="utf-8") for folder in (old, new)}
    try:
        for folder in saved:
            (folder / "pg_hba.conf").write_text("local all all trust\n", encoding="utf-8")
        arguments: list[str | Path] = [program("pg_upgrade"), "--username", SUPERUSER, "--socketdir", work]
        arguments += ["--old-bindir", installed_versions()[old_version], "--new-bindir", program("postgres").parent]
        arguments += ["--old-datadir", old, "--new-datadir", new]
        run_program(arguments, account=account, folder=work)
    finally:
        for folder, text in saved.items():
            (folder / "pg_hba.conf").write_text(text, encoding="utf-8")
        shutil.rmtree(work)


def _has_checksums(data: Path, account: Account, version: int) -> bool:
    said = run_program([program("pg_controldata", version=version), "--pgdata", data], account=account)
    found = re.search(r"checksum version:\s*(\d+)", said)
    return found is not None and found[1] != "0"
