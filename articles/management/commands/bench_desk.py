"""Measures what the desk's people see on the archive at hand: their work, and every list with its filters."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from articles.management.benchmarks.bulk_desk import fill_desk
from articles.management.benchmarks.clock import measure
from articles.management.benchmarks.desk_pages import desk_lines, desk_pages, measure_desk
from articles.management.benchmarks.desk_work import export_starts, make_page, work_pages
from articles.management.benchmarks.machine import machine
from articles.management.benchmarks.this_archive import refuse_other_archive
from articles.models import Article


class Command(BaseCommand):
    help = (
        "Measure what the desk's people see on the archive at hand (bench_archive builds a large one): the workbench "
        "on a page of 60 items, the queue with its filters, the week, find and replace, and every list with its "
        "filters, orders and searches. Server time, processor time, queries; prints Markdown, the slowest first; "
        "changes nothing. Exit status 1 if a page answered with an error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--times", type=int, default=3, metavar="N", help="how often each page is asked for")
        parser.add_argument("--only", default="", metavar="TEXT", help="pages whose name holds it")
        parser.add_argument("--shown", type=int, default=30, metavar="N", help="lines of the table")
        parser.add_argument("--fill", action="store_true", help="first give an archive of bench_archive years of work")
        parser.add_argument(
            "--first-page", action="store_true", help="only the first workbench page of a fresh process, this one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["times"] < 1:
            raise CommandError("--times must be at least 1.")
        if options["fill"]:
            refuse_other_archive()
            fill_desk(lambda what, rows: self.stderr.write(f"{rows:,} {what}"))
        self.stdout.write(f"## The desk over {Article.objects.count():,} articles\n\n{machine()}\n")
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]), transaction.atomic():
            client = Client(raise_request_exception=False)
            person = User.objects.create_superuser("bench_desk")
            client.force_login(person)
            pages = [*work_pages(make_page(), person), *desk_pages(client)]
            measured = measure_desk(
                client, [page for page in pages if options["only"] in page.name], times=options["times"]
            )
            for name, begin in export_starts(client):
                if options["only"] in name:
                    measured.append(measure(name, [begin] * options["times"]))
            # Neither the account nor its session, the page nor the run stays.
            transaction.set_rollback(True)
        self.stdout.write("\n".join(desk_lines(measured, shown=options["shown"])))
        if faults := sum(len(one.faults) for one in measured):
            raise CommandError(f"{faults} requests were answered with an error.", returncode=1)
