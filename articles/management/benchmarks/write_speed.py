"""Measures how fast pages and publisher's articles come in. What is written for it is rolled back."""

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from articles.ingest.drafts import SourceDraft
from articles.ingest.file_names import hints_from_name
from articles.ingest.publisher_lines import ReadLine, parse_line
from articles.ingest.segment import segment_source
from articles.ingest.store import store_source
from articles.management.benchmarks.archive_lines import Ingredients, archive_lines
from articles.models import Newspaper
from articles.services.import_articles import import_articles

#: Targets are stated for pages of this many characters.
PAGE_CHARACTERS = 8000


@dataclass(frozen=True, slots=True)
class Speed:
    """`amount` of `unit` in `seconds`."""

    name: str
    amount: float
    unit: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.name:36} {self.amount / self.seconds:10,.1f} {self.unit}/s"


def page_files(folders: Sequence[Path]) -> list[Path]:
    return [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()) if path.is_file()]


def ingest_speeds(files: Sequence[Path], *, rounds: int) -> list[Speed]:
    """Cutting pages without a database, and storing what was cut, links included."""
    contents = [(path.name, path.read_bytes()) for path in files]
    drafts: list[SourceDraft] = []
    started = time.perf_counter()
    for _ in range(rounds):
        drafts = [segment_source(data, name=name, hints=hints_from_name(name)) for name, data in contents]
    cut = (time.perf_counter() - started) / rounds
    characters = sum(len(page.text) for draft in drafts for page in draft.pages)
    stored = min(_store(drafts, [data for _, data in contents]) for _ in range(rounds))
    pages = characters / PAGE_CHARACTERS
    return [
        Speed("pages cut (of 8,000 characters)", pages, "pages", cut),
        Speed("pages stored and linked", pages, "pages", stored),
        Speed("pages cut, stored and linked", pages, "pages", cut + stored),
    ]


def import_speed(count: int, ingredients: Ingredients) -> Speed:
    lines = [json.dumps(line).encode() for line in archive_lines(count, ingredients, seed=2)]
    with rolled_back():
        started = time.perf_counter()
        summary = import_articles(
            (ReadLine(number, 0, article=parse_line(line)) for number, line in enumerate(lines, 1)),
            create_newspapers=True,
        )
        seconds = time.perf_counter() - started
    return Speed("articles imported and linked", summary.imported, "articles", seconds)


def _store(drafts: Sequence[SourceDraft], contents: Sequence[bytes]) -> float:
    """Seconds for storing the drafts in a newspaper that holds nothing else."""
    with rolled_back():
        newspaper = Newspaper.objects.create(name="测速专用", slug="bench-store", city="焦作市")
        started = time.perf_counter()
        for number, (draft, data) in enumerate(zip(drafts, contents, strict=True)):
            unheard = hashlib.sha256(f"bench {number}".encode() + data).hexdigest()
            store_source(replace(draft, sha256=unheard), data, newspaper=newspaper)
        return time.perf_counter() - started


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
