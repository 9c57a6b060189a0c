"""Loads the registry of newspapers, departments and programs from CSV files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from entities.registry_faults import RegistryFileError
from entities.registry_loading import load_registry


class Command(BaseCommand):
    help = (
        "Load newspapers, departments, programs and their aliases from CSV files. A line is loaded once; what editors "
        "changed or deleted since stays as they left it. Nothing is loaded if one line is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fixtures",
            type=Path,
            default=settings.BASE_DIR / "fixtures",
            metavar="DIR",
            help="the folder of the files newspapers.csv, departments.csv, department_aliases.csv, programs.csv and "
            "program_aliases.csv",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_registry(options["fixtures"])
        except RegistryFileError as error:
            raise CommandError(f"Nothing was loaded.\n{error.message}") from error
        for difference in report.differing:
            self.stdout.write(f"Kept as edited: {difference}")
        created = [f"{count} from {file}" for file, count in report.created.items() if count]
        self.stdout.write(f"Loaded {', '.join(created)}." if created else "Nothing changed.")
