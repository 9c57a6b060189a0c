"""How long a process was computing, which a busy machine does not swell as it does the time on the clock."""

from collections.abc import Iterable
from pathlib import Path

import psutil
from django.db import connection

NANOSECONDS = 1_000_000_000


def computed_seconds(pid: int) -> float:
    """Of all threads of the process; to the nanosecond on Linux, else as fine as the system counts. 0 where it ended or
    belongs to a machine of its own."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return sum(int((task / "schedstat").read_text("ascii").split()[0]) for task in tasks) / NANOSECONDS
    except (OSError, ValueError, IndexError):
        return _counted_by_system(pid)


def _counted_by_system(pid: int) -> float:
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def computed_together(pids: Iterable[int]) -> dict[int, float]:
    return {pid: computed_seconds(pid) for pid in pids}


def backend_pid() -> int | None:
    """The server process that answers this connection; None where it runs on another machine."""
    connection.ensure_connection()
    info = connection.connection.info
    is_local = not info.host or info.host.startswith("/") or info.host in ("localhost", "127.0.0.1", "::1")
    return int(info.backend_pid) if is_local else None


def database_processes() -> list[int]:
    """The server and all its processes; none where they run on another machine."""
    pid = backend_pid()
    try:
        server = psutil.Process(pid).parent() if pid else None
        return [each.pid for each in (server, *server.children(recursive=True))] if server else []
    except psutil.Error:
        return []
