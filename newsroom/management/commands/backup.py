"""Saves the archive into one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.dump_programs import DumpError
from newsroom.dumps import save_database


class Command(BaseCommand):
    help = "Save the whole archive, the scanned text and every correction, into FILE. The search index is not in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--force", action="store_true", help="replace FILE if it is there")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].absolute()
        if file.is_dir():
            raise CommandError(f"{file} is a folder; name a file in it.")
        if file.exists() and not options["force"]:
            raise CommandError(f"{file} is there already; --force replaces it.")
        if not file.parent.is_dir():
            raise CommandError(f"The folder {file.parent} does not exist.")
        try:
            save_database(file)
        except (DumpError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Saved in {file} ({file.stat().st_size:,} bytes).")
