"""Measures every list of the desk, its filters and searches, on the archive at hand."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from articles.management.benchmarks.desk_pages import desk_lines, desk_pages, measure_desk
from articles.management.benchmarks.machine import machine
from articles.models import Article


class Command(BaseCommand):
    help = (
        "Measure every list of the desk with its filters, orders and searches on the archive at hand (bench_archive "
        "builds a large one): server time, processor time, queries. Prints Markdown, the slowest first; changes "
        "nothing. Exit status 1 if a page answered with an error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--times", type=int, default=3, metavar="N", help="how often each page is asked for")
        parser.add_argument("--only", default="", metavar="TEXT", help="pages whose name holds it")
        parser.add_argument("--shown", type=int, default=30, metavar="N", help="lines of the table")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["times"] < 1:
            raise CommandError("--times must be at least 1.")
        self.stdout.write(f"## The desk over {Article.objects.count():,} articles\n\n{machine()}\n")
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]), transaction.atomic():
            client = Client(raise_request_exception=False)
            client.force_login(User.objects.create_superuser("bench_desk"))
            pages = [page for page in desk_pages(client) if options["only"] in page.name]
            measured = measure_desk(client, pages, times=options["times"])
            # Neither the account nor its session stays.
            transaction.set_rollback(True)
        self.stdout.write("\n".join(desk_lines(measured, shown=options["shown"])))
        if faults := sum(len(one.faults) for one in measured):
            raise CommandError(f"{faults} requests were answered with an error.", returncode=1)
