"""Readers who ask gunicorn for a mix of pages all at once, over loopback, for a bounded time."""

import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path

import psutil
from django.conf import settings

from articles.management.benchmarks.clock import Measured
from articles.management.benchmarks.page_kinds import PageKind
from articles.management.benchmarks.processor_time import computed_together, database_processes
from articles.management.benchmarks.query_samples import dice
from articles.views.kept_answers import CACHE_STATUS, HIT

HOST = "127.0.0.1"
CONFIGURATION = Path(settings.BASE_DIR) / "newsroom" / "gunicorn_config.py"
WORKERS = 2
#: Readers who wait for an answer at the same moment: more than the workers, fewer than their threads.
READERS = 6
START_SECONDS, STOP_SECONDS, ANSWER_SECONDS = 60, 20, 30
MOST_REQUESTS = 20_000


@dataclass(slots=True)
class Load:
    """`seconds` is how long the readers asked, `kept` how many answers were not made anew; the others are the processor
    seconds of the web server, the database and the readers themselves in that time."""

    answered: Measured
    seconds: float = 0.0
    server: float = 0.0
    database: float = 0.0
    readers: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    kept: int = 0

    @property
    def requests(self) -> int:
        return len(self.answered.milliseconds)

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds if self.seconds else 0.0

    @property
    def computing(self) -> float:
        """Processor milliseconds of server and database that a request takes."""
        return (self.server + self.database) * 1000 / self.requests if self.requests else 0.0

    def possible_per_second(self, cores: int) -> float:
        """What so many cores that do nothing else could answer, going by the processor's time."""
        return cores * 1000 / self.computing if self.computing else 0.0


def mixed(kinds: Sequence[PageKind], count: int) -> list[str]:
    """Addresses in a random order, each kind as often as its weight says, its own addresses in turn."""
    asked = [kind for kind in kinds if kind.weight and kind.addresses]
    if not asked:
        return []
    source = dice("load")
    turns = {kind.name: cycle(kind.addresses) for kind in asked}
    return [next(turns[kind.name]) for kind in source.choices(asked, [kind.weight for kind in asked], k=count)]


def all_different(addresses: Sequence[str]) -> list[str]:
    """Each once, so that none is answered from what was kept of it."""
    return list(dict.fromkeys(addresses))


def measure_load(addresses: Sequence[str], *, seconds: float, readers: int = READERS) -> Load:
    with served() as (port, server):
        # What starts on demand has started before anything counts; of what is asked for once, nothing is.
        started = addresses if len(set(addresses)) < len(addresses) else ["/healthz", "/search/"] * readers
        ask(port, started, seconds=min(5.0, seconds / 4), readers=readers)
        workers, database = [each.pid for each in server.children()], database_processes()
        before = computed_together([*workers, *database])
        load = ask(port, addresses, seconds=seconds, readers=readers)
        after = computed_together([*workers, *database_processes()])
        taken = {pid: max(0.0, spent - before.get(pid, 0.0)) for pid, spent in after.items()}
        load.server = sum(taken.get(pid, 0.0) for pid in workers)
        load.database = sum(taken.values()) - load.server
    return load


@contextmanager
def served() -> Iterator[tuple[int, psutil.Process]]:
    """The archive, served by gunicorn with the configuration it is always served with; its port and process."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", str(CONFIGURATION), "--bind", f"{HOST}:{port}"]
    command += ["--workers", str(WORKERS), "--log-level", "warning", "--chdir", str(settings.BASE_DIR)]
    with psutil.Popen(command) as process:
        try:
            wait_until_served(port, process)
            yield port, process
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except (psutil.TimeoutExpired, subprocess.TimeoutExpired):
                process.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_until_served(port: int, process: psutil.Process) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and process.is_running():
        try:
            connection = HTTPConnection(HOST, port, timeout=ANSWER_SECONDS)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(
        f"gunicorn did not answer within {START_SECONDS} seconds; start it by hand with `manage.py serve`"
    )


def ask(port: int, addresses: Sequence[str], *, seconds: float, readers: int) -> Load:
    """Each reader asks for the next address as soon as the last is answered, until time or list is at its end."""
    load = Load(Measured("a mixed load"))
    following, lock = iter(addresses), threading.Lock()
    started, computed = time.perf_counter(), time.process_time()
    threads = [
        threading.Thread(target=_read, args=(port, following, started + seconds, lock, load)) for _ in range(readers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - started
    load.readers = time.process_time() - computed
    return load


def _read(port: int, addresses: Iterator[str], until: float, lock: threading.Lock, load: Load) -> None:
    connection = HTTPConnection(HOST, port, timeout=ANSWER_SECONDS)
    while time.perf_counter() < until:
        with lock:
            address = next(addresses, None)
        if address is None:
            break
        started = time.perf_counter()
        try:
            connection.request("GET", address, headers={"Accept": "text/html"})
            response = connection.getresponse()
            response.read()
            status, is_kept = response.status, response.headers.get(CACHE_STATUS) == HIT
        except (OSError, HTTPException):
            connection.close()
            status, is_kept = 0, False
        milliseconds = (time.perf_counter() - started) * 1000
        with lock:
            load.statuses[status] += 1
            load.kept += is_kept
            load.answered.milliseconds.append(milliseconds)
            if status != 200:
                load.answered.faults.append(f"{address} answered {status or 'nothing'}")
    connection.close()
