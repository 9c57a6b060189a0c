"""`manage.py dbshell` for the embedded server, with the wheel's own psql."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql.client import DatabaseClient as PostgresClient

from newsroom.embedded_postgres.programs import program
from newsroom.embedded_postgres.server import ensure_running


class DatabaseClient(PostgresClient):
    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        address = ensure_running(settings_dict["OPTIONS"]["folder"])
        reached = {**settings_dict, "HOST": address["host"], "PORT": address["port"], "USER": address["user"]}
        arguments, environment = super().settings_to_cmd_args_env(reached, parameters)
        return [str(program("psql")), *arguments[1:]], environment
