"""Measures every kind of public page of the archive at hand, conditional requests, and a load of many readers."""

from typing import Any

import psutil
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test.utils import override_settings

from articles.management.benchmarks.machine import machine
from articles.management.benchmarks.page_kinds import PageKind, page_kinds
from articles.management.benchmarks.page_load import MOST_REQUESTS, all_different, measure_load, mixed
from articles.management.benchmarks.page_report import conditional_lines, load_lines, slow_lines, speed_table
from articles.management.benchmarks.page_speed import conditional_speeds, kind_speeds, without_rate_limits
from articles.models import Article
from articles.search.backend import search_backend

PARTS = ("pages", "conditional", "load")
LONGEST_LOAD = 300
CONDITIONAL_EACH = 5
#: How many times as many samples the load has whose addresses are all different.
MORE_SAMPLES = 20


class Command(BaseCommand):
    help = (
        "Measure the web pages of the archive at hand (bench_archive builds a large one): server time, processor time "
        "and queries of each kind of page, conditional requests, and how many requests a second gunicorn answers. "
        "Prints Markdown. Exit status 1 if a page answered with an error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all unless named")
        parser.add_argument("--samples", type=int, default=60, metavar="N", help="addresses of each kind of page")
        parser.add_argument("--seconds", type=float, default=20, metavar="S", help="how long the readers ask")
        parser.add_argument("--only", default="", metavar="TEXT", help="kinds of pages whose name holds it")

    def handle(self, *args: Any, **options: Any) -> None:
        parts = options["parts"] or PARTS
        if unknown := set(parts) - set(PARTS):
            raise CommandError(f"There is no part {', '.join(sorted(unknown))}; parts: {', '.join(PARTS)}.")
        if options["samples"] < 1 or not 0 < options["seconds"] <= LONGEST_LOAD:
            raise CommandError(f"--samples must be at least 1, --seconds between 0 and {LONGEST_LOAD}.")
        if not search_backend().exists():
            raise CommandError("There is no search index; run drain_index.")
        self.stdout.write(f"## Pages of {Article.objects.count():,} articles\n\n{machine()}\n")
        # With DEBUG every query is kept, which is not what is to be measured.
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]), without_rate_limits():
            kinds = [kind for kind in page_kinds(options["samples"]) if options["only"] in kind.name]
            faults = sum(getattr(self, f"measure_{part}")(kinds, options) for part in PARTS if part in parts)
        if faults:
            raise CommandError(f"{faults} requests were answered with an error.", returncode=1)

    def measure_pages(self, kinds: list[PageKind], options: dict[str, Any]) -> int:
        speeds = kind_speeds(kinds)
        self.show(*slow_lines(speeds), "")
        self.show(speed_table([speed for speed in speeds if not speed.kind.is_bulk]), "")
        self.show(speed_table([speed for speed in speeds if speed.kind.is_bulk]).replace("page |", "file |", 1), "")
        return sum(len(speed.measured.faults) for speed in speeds)

    def measure_conditional(self, kinds: list[PageKind], options: dict[str, Any]) -> int:
        """What is not answered 304 is shown, and is no error."""
        self.show(*conditional_lines(conditional_speeds(kinds, each=CONDITIONAL_EACH)), "")
        return 0

    def measure_load(self, kinds: list[PageKind], options: dict[str, Any]) -> int:
        """As readers ask, who come back to some pages; then of more samples each address but once."""
        rare = [kind for kind in page_kinds(options["samples"] * MORE_SAMPLES) if options["only"] in kind.name]
        faults = 0
        for name, addresses in (
            ("A mixed load", mixed(kinds, MOST_REQUESTS)),
            ("Each address once", all_different(mixed(rare, MOST_REQUESTS))),
        ):
            load = measure_load(addresses, seconds=options["seconds"])
            self.show(f"### {name}", "", *load_lines(load, cores=psutil.cpu_count() or 1), "")
            faults += len(load.answered.faults)
        return faults

    def show(self, *lines: str) -> None:
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
