"""The composing app: brings the system checks and the commands that run the archive."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        from newsroom import (
            checks,  # noqa: F401
            own_passwords,
        )

        own_passwords.connect()
