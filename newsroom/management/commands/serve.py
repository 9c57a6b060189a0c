"""Serves the archive to this machine."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from newsroom.serving import HOST, pid_file, port_number, refuse_taken_port

CONFIGURATION = Path(settings.BASE_DIR) / "newsroom" / "gunicorn_config.py"


class Command(BaseCommand):
    help = "Serve the archive to this machine with gunicorn, until Ctrl-C or `make stop`."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes that answer")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        refuse_taken_port(settings.VAR_DIR, port)
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
