"""Imports the articles that a publisher has as text, from a JSONL file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError
from tqdm import tqdm

from articles.errors import ArchiveError
from articles.ingest.publisher_lines import ReadLine, read_publisher_file
from articles.services.import_articles import ImportSummary, import_articles
from articles.signals import deferred_draining


class Command(BaseCommand):
    help = (
        "Import articles from FILE, plain or gzipped: one JSON object a line with newspaper (slug or name), date "
        "(2022-01-28), page, title, author and body. Bad lines are reported with their number, the rest goes in; "
        "run again after a stop, nothing comes in twice. Exit status 1 if any line was bad."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
        parser.add_argument("--newspaper", default="", metavar="SLUG", help="meant where a line names no newspaper")
        parser.add_argument("--create-newspapers", action="store_true", help="register newspapers not on record yet")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        total = path.stat().st_size if path.is_file() else 0
        with tqdm(total=total, unit="B", unit_scale=True, disable=None) as bar, deferred_draining():

            def report_bad(number: int, reason: str) -> None:
                bar.clear()
                self.stderr.write(f"{path}:{number}: {reason}")

            def show_progress(last: ReadLine) -> None:
                bar.update(last.read_bytes - bar.n)

            try:
                summary = import_articles(
                    read_publisher_file(path, newspaper=options["newspaper"]),
                    create_newspapers=options["create_newspapers"],
                    on_bad=report_bad,
                    on_batch=show_progress,
                )
            except ArchiveError as error:
                raise CommandError(error.message) from error
            except (DatabaseError, InterfaceError) as error:
                raise CommandError(
                    f"{path}: the database failed ({error}). What was imported is kept; run the command again."
                ) from error
        self.report(summary)
        if summary.bad:
            raise CommandError(f"{len(summary.bad)} of {summary.lines} lines are bad.", returncode=1)

    def report(self, summary: ImportSummary) -> None:
        self.stdout.write(
            f"{summary.lines} lines: {summary.imported} imported, {summary.already_in} already in, "
            f"{len(summary.bad)} bad."
        )
