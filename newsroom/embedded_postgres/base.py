"""The database backend that settings name: Django's for PostgreSQL, reaching the embedded server."""

from typing import Any

from django.db.backends.postgresql import base as postgresql

from newsroom.embedded_postgres.client import DatabaseClient
from newsroom.embedded_postgres.errors import EmbeddedPostgresError
from newsroom.embedded_postgres.server import ensure_running


class DatabaseWrapper(postgresql.DatabaseWrapper):
    """OPTIONS: `folder`, where the server's files lie, and `settings`, PostgreSQL's own, for its start."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        folder, settings = params.pop("folder"), params.pop("settings", None)
        try:
            return params | ensure_running(folder, settings=settings)
        except EmbeddedPostgresError as error:
            raise self.Database.OperationalError(str(error)) from error
