"""Embedded servers to try things on: copies of one that was made once, each stopped and removed after its test."""

import contextlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsroom.embedded_postgres.cluster import Cluster
from newsroom.embedded_postgres.server import ensure_running, stop
from tests.conftest import ROOT

# Holds the server of the folder it is told until its input ends, and says when it does.
HOLDER = """
import os, sys
from pathlib import Path
from newsroom.embedded_postgres.server import ensure_running
ensure_running(Path(sys.argv[1]), linger=0)
{then}
print("held", flush=True)
sys.stdin.read()
"""

PLENTY = 2_000_000_000

StartHolder = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def made_server() -> Iterator[Path]:
    """A server's folder as the first start leaves it; stopped."""
    with _removed(new_folder()) as folder:
        ensure_running(folder / "server", settings={"fsync": "off"})
        stop(folder / "server")
        yield folder / "server"


@pytest.fixture
def server_folder(made_server: Path) -> Iterator[Path]:
    with _removed(new_folder()) as folder:
        folder.chmod(0o711)
        copy_server(made_server, folder / "server")
        yield folder / "server"
        stop(folder / "server")


@pytest.fixture(scope="session")
def running_server(made_server: Path) -> Iterator[Path]:
    """The folder of a running server, for tests that only look."""
    with _removed(new_folder()) as folder:
        folder.chmod(0o711)
        copy_server(made_server, folder / "server")
        ensure_running(folder / "server")
        yield folder / "server"
        stop(folder / "server")


@pytest.fixture
def cluster(server_folder: Path) -> Cluster:
    return Cluster(server_folder)


@pytest.fixture
def start_holder(server_folder: Path) -> Iterator[StartHolder]:
    """Starts processes that use the server of `server_folder` until their input is closed."""
    started: list[subprocess.Popen[str]] = []

    def start(then: str = "") -> "subprocess.Popen[str]":
        process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-c", HOLDER.format(then=then), str(server_folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def copy_server(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)  # noqa: S603, S607 - keeps owners, as no Python does


def new_folder() -> Path:
    """Make a folder with a short path, in memory where there is plenty: a server is a thousand files."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder made there is new and 0700
    in_memory = memory.is_dir() and shutil.disk_usage(memory).free > PLENTY
    return Path(tempfile.mkdtemp(prefix="newsroom-test-", dir=memory if in_memory else None))


@contextlib.contextmanager
def _removed(folder: Path) -> Iterator[Path]:
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
