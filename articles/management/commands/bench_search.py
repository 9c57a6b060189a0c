"""Measures the search of the archive at hand against what it promises, beside PostgreSQL's own search."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test.utils import override_settings

from articles.management.benchmarks import postgres_search
from articles.management.benchmarks.brute_force import compare_with_index
from articles.management.benchmarks.clock import markdown
from articles.management.benchmarks.machine import MEGABYTE, machine
from articles.management.benchmarks.page_samples import spread
from articles.management.benchmarks.query_samples import (
    COMMONEST,
    adversarial_substrings,
    headline_fragments,
    random_substrings,
    typical_queries,
)
from articles.management.benchmarks.search_figures import (
    correction_speeds,
    engine_speeds,
    known_items,
    request_speeds,
    timed,
    worker_memory,
)
from articles.models import Article, Newspaper
from articles.search.backend import backend_at, search_backend
from articles.search.queries import SearchQuery
from articles.search.rebuilding import rebuild
from articles.views.result_lists import FACET_GROUPS

CORRECTIONS = 40
UNRELATED = "文库"
PARTS = ("rebuild", "speed", "recall", "corrections", "memory", "postgres")


class Command(BaseCommand):
    help = (
        "Measure the search of the archive at hand: rebuild, latencies, recall and precision against a scan of every "
        "article, corrections (taken back again), memory, and PostgreSQL's tsvector+GIN over the same words. Prints "
        "Markdown."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all unless named")
        parser.add_argument("--samples", type=int, default=300, metavar="N", help="queries of each kind")
        parser.add_argument("--strings", type=int, default=2000, metavar="N", help="random strings of the recall test")

        parser.add_argument("--newspaper", metavar="SLUG", help="scan and search its articles alone in the recall test")

    def handle(self, *args: Any, **options: Any) -> None:
        parts = options["parts"] or PARTS
        if unknown := set(parts) - set(PARTS):
            raise CommandError(f"There is no part {', '.join(sorted(unknown))}; parts: {', '.join(PARTS)}.")
        self.samples, self.strings = options["samples"], options["strings"]
        self.newspaper = Newspaper.objects.get(slug=options["newspaper"]) if options["newspaper"] else None
        self.articles = spread(Article.objects.published(), self.samples)
        if not self.articles:
            raise CommandError("The archive holds no articles; bench_archive builds one.")
        self.stdout.write(f"## {Article.objects.count():,} articles\n\n{machine()}\n")
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]):
            for part in PARTS:
                if part in parts:
                    for line in getattr(self, f"measure_{part}")():
                        self.stdout.write(line)
                    self.stdout.flush()

    def measure_rebuild(self) -> Iterator[str]:
        started = time.process_time()
        rebuilt, seconds = timed(lambda: rebuild(search_backend()))
        processor = (time.process_time() - started) / max(1, rebuilt.articles) * 1000
        yield (
            f"- rebuild from the database: {rebuilt.articles / seconds:,.0f} articles/s ({seconds:,.1f} s), "
            f"{processor:.2f} ms of processor time an article in this process"
        )

    def measure_speed(self) -> Iterator[str]:
        state = search_backend().state()
        typical = typical_queries(self.articles, self.samples)
        yield (
            f"- index: {state.documents:,} documents in {state.segments} segments, "
            f"{state.size_bytes / MEGABYTE:,.0f} MB ({state.size_bytes / max(1, state.documents):,.0f} bytes each)"
        )
        share = known_items(headline_fragments(self.articles, self.samples))
        yield f"- known item: {share:.1%} of {self.samples} headline fragments find their headline in the first three\n"
        yield markdown([*engine_speeds(typical, COMMONEST), *request_speeds(typical, COMMONEST)]) + "\n"

    def measure_recall(self) -> Iterator[str]:
        strings = random_substrings(self.articles, self.strings)
        hostile = adversarial_substrings(self.articles, max(1, self.strings * 3 // 20))
        newspaper_id = self.newspaper.pk if self.newspaper else None
        compared, seconds = timed(lambda: compare_with_index([*strings, *hostile], newspaper_id))
        scanned = f"every article of {self.newspaper}" if self.newspaper else "every article"
        yield (
            f"- {len(strings)} random and {len(hostile)} adversarial strings against a scan of {scanned} "
            f"({seconds:,.0f} s): recall {compared.recall:.4%}, precision {compared.precision:.4%}, "
            f"{compared.expected:,} pairs of string and article, {len(compared.wrong)} strings wrong"
        )
        yield from (f"  - wrong: {string!r}" for string in compared.wrong[:5])

    def measure_corrections(self) -> Iterator[str]:
        yield markdown(correction_speeds(self.articles[:CORRECTIONS])) + "\n"

    def measure_memory(self) -> Iterator[str]:
        used = worker_memory([*COMMONEST, *typical_queries(self.articles, self.samples)])
        yield f"- private memory of a worker: {used['opened']:,.0f} MB opened, {used['used']:,.0f} MB after its queries"

    def measure_postgres(self) -> Iterator[str]:
        if not postgres_search.table_exists():
            _, seconds = timed(postgres_search.build_table)
            yield f"- PostgreSQL's table of words and its index were built in {seconds:,.0f} s"
        sizes = postgres_search.table_bytes()
        table, index, database = (f"{sizes[name] / MEGABYTE:,.0f} MB" for name in ("table", "index", "database"))
        yield f"- PostgreSQL: words {table}, their GIN index {index}; the whole database {database}\n"
        yield self.compared_with_postgres()

    def compared_with_postgres(self) -> str:
        lines = [
            "| word | hits | PostgreSQL ms | of it facets | engine ms | of it facets | ratio |",
            "|---|" + "---:|" * 6,
        ]
        for word in COMMONEST:
            theirs = middle([milliseconds_of_postgres(word) for _ in range(3)])
            ours = middle([milliseconds_of_engine(word) for _ in range(3)])
            hits = search_backend().search(SearchQuery(word, limit=0)).total
            lines.append(
                f"| {word} | {hits:,} | {sum(theirs):,.1f} | {theirs[1]:,.1f} | {sum(ours):,.1f} | {ours[1]:,.1f} "
                f"| {sum(theirs) / sum(ours):,.0f} |"
            )
        return "\n".join(lines) + "\n"


def milliseconds_of_postgres(word: str) -> tuple[float, float]:
    """For the first page with the number of hits, and for the facets."""
    _, page = timed(lambda: postgres_search.first_page(word))
    _, facets = timed(lambda: postgres_search.facets(word))
    return page * 1000, facets * 1000


def milliseconds_of_engine(word: str) -> tuple[float, float]:
    """The same of a backend that has counted nothing yet."""
    backend = backend_at.__wrapped__(Path(settings.SEARCH_INDEX_DIR))
    backend.search(SearchQuery(UNRELATED, facets=True))
    _, page = timed(lambda: backend.search(SearchQuery(word)))
    _, facets = timed(lambda: backend.search(SearchQuery(word, limit=0, facets=True, facet_groups=FACET_GROUPS)))
    return page * 1000, facets * 1000


def middle(times: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sorted(times, key=sum)[len(times) // 2]
