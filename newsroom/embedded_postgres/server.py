"""Starts the server on demand, and tells where it is reached."""

import os
import subprocess
import threading
import time
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from newsroom.embedded_postgres import upgrade
from newsroom.embedded_postgres.account import Account, account_for
from newsroom.embedded_postgres.cluster import Cluster
from newsroom.embedded_postgres.data_folder import (
    ROLE,
    SUPERUSER,
    make_data_folder,
    read_version,
    refuse_newer,
    write_configuration,
)
from newsroom.embedded_postgres.errors import EmbeddedPostgresError
from newsroom.embedded_postgres.keeper import LINGER_SECONDS, start_keeper
from newsroom.embedded_postgres.locks import Hold, locked
from newsroom.embedded_postgres.postmaster import (
    PAUSE_SECONDS,
    Postmaster,
    forget_dead_postmaster,
    running_postmaster,
    stop_orphans,
    stop_postmaster,
    written_postmaster,
)
from newsroom.embedded_postgres.programs import ENVIRONMENT, newest_version, program

# A server that was killed under load replays its log before it is ready.
START_SECONDS = 300
ORPHANS_SECONDS = 15
LARGEST_LOG = 10_000_000

_holds: dict[Path, Hold] = {}
_children: list[subprocess.Popen[bytes]] = []
_one_at_a_time = threading.Lock()


def ensure_running(
    folder: Path, *, settings: dict[str, str] | None = None, linger: float = LINGER_SECONDS
) -> dict[str, str]:
    """Start the server of `folder` unless it runs, hold it for this process, and give what psycopg connects with.

    `settings` are PostgreSQL's, for the start. Raises EmbeddedPostgresError with the reason and the log's name.
    """
    cluster = Cluster(folder.resolve())
    with _one_at_a_time:
        hold = _holds.get(cluster.folder)
        running = running_postmaster(cluster) if hold and not hold.is_lost() else None
        if running is None or not running.is_ready:
            running = _hold_and_start(cluster, settings or {}, linger)
    return _address(running)


def stop(folder: Path) -> bool:
    """Stop the server, whoever uses it; tell whether it ran."""
    cluster = Cluster(folder.resolve())
    if not cluster.folder.exists():
        return False
    with locked(cluster.start_lock):
        return stop_postmaster(cluster)


def _hold_and_start(cluster: Cluster, settings: dict[str, str], linger: float) -> Postmaster:
    account = account_for(cluster.data if cluster.data.exists() else cluster.folder)
    try:
        cluster.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        account.give(cluster.folder)
        _holds[cluster.folder] = Hold(cluster.holders_lock)
        with locked(cluster.start_lock):
            start_keeper(cluster, linger=linger)
            running = running_postmaster(cluster)
            if running is not None and running.is_ready:
                return running
            if running is None:
                _start(cluster, account, settings)
            running = _wait_until_ready(cluster)
            _make_role_and_database(running)
            return running
    except OSError as error:
        raise EmbeddedPostgresError(f"The database server in {cluster.folder} cannot start: {error}") from error


def _start(cluster: Cluster, account: Account, settings: dict[str, str]) -> None:
    upgrade.finish_interrupted(cluster)
    if not cluster.data.exists():
        make_data_folder(cluster, account)
    version = read_version(cluster.data)
    refuse_newer(cluster, version)
    _clear_after_crash(cluster)
    if version < newest_version():
        upgrade.upgrade(cluster, account, version)
    socket_folder = cluster.make_socket_folder()
    account.give(socket_folder)
    write_configuration(cluster, account, socket_folder, settings)
    if cluster.log.exists() and cluster.log.stat().st_size > LARGEST_LOG:
        cluster.log.replace(cluster.log.with_suffix(".log.1"))
    _run_server(cluster, account)


def _clear_after_crash(cluster: Cluster) -> None:
    """Remove what a killed server left, which would keep the next one from starting."""
    left = written_postmaster(cluster)
    if left is None:
        return
    forget_dead_postmaster(cluster)
    stop_orphans(cluster)
    if left.socket_folder is not None:
        cluster.drop_socket_folder(left.socket_folder)


def _run_server(cluster: Cluster, account: Account) -> None:
    deadline = time.monotonic() + ORPHANS_SECONDS
    while True:
        with cluster.log.open("ab") as log:
            begin = log.tell()
            server = subprocess.Popen(  # noqa: S603 - our own program
                [program("postgres"), "-D", cluster.data],
                **account.credentials,
                cwd="/",
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                umask=0o077,
            )
        _children[:] = [child for child in _children if child.poll() is None] + [server]
        while server.poll() is None:
            running = written_postmaster(cluster)
            if running is not None and running.pid == server.pid:
                return
            time.sleep(PAUSE_SECONDS)
        said = cluster.log.read_bytes()[begin:].decode("utf-8", "replace").strip()
        # The children of a killed server end by themselves, but not all at once.
        if "shared memory block" not in said or time.monotonic() > deadline:
            raise EmbeddedPostgresError(f"The database server did not start; {cluster.log} says:\n{said[-2000:]}")
        time.sleep(PAUSE_SECONDS * 10)


def _wait_until_ready(cluster: Cluster) -> Postmaster:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        running = running_postmaster(cluster)
        if running is None:
            said = cluster.log.read_bytes()[-2000:].decode("utf-8", "replace").strip()
            raise EmbeddedPostgresError(f"The database server did not start; {cluster.log} says:\n{said}")
        if running.is_ready:
            return running
        time.sleep(PAUSE_SECONDS)
    raise EmbeddedPostgresError(f"The database server is not ready after {START_SECONDS} s; see {cluster.log}.")


def _address(running: Postmaster) -> dict[str, str]:
    return {"host": os.fspath(running.socket_folder or ""), "port": "5432", "user": ROLE}


def _make_role_and_database(running: Postmaster) -> None:
    address = make_conninfo("", **{**_address(running), "user": SUPERUSER, "dbname": "postgres"})
    role = sql.Identifier(ROLE)
    with psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLE]).rowcount:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [ROLE]).rowcount:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))
