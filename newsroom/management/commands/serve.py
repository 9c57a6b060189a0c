"""Serves the archive to this machine."""

import os
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.serving import pid_file, port_is_free, serving_process

HOST = "127.0.0.1"
CONFIGURATION = Path(settings.BASE_DIR) / "newsroom" / "gunicorn_config.py"


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def refuse_taken_port(port: int) -> None:
    """Raise CommandError if the archive is served already, or something else has the port."""
    if process := serving_process(settings.VAR_DIR):
        raise CommandError(f"The archive is being served already, by process {process.pid}; `make stop` stops it.")
    if not port_is_free(HOST, port):
        raise CommandError(f"Port {port} is in use by another program; choose another: make demo PORT={port + 1}")


class Command(BaseCommand):
    help = "Serve the archive to this machine with gunicorn, until Ctrl-C or `make stop`."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes that answer")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        refuse_taken_port(port)
        self.stdout.write(
            f"\nThe archive is at http://{HOST}:{port}/ (Ctrl-C or `make stop` ends it).\n"
            f"Corrections are made at http://{HOST}:{port}/admin/; `make admin` in another terminal makes the first "
            "administrator.\n"
        )
        self.stdout.flush()
        pid_file(settings.VAR_DIR).parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "gunicorn", "--config", str(CONFIGURATION), "--bind", f"{HOST}:{port}"]
        command += ["--workers", str(options["workers"]), "--pid", str(pid_file(settings.VAR_DIR))]
        command += ["--log-level", "warning", "--chdir", str(settings.BASE_DIR)]
        os.execv(sys.executable, command)  # noqa: S606 - gunicorn takes this process's place, and its Ctrl-C
