"""The embedded server starts with its first user and ends with its last, however that one ends."""

import contextlib
import os
import signal
import subprocess
import time

import psutil
import psycopg
import pytest

from newsroom.embedded_postgres.cluster import Cluster
from newsroom.embedded_postgres.postmaster import running_postmaster
from newsroom.embedded_postgres.server import ensure_running, stop
from tests.platform.conftest import StartHolder

PATIENCE = 60


def wait_for_hold(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"


def server_process(cluster: Cluster) -> psutil.Process:
    running = running_postmaster(cluster)
    assert running is not None
    return psutil.Process(running.pid)


def wait_for_end(process: psutil.Process) -> None:
    """Wait until the process is gone, or is but a name that its living parent has not read yet."""
    deadline = time.monotonic() + PATIENCE
    with contextlib.suppress(psutil.NoSuchProcess):
        while process.status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < deadline, f"{process} goes on"
            time.sleep(0.01)


def keepers(cluster: Cluster) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if "newsroom.embedded_postgres.keeper" in words and str(cluster.folder) in words:
            found.append(process)
    return found


def test_server_outlives_one_user_and_ends_with_the_last(cluster: Cluster, start_holder: StartHolder) -> None:
    first, second = start_holder(), start_holder()
    wait_for_hold(first)
    wait_for_hold(second)
    server = server_process(cluster)
    first.communicate("")
    assert running_postmaster(cluster) is not None
    second.communicate("")
    wait_for_end(server)
    assert running_postmaster(cluster) is None


def test_killed_users_count_as_ended(cluster: Cluster, start_holder: StartHolder) -> None:
    users = [start_holder() for _ in range(3)]
    for user in users:
        wait_for_hold(user)
    server = server_process(cluster)
    for user in users:
        user.kill()
    wait_for_end(server)
    assert running_postmaster(cluster) is None


def test_processes_that_start_at_once_share_one_server(cluster: Cluster, start_holder: StartHolder) -> None:
    users = [start_holder() for _ in range(4)]
    for user in users:
        wait_for_hold(user)
    told_of_start = cluster.log.read_text().count("starting PostgreSQL")
    assert told_of_start == 1 + 1  # once when the copied folder was made, once now
    assert len(keepers(cluster)) == 1


def test_forked_children_hold_the_server_for_themselves(cluster: Cluster, start_holder: StartHolder) -> None:
    parent = start_holder("if os.fork(): os._exit(0)\nprint(os.getpid(), flush=True)")
    assert parent.stdout is not None
    child, held = int(parent.stdout.readline()), parent.stdout.readline()
    parent.wait(PATIENCE)
    assert held == "held\n"
    server = server_process(cluster)
    os.kill(child, signal.SIGKILL)
    wait_for_end(server)
    assert running_postmaster(cluster) is None


def test_killed_server_comes_back_with_what_was_committed(cluster: Cluster, start_holder: StartHolder) -> None:
    wait_for_hold(start_holder())
    address = ensure_running(cluster.folder)
    with psycopg.connect(**address, dbname="newsroom") as connection:  # type: ignore[arg-type]
        connection.execute("CREATE TABLE kept AS SELECT '焦作日报' AS name")
    server = server_process(cluster)
    server.kill()
    wait_for_end(server)
    address = ensure_running(cluster.folder)
    with psycopg.connect(**address, dbname="newsroom") as connection:  # type: ignore[arg-type]
        assert connection.execute("SELECT name FROM kept").fetchall() == [("焦作日报",)]
    assert server_process(cluster).pid != server.pid


def test_next_user_replaces_a_killed_keeper(cluster: Cluster, start_holder: StartHolder) -> None:
    first = start_holder()
    wait_for_hold(first)
    (keeper,) = keepers(cluster)
    keeper.kill()
    wait_for_end(keeper)
    second = start_holder()
    wait_for_hold(second)
    server = server_process(cluster)
    assert [found.pid for found in keepers(cluster)] not in ([], [keeper.pid])
    first.kill()
    second.kill()
    wait_for_end(server)
    assert running_postmaster(cluster) is None


def test_stop_ends_a_server_in_use_and_its_users_can_have_it_again(cluster: Cluster, start_holder: StartHolder) -> None:
    wait_for_hold(start_holder())
    assert stop(cluster.folder)
    assert running_postmaster(cluster) is None
    assert not stop(cluster.folder)
    ensure_running(cluster.folder)
    assert running_postmaster(cluster) is not None


def test_number_of_a_dead_server_that_another_process_got_misleads_nobody(cluster: Cluster) -> None:
    lines = [
        str(os.getpid()),
        str(cluster.data),
        "1700000000",
        "5432",
        str(cluster.folder / "socket"),
        "",
        "1 1",
        "ready",
    ]
    (cluster.data / "postmaster.pid").write_text("\n".join(lines) + "\n")
    assert running_postmaster(cluster) is None
    ensure_running(cluster.folder)
    assert server_process(cluster).name() == "postgres"


def test_removed_folder_is_made_anew_for_a_living_process(cluster: Cluster, start_holder: StartHolder) -> None:
    ensure_running(cluster.folder)
    stop(cluster.folder)
    cluster.folder.rename(cluster.folder.with_name("moved-away"))
    ensure_running(cluster.folder)
    assert running_postmaster(cluster) is not None


@pytest.mark.parametrize("written", ["", "12", "no number\nx\n"])
def test_half_written_process_file_tells_of_no_server(cluster: Cluster, written: str) -> None:
    (cluster.data / "postmaster.pid").write_text(written)
    assert running_postmaster(cluster) is None
