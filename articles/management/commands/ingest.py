"""Takes files of newspaper pages into the archive, or shows what it would make of them."""

import datetime
import json
from argparse import ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.errors import ArchiveError
from articles.ingest.drafts import Hints
from articles.ingest.page_labels import LONGEST_LABEL, kept_label
from articles.ingest.runner.dry_run import dry_run
from articles.ingest.runner.jobs import IngestJob, RefusedPath, collect_jobs
from articles.ingest.runner.manifest import read_manifest
from articles.ingest.runner.run import RunSummary, at_home, run_ingest
from articles.models import IngestItem, Newspaper
from articles.signals import deferred_draining


def iso_date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no date like 2022-01-28") from error


def page_label(text: str) -> str:
    if not text.strip() or len(text) > LONGEST_LABEL:
        raise ArgumentTypeError(f"a page label like A01, at most {LONGEST_LABEL} characters")
    return kept_label(text)


def worker_count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("a whole number from 1")
    return int(text)


def outline(result: dict[str, Any]) -> str:
    """A page result for the eye: its date and pages, then a line an article."""
    date = f"{result['issue_date'] or 'no date'} ({result['issue_date_source']})"
    pages = ", ".join(page["label"] or "no label" for page in result["pages"])
    rows = [f"  {date}; pages: {pages}"]
    for article in result["articles"]:
        byline = " ".join(credit["name"] for credit in article["byline"])
        title = article["headline"] or f"[{article['body'][:24]}…]"
        rows.append(f"  {article['kind']:<14} {title}  {byline}".rstrip())
    return "\n".join(rows)


class Command(BaseCommand):
    help = (
        "Take the OCR text of newspaper pages into the archive. PATH is a .txt or .md file, or a folder of them. "
        "Exit status 1 if any file failed; the others are in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
        parser.add_argument(
            "--newspaper", default="", metavar="SLUG", help="may be left out while there is only one that is no sample"
        )
        parser.add_argument("--date", type=iso_date, metavar="YYYY-MM-DD", help="issue date of the files")
        parser.add_argument("--page", type=page_label, metavar="A01", help="page label; for one file only")
        parser.add_argument("--manifest", type=Path, metavar="FILE.csv", help="columns path,newspaper,date,page")
        parser.add_argument("--replace", action="store_true", help="take pages already held in as a new version")
        parser.add_argument("--workers", type=worker_count, default=1, metavar="N", help="processes that read and cut")
        parser.add_argument("--dry-run", action="store_true", help="write nothing; show what would come of the files")
        parser.add_argument("--json", action="store_true", help="with --dry-run: one JSON object a file")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"] and not options["dry_run"]:
            raise CommandError("--json goes with --dry-run.")
        newspapers = {newspaper.slug: newspaper for newspaper in Newspaper.objects.all()}
        try:
            jobs = self.collect(options, list(newspapers))
            if options["dry_run"]:
                self.show(jobs, newspapers, options)
            else:
                self.take_in(jobs, newspapers, options)
        except ArchiveError as error:
            raise CommandError(error.message) from error

    def collect(self, options: dict[str, Any], newspapers: Sequence[str]) -> list[IngestJob | RefusedPath]:
        slug = options["newspaper"]
        if slug and slug not in newspapers:
            raise CommandError(f"There is no newspaper {slug!r}; registered: {', '.join(newspapers) or 'none'}.")
        if not options["paths"] and not options["manifest"]:
            raise CommandError("Name a file or a folder, or a --manifest.")
        listed = (
            read_manifest(options["manifest"], newspapers=newspapers, default_newspaper=slug)
            if options["manifest"]
            else []
        )
        given = Hints(date=options["date"], label=options["page"] or "")
        jobs = collect_jobs(options["paths"], newspaper=slug, given=given, listed=listed)
        if options["page"] and len(jobs) > 1:
            raise CommandError(f"--page names one page, but there are {len(jobs)} files; use a --manifest.")
        return jobs

    def take_in(
        self, jobs: Sequence[IngestJob | RefusedPath], newspapers: dict[str, Newspaper], options: dict[str, Any]
    ) -> None:
        with tqdm(total=len(jobs), unit="file", disable=None) as bar, deferred_draining():
            summary = run_ingest(
                jobs,
                newspapers=newspapers,
                max_bytes=settings.INGEST_MAX_BYTES,
                workers=options["workers"],
                replace_held=options["replace"],
                on_file=bar.update,
            )
        self.report(summary)
        if summary.failures:
            raise CommandError(f"{len(summary.failures)} of {summary.files} files failed.", returncode=1)

    def show(
        self, jobs: Sequence[IngestJob | RefusedPath], newspapers: dict[str, Newspaper], options: dict[str, Any]
    ) -> None:
        failures = 0
        placed = at_home(jobs, newspapers)
        for one in dry_run(
            placed, newspapers=newspapers, workers=options["workers"], max_bytes=settings.INGEST_MAX_BYTES
        ):
            failures += one.error is not None
            if options["json"]:
                self.stdout.write(json.dumps(one.result, ensure_ascii=False))
            elif one.error is None:
                self.stdout.write(f"{one.path}\n{outline(one.result)}")
            if one.error:
                self.stderr.write(f"failed: {one.path}: {one.error}")
        if failures:
            raise CommandError(f"{failures} of {len(jobs)} files failed.", returncode=1)

    def report(self, summary: RunSummary) -> None:
        outcome = IngestItem.Outcome
        self.stdout.write(
            f"{summary.files} files: {summary.outcomes[outcome.STORED]} stored, "
            f"{summary.outcomes[outcome.REPLACED]} replaced, {summary.outcomes[outcome.DUPLICATE]} already in, "
            f"{summary.outcomes[outcome.PAGE_HELD]} held as another file, {summary.outcomes[outcome.FAILED]} failed; "
            f"{summary.pages} pages, {summary.articles} articles."
        )
        for path, message in summary.held:
            self.stdout.write(f"held: {path}: {message}")
        for path, message in summary.remarks:
            self.stdout.write(f"note: {path}: {message}")
        for path, message in summary.failures:
            self.stderr.write(f"failed: {path}: {message}")
