"""Stops the server when nobody uses it any more. A process of its own, started with the server:

    python -m newsroom.embedded_postgres.keeper FOLDER DESCRIPTOR SECONDS

DESCRIPTOR is the open file of the keeper's lock, held already by whoever started it; SECONDS is how long the server
waits for the next user, so that commands that follow one another find it running. Imports neither Django nor psycopg.
"""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

from newsroom.embedded_postgres.cluster import Cluster
from newsroom.embedded_postgres.locks import open_lock, try_lock
from newsroom.embedded_postgres.postmaster import stop_postmaster

LINGER_SECONDS = 2.0
PROJECT = Path(__file__).resolve().parents[2]


def start_keeper(cluster: Cluster, *, linger: float = LINGER_SECONDS) -> None:
    """Start a keeper unless there is one. The lock is taken here and handed on, so that no second one slips between."""
    lock = open_lock(cluster.keeper_lock)
    try:
        if not try_lock(lock):
            return
        subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", __name__, str(cluster.folder), str(lock), str(linger)],
            cwd=PROJECT,
            pass_fds=[lock],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    finally:
        os.close(lock)


def keep(cluster: Cluster, lock: int, linger: float) -> None:
    """Wait until no process holds the server, then stop it; meanwhile nobody can take hold of it."""
    holders = open_lock(cluster.holders_lock)
    while True:
        fcntl.flock(holders, fcntl.LOCK_EX)
        fcntl.flock(holders, fcntl.LOCK_UN)
        time.sleep(linger)
        if try_lock(holders):
            break
    stop_postmaster(cluster)
    # In this order: whoever waits to hold the server must find no keeper, and start the next.
    os.close(lock)
    os.close(holders)


if __name__ == "__main__":
    keep(Cluster(Path(sys.argv[1])), int(sys.argv[2]), float(sys.argv[3]))
