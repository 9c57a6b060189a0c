"""The one gunicorn that serves a local archive: its process, known by a file, and its port."""

import socket
from argparse import ArgumentTypeError
from pathlib import Path

import psutil
from django.core.management.base import CommandError

HOST = "127.0.0.1"
STOP_SECONDS = 40


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def refuse_taken_port(var_dir: Path, port: int) -> None:
    """Raise CommandError if the archive is served already, or something else has the port."""
    if process := serving_process(var_dir):
        raise CommandError(f"The archive is being served already, by process {process.pid}; `make stop` stops it.")
    if not port_is_free(HOST, port):
        raise CommandError(f"Port {port} is in use by another program; choose another: make demo PORT={port + 1}")


def pid_file(var_dir: Path) -> Path:
    return var_dir / "serve.pid"


def serving_process(var_dir: Path) -> psutil.Process | None:
    """Find the gunicorn that serves this archive. A dead one's file misleads nobody, even if its number was reused."""
    file = pid_file(var_dir)
    try:
        process = psutil.Process(int(file.read_text(encoding="ascii")))
        return process if str(file) in process.cmdline() else None
    except (FileNotFoundError, ValueError, psutil.Error):
        return None


def stop_serving(var_dir: Path) -> bool:
    """Stop gunicorn, letting it finish what it is answering; tell whether there was one."""
    process = serving_process(var_dir)
    if process is None:
        return False
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait()
    return True


def port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
