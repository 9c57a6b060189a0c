"""Makes a working archive of the sample pages, and of your own, and serves it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.serving import port_number, refuse_taken_port

SAMPLE_PAGES = Path(settings.BASE_DIR) / "fixtures" / "pages"
SAMPLE_NEWSPAPER = "yangli-ribao"


class Command(BaseCommand):
    help = "Migrate, load the registries, take in the sample pages (and --pages), build the index, and serve."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--pages", type=Path, metavar="FOLDER", help="a folder of your own pages, taken in as well")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_taken_port(settings.VAR_DIR, options["port"])
        if options["pages"] and not options["pages"].exists():
            raise CommandError(f"PAGES={options['pages']} does not exist.")
        call_command("migrate", verbosity=0)
        call_command("load_registry")
        self._ingest(SAMPLE_PAGES, newspaper=SAMPLE_NEWSPAPER)
        if options["pages"]:
            self._ingest(options["pages"])
        call_command("reindex", if_needed=True)
        call_command("rank_queue")
        call_command("serve", port=options["port"])

    def _ingest(self, folder: Path, newspaper: str = "") -> None:
        """Take in what is not in yet. Files that fail are reported, recorded and no reason not to show the others."""
        self.stdout.write(f"Taking in {folder} ...")
        try:
            call_command("ingest", folder, newspaper=newspaper)
        except CommandError as error:
            self.stderr.write(str(error))
