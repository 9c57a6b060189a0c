"""Builds a large archive to measure, in a database that holds no other."""

import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.ingest.publisher_lines import ReadLine, parse_line
from articles.management.benchmarks.archive_lines import Ingredients, archive_lines, newspaper_name, read_corpus
from articles.models import Article, Department, IndexQueueEntry
from articles.services.import_articles import import_articles
from articles.signals import deferred_draining
from entities.models import Program

DEFAULT_CORPUS = Path("..") / "shared" / "corpus" / "articles.jsonl.gz"


class Command(BaseCommand):
    help = (
        "Import N articles of real text where the corpus is at hand, else of invented text, into an archive of their "
        "own. The same N gives the same archive; a larger N continues a smaller one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=int, required=True, metavar="N")
        parser.add_argument("--corpus", type=Path, help=f"gzipped JSONL with title and body; else {DEFAULT_CORPUS}")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--into-this-archive", action="store_true", help="even though it holds other articles")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["articles"] < 1:
            raise CommandError("--articles must be at least 1.")
        if not options["into_this_archive"]:
            refuse_other_archive()
        ingredients = Ingredients(
            corpus=self.corpus(options["corpus"]),
            programs=list(Program.objects.listed().order_by("pk").values_list("name", flat=True)),
            departments=list(Department.objects.order_by("pk").values_list("name", flat=True)),
        )
        count = options["articles"]
        started = time.perf_counter()
        with deferred_draining():
            with tqdm(total=count, unit="article", disable=None) as bar:

                def show_progress(last: ReadLine) -> None:
                    bar.update(last.number - bar.n)

                summary = import_articles(
                    read_lines(archive_lines(count, ingredients, seed=options["seed"])),
                    create_newspapers=True,
                    on_batch=show_progress,
                )
            imported = time.perf_counter()
            queued = IndexQueueEntry.objects.count()
            speed = rate(summary.imported, imported - started)
            self.stdout.write(f"{summary.imported} imported, {summary.already_in} already in; {speed}.")
        indexed = time.perf_counter()
        left = IndexQueueEntry.objects.count()
        self.stdout.write(f"{queued - left} indexed; {rate(queued - left, indexed - imported)}.")
        if left:
            raise CommandError(f"{left} articles are still queued for the index; run drain_index.")

    def corpus(self, named: Path | None) -> list[Any]:
        path = named or Path(settings.BASE_DIR) / DEFAULT_CORPUS
        if path.is_file():
            return list(read_corpus(path))
        if named:
            raise CommandError(f"{named}: there is no such file.")
        self.stdout.write(f"{path} is not here; the text is invented.")
        return []


def refuse_other_archive() -> None:
    """A measuring archive is never mixed with one that people use."""
    others = Article.objects.exclude(page__newspaper__name__startswith=newspaper_name(0)[:-1])
    if others.exists():
        raise CommandError(
            "This archive holds other articles. Give the measuring archive a database of its own (VAR_DIR or "
            "DATABASE_URL), or say --into-this-archive."
        )


def read_lines(lines: Iterable[dict[str, str]]) -> Iterator[ReadLine]:
    """The lines as they would be read from a publisher's file."""
    for number, line in enumerate(lines, 1):
        yield ReadLine(number, 0, article=parse_line(json.dumps(line).encode()))


def rate(count: int, seconds: float) -> str:
    return f"{seconds:.1f} s, {count / seconds:,.0f} articles/s"
