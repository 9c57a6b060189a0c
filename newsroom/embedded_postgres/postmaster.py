"""The running server as a process: whether there is one, and how it is stopped. Imports neither Django nor psycopg."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from newsroom.embedded_postgres.cluster import Cluster
from newsroom.embedded_postgres.errors import EmbeddedPostgresError

# A checkpoint of a busy server on a slow disk takes long; after this the server is stopped at once and recovers later.
PATIENCE_SECONDS = 60
PAUSE_SECONDS = 0.02
NOBODYS_NUMBER = 2**31 - 1


@dataclass(frozen=True)
class Postmaster:
    """The server's first process, as `postmaster.pid` in its data folder tells of it."""

    pid: int
    socket_folder: Path | None
    is_ready: bool


def written_postmaster(cluster: Cluster) -> Postmaster | None:
    """Read `postmaster.pid`, which may tell of a server that is no more. Lines: pid, data, start, port, socket, …"""
    try:
        lines = (cluster.data / "postmaster.pid").read_bytes().splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    socket = os.fsdecode(lines[4]) if len(lines) > 4 else ""
    is_ready = len(lines) > 7 and lines[7].strip() == b"ready"
    return Postmaster(pid, Path(socket) if socket else None, is_ready)


def running_postmaster(cluster: Cluster) -> Postmaster | None:
    found = written_postmaster(cluster)
    return found if found is not None and _serves(found.pid, cluster) else None


def _serves(pid: int, cluster: Cluster) -> bool:
    """Whether the process is a server of this very folder, and not one that was given a dead one's number."""
    try:
        process = psutil.Process(pid)
        if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
            return False
        return str(cluster.data) in process.cmdline()
    except psutil.Error:
        return False


def stop_postmaster(cluster: Cluster) -> bool:
    """Stop the server and wait until it is gone; tell whether there was one. Who is connected is disconnected."""
    running = running_postmaster(cluster)
    if running is None:
        return False
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        _signal(running.pid, how)
        if _wait_for_end(running.pid, cluster):
            if running.socket_folder is not None:
                cluster.drop_socket_folder(running.socket_folder)
            return True
    raise EmbeddedPostgresError(f"The database server (process {running.pid}) does not stop; see {cluster.log}.")


def forget_dead_postmaster(cluster: Cluster) -> None:
    """Put a number that no process has into `postmaster.pid`: the dead server's may be another process's by now.

    The file itself must stay. It names the shared memory by which PostgreSQL knows that children of the dead server
    still write, and does not start beside them.
    """
    file = cluster.data / "postmaster.pid"
    _, separator, rest = file.read_bytes().partition(b"\n")
    file.write_bytes(str(NOBODYS_NUMBER).encode() + separator + rest)


def stop_orphans(cluster: Cluster) -> None:
    """End what a killed server left running: its children would keep the next one from starting."""
    for process in psutil.process_iter():
        try:
            if process.name() == "postgres" and process.cwd() == str(cluster.data):
                process.send_signal(signal.SIGQUIT)
        except psutil.Error:
            continue


def _signal(pid: int, how: signal.Signals) -> None:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return


def _wait_for_end(pid: int, cluster: Cluster) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _serves(pid, cluster):
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE_SECONDS)
    return True
