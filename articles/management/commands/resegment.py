"""Applies the present segmenter to the sources that the archive holds."""

import logging
from argparse import ArgumentTypeError
from collections import Counter, defaultdict
from collections.abc import Collection
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from tqdm import tqdm

from articles.errors import ArchiveError
from articles.ingest.runner.reading import internal_error
from articles.ingest.segment import SEGMENTER_VERSION
from articles.ingest.store.resegmenting import Outcome, Resegmented, resegment_source
from articles.models import Page, Source
from articles.signals import deferred_draining

logger = logging.getLogger(__name__)


def version_number(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError("a segmenter version, such as 2")
    return int(text)


class Command(BaseCommand):
    help = (
        "Cut stored pages anew with the present segmenter. Pages that no person touched are redone: articles that stay "
        "80 % the same keep their public number, the others' addresses lead on. For pages that a person touched, the "
        "new cutting is stored as a proposal. A date that was read in a page is read again; one that was given or "
        "that a person set stays. Exit status 1 if a file failed; the others are done."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--page",
            type=int,
            action="append",
            metavar="ID",
            help="this page alone (its number in the admin)",
        )
        which.add_argument("--older-than", type=version_number, metavar="VERSION", help="pages an older segmenter cut")
        which.add_argument("--all", action="store_true")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen: defaultdict[int, list[int]] = defaultdict(list)
        for source_id, page_id in self.pages(options).order_by("pk").values_list("source_id", "pk"):
            chosen[source_id].append(page_id)
        rows: list[Resegmented] = []
        failures: list[str] = []
        sources = Source.objects.filter(pk__in=chosen).order_by("pk")
        with deferred_draining(), tqdm(total=len(chosen), unit="file", disable=None) as bar:
            for source in sources.iterator(chunk_size=20):
                done = resegment(source, chosen[source.pk], is_dry=options["dry_run"])
                if isinstance(done, str):
                    failures.append(f"{source.name} (source {source.pk}): {done}")
                else:
                    rows += done
                bar.update()
        self.report(rows, is_dry=options["dry_run"])
        for failure in failures:
            self.stderr.write(f"failed: {failure}")
        if failures:
            raise CommandError(f"{len(failures)} of {len(chosen)} files failed; the others are done.", returncode=1)

    def pages(self, options: dict[str, Any]) -> QuerySet[Page]:
        pages = Page.objects.filter(source__isnull=False)
        if options["page"]:
            found = pages.filter(pk__in=options["page"])
            missing = sorted({*options["page"]} - {*found.values_list("pk", flat=True)})
            if missing:
                numbers = ", ".join(map(str, missing))
                raise CommandError(f"No page with a stored file has the number {numbers}; nothing was done.")
            return found
        if options["older_than"] is not None:
            versions = pages.order_by().values_list("segmenter_version", flat=True).distinct()
            older = [text for text in versions if text.isdecimal() and int(text) < options["older_than"]]
            return pages.filter(segmenter_version__in=older)
        return pages

    def report(self, rows: list[Resegmented], *, is_dry: bool) -> None:
        outcomes = Counter(row.outcome for row in rows)
        kept, born, gone = (
            sum(getattr(row.replacement, name) for row in rows) for name in ("kept", "born", "superseded")
        )
        for row in rows:
            if row.outcome is Outcome.OTHER_PAGES:
                self.stdout.write(f"left: {row.page}: its file is now read as another number of pages")
            elif row.outcome is Outcome.PROPOSED:
                self.stdout.write(f"proposed: {row.page}: a person changed it")
            if row.redated:
                self.stdout.write(f"date: {row.page}: {row.redated}")
        self.stdout.write(
            f"{'Would be: ' if is_dry else ''}segmenter {SEGMENTER_VERSION}: {len(rows)} pages: "
            f"{outcomes[Outcome.UNCHANGED]} unchanged, {outcomes[Outcome.REDONE]} redone, "
            f"{outcomes[Outcome.PROPOSED]} proposed, {outcomes[Outcome.OTHER_PAGES]} left; "
            f"{kept} articles keep their number, {born} are new, {gone} lead to another, "
            f"{sum(row.joined for row in rows)} that go on on other pages have a new text."
        )


def resegment(source: Source, pages: Collection[int], *, is_dry: bool) -> list[Resegmented] | str:
    """What became of these pages of the source, or why it failed; in a dry run all is done, and taken back."""
    try:
        with transaction.atomic() if is_dry else nullcontext():
            rows = resegment_source(source, pages)
            if is_dry:
                transaction.set_rollback(True)
            return rows
    except ArchiveError as error:
        return str(error)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("Unforeseen error in source %s", source.pk)
        return str(internal_error(error))
