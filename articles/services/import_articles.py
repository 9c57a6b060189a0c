"""Brings a publisher's articles into the record in batches; bad lines are reported, the rest goes in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from articles.ingest.publisher_lines import ReadLine, import_key
from articles.models import Newspaper
from articles.models.newspapers import RESERVED_SLUGS
from articles.pinyin import slug_base, unique_slugs
from articles.services.imported_batch import Incoming, import_batch

#: Large enough that the queries of a batch weigh nothing, small enough that a kill costs little.
BATCH_SIZE = 2000


@dataclass(slots=True)
class ImportSummary:
    """Counts of lines. `bad` holds line numbers with their reasons."""

    lines: int = 0
    imported: int = 0
    already_in: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)


class Newspapers:
    """The newspapers on record, by slug and by name."""

    def __init__(self, *, create_missing: bool) -> None:
        self.create_missing = create_missing
        self.known: dict[str, Newspaper] = {}
        for newspaper in Newspaper.objects.all():
            self.known |= {newspaper.name: newspaper, newspaper.slug: newspaper}

    def find(self, name: str) -> Newspaper | None:
        if name not in self.known and self.create_missing:
            taken = {*RESERVED_SLUGS, *Newspaper.objects.values_list("slug", flat=True)}
            newspaper = Newspaper(name=name, slug=unique_slugs([slug_base(name)], taken)[0])
            newspaper.full_clean()
            newspaper.save()
            self.known |= {newspaper.name: newspaper, newspaper.slug: newspaper}
        return self.known.get(name)

    def listed(self) -> str:
        return ", ".join(sorted({f"{one.slug} ({one.name})" for one in self.known.values()})) or "none"


def import_articles(
    lines: Iterable[ReadLine],
    *,
    create_newspapers: bool = False,
    batch_size: int = BATCH_SIZE,
    on_bad: Callable[[int, str], None] = lambda number, reason: None,
    on_batch: Callable[[ReadLine], None] = lambda last: None,
) -> ImportSummary:
    """Import the good lines and report the bad ones.

    Every batch is a transaction of its own: stopped at any moment, the same file can be imported again, and what is in
    stays as it is. `on_batch` gets the last line of each batch that is in.
    """
    summary = ImportSummary()
    newspapers = Newspapers(create_missing=create_newspapers)
    for batch in _batches(lines, batch_size):
        incoming: dict[str, Incoming] = {}
        good = 0
        for line in batch:
            summary.lines += 1
            found = newspapers.find(line.article.newspaper) if line.article else None
            if line.article is None or found is None:
                reason = line.error or _unknown_newspaper(line, newspapers)
                summary.bad.append((line.number, reason))
                on_bad(line.number, reason)
                continue
            good += 1
            key = import_key(found.slug, line.article)
            incoming.setdefault(key, Incoming(found, line.article, key))
        imported = import_batch(list(incoming.values())) if incoming else 0
        summary.imported += imported
        summary.already_in += good - imported
        on_batch(batch[-1])
    return summary


def _batches(lines: Iterable[ReadLine], size: int) -> Iterator[list[ReadLine]]:
    lines = iter(lines)
    while batch := list(islice(lines, size)):
        yield batch


def _unknown_newspaper(line: ReadLine, newspapers: Newspapers) -> str:
    name = line.article.newspaper if line.article else ""
    return f"newspaper {name!r} is not on record; known: {newspapers.listed()}. Register it or use --create-newspapers"
