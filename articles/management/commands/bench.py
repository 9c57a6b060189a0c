"""Measures the archive at hand and prints tables. Nothing is kept of what it writes."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test.utils import override_settings

from articles.management.benchmarks.archive_lines import Ingredients
from articles.management.benchmarks.clock import Measured, table
from articles.management.benchmarks.page_samples import spread
from articles.management.benchmarks.page_speed import page_speeds
from articles.management.benchmarks.search_speed import search_speeds
from articles.management.benchmarks.write_speed import import_speed, ingest_speeds, page_files
from articles.models import Article, Department
from articles.search.backend import search_backend
from entities.models import Program

PARTS = ("ingest", "import", "search", "pages")


class Command(BaseCommand):
    help = (
        "Measure pages and articles coming in, searches and web pages on the archive at hand (bench_archive builds a "
        "large one). What is written for it is rolled back. Exit status 1 if a page answered with an error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all unless named")
        parser.add_argument("--samples", type=int, default=40, metavar="N", help="calls of each kind")
        parser.add_argument("--rounds", type=int, default=3, metavar="N", help="times the sample pages are cut")

    def handle(self, *args: Any, **options: Any) -> None:
        parts = options["parts"] or PARTS
        if unknown := set(parts) - set(PARTS):
            raise CommandError(f"There is no part {', '.join(sorted(unknown))}; parts: {', '.join(PARTS)}.")
        if options["samples"] < 1 or options["rounds"] < 1:
            raise CommandError("--samples and --rounds must be at least 1.")
        if {"search", "pages"} & set(parts) and not search_backend().exists():
            raise CommandError("There is no search index; run drain_index.")
        self.stdout.write(f"{Article.objects.count():,} articles in the archive.")
        # With DEBUG every query is kept, which is not what is to be measured.
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]):
            faults = [fault for part in PARTS if part in parts for fault in getattr(self, f"measure_{part}")(options)]
        if faults:
            raise CommandError(f"{len(faults)} requests were answered with an error.", returncode=1)

    def measure_ingest(self, options: dict[str, Any]) -> list[str]:
        base = Path(settings.BASE_DIR)
        files = page_files([base / "fixtures" / "pages", base.parent / "shared" / "pages"])
        self.stdout.write(f"\nIngest of {len(files)} files, one process")
        for speed in ingest_speeds(files, rounds=options["rounds"]):
            self.stdout.write(str(speed))
        return []

    def measure_import(self, options: dict[str, Any]) -> list[str]:
        self.stdout.write("\nImport")
        self.stdout.write(str(import_speed(options["samples"] * 100, Ingredients(programs=registered_names()))))
        return []

    def measure_search(self, options: dict[str, Any]) -> list[str]:
        articles = spread(Article.objects.published(), options["samples"])
        return self.show("Search engine", search_speeds(articles, registered_names(), samples=options["samples"]))

    def measure_pages(self, options: dict[str, Any]) -> list[str]:
        return self.show("Web pages, server time", page_speeds(samples=options["samples"]))

    def show(self, title: str, measured: list[Measured]) -> list[str]:
        self.stdout.write(f"\n{title}\n{table(measured)}")
        return [fault for one in measured for fault in one.faults]


def registered_names() -> list[str]:
    programs = Program.objects.listed().order_by("pk").values_list("name", flat=True)
    return [*programs, *Department.objects.order_by("pk").values_list("name", flat=True)]
