"""Stops what runs of the archive on this machine."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.embedded_postgres.errors import EmbeddedPostgresError
from newsroom.embedded_postgres.server import stop as stop_server
from newsroom.serving import stop_serving


class Command(BaseCommand):
    help = "Stop the site that `serve` started, and the embedded database if there is one."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = ["the site"] if stop_serving(settings.VAR_DIR) else []
        folder = settings.DATABASES["default"]["OPTIONS"].get("folder")
        try:
            if folder is not None and stop_server(folder):
                stopped.append("the database")
        except EmbeddedPostgresError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Stopped {' and '.join(stopped)}." if stopped else "Nothing was running.")
