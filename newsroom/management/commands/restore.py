"""Loads the archive from a file that `backup` wrote."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from newsroom.dump_programs import DumpError
from newsroom.dumps import load_database

# Tables whose rows somebody would miss; registries can be loaded again at any time.
PRECIOUS_TABLES = ("articles_source", "articles_article", "auth_user")


class Command(BaseCommand):
    help = "Load the archive from FILE, bring it to this program's version and build the search index anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--force", action="store_true", help="replace what the database holds")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].absolute()
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if not options["force"] and (held := precious_tables()):
            raise CommandError(
                f"The database is not empty ({', '.join(held)}); --force replaces all that it holds: "
                "`manage.py backup` first."
            )
        try:
            load_database(file)
        except (DumpError, OSError) as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0)
        call_command("reindex")
        self.stdout.write(f"Restored from {file}.")


def precious_tables() -> list[str]:
    """Name the tables that hold rows a restore would lose; those of another program are all precious."""
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        ours = {*connection.introspection.django_table_names(), MigrationRecorder.Migration._meta.db_table}
        held = []
        for table in sorted(present & {*PRECIOUS_TABLES, *(present - ours)}):
            cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(table)})")  # noqa: S608 - our own names
            if cursor.fetchone() == (True,):
                held.append(table)
    return held
