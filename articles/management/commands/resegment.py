"""Applies the present segmenter to the sources that the archive holds."""

from argparse import ArgumentTypeError
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import QuerySet
from tqdm import tqdm

from articles.errors import IngestError
from articles.ingest.segment import SEGMENTER_VERSION
from articles.ingest.store.resegmenting import Outcome, Resegmented, resegment_source
from articles.models import Page, Source
from articles.signals import deferred_draining


def version_number(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError("a segmenter version, such as 2")
    return int(text)


class Command(BaseCommand):
    help = (
        "Cut stored pages anew with the present segmenter. Pages that no person touched are redone: articles that stay "
        "80 % the same keep their public number, the others' addresses lead on. For pages that a person touched, the "
        "new cutting is stored as a proposal."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--page", type=int, action="append", metavar="ID", help="this page (its number in the admin)"
        )
        which.add_argument("--older-than", type=version_number, metavar="VERSION", help="pages an older segmenter cut")
        which.add_argument("--all", action="store_true")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        sources = Source.objects.filter(pages__in=self.pages(options)).distinct().order_by("pk")
        rows: list[Resegmented] = []
        with deferred_draining(), tqdm(total=sources.count(), unit="file", disable=None) as bar:
            for source in sources.iterator(chunk_size=20):
                try:
                    rows += tried(source) if options["dry_run"] else resegment_source(source)
                except IngestError as error:
                    raise CommandError(
                        f"{source.name} (source {source.pk}): {error}; the pages before it are done."
                    ) from error
                bar.update()
        self.report(rows, is_dry=options["dry_run"])

    def pages(self, options: dict[str, Any]) -> QuerySet[Page]:
        pages = Page.objects.filter(source__isnull=False)
        if options["page"]:
            return pages.filter(pk__in=options["page"])
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
        self.stdout.write(
            f"{'Would be: ' if is_dry else ''}segmenter {SEGMENTER_VERSION}: {len(rows)} pages: "
            f"{outcomes[Outcome.UNCHANGED]} unchanged, {outcomes[Outcome.REDONE]} redone, "
            f"{outcomes[Outcome.PROPOSED]} proposed, {outcomes[Outcome.OTHER_PAGES]} left; "
            f"{kept} articles keep their number, {born} are new, {gone} lead to another."
        )


def tried(source: Source) -> list[Resegmented]:
    """What would become of the source: done, and taken back."""
    with transaction.atomic():
        rows = resegment_source(source)
        transaction.set_rollback(True)
    return rows
