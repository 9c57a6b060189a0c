"""Builds a large archive to measure, in a database that holds no other."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.management.benchmarks.archive_lines import Ingredients, invented_articles, read_corpus
from articles.management.benchmarks.bulk_archive import load_archive
from articles.management.benchmarks.search_figures import timed
from articles.management.benchmarks.this_archive import refuse_other_archive
from articles.models import Department
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from entities.models import Program

#: Different articles of which an archive without a corpus is mixed.
INVENTED = 5_000
DEFAULT_CORPUS = Path("..") / "shared" / "corpus" / "articles.jsonl.gz"


class Command(BaseCommand):
    help = (
        "Load N articles of real text where the corpus is at hand, else of invented text, into an archive of their "
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
        with tqdm(total=count, unit="article", disable=None) as bar:
            added, seconds = timed(
                lambda: load_archive(
                    count, ingredients, seed=options["seed"], progress=lambda done: bar.update(done - bar.n)
                )
            )
        self.stdout.write(f"{added} added, {count - added} already in; {rate(added, seconds)}.")
        rebuilt, seconds = timed(lambda: rebuild(search_backend()))
        self.stdout.write(f"{rebuilt.articles} indexed; {rate(rebuilt.articles, seconds)}.")

    def corpus(self, named: Path | None) -> list[Any]:
        path = named or Path(settings.BASE_DIR) / DEFAULT_CORPUS
        if path.is_file():
            return list(read_corpus(path))
        if named:
            raise CommandError(f"{named}: there is no such file.")
        self.stdout.write(f"{path} is not here; the text is invented.")
        return invented_articles(INVENTED)


def rate(count: int, seconds: float) -> str:
    return f"{seconds:.1f} s, {count / seconds:,.0f} articles/s"
