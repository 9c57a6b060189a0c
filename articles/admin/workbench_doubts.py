"""The doubts of a page's items, with what this archive knows: its words, its registry, its index."""

import datetime
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.admin.workbench_page import BenchPage, Item
from articles.doubts.doubt import Doubt
from articles.doubts.find import FIELDS, find_doubts
from articles.doubts.segmenter_notes import SegmenterNote, note_doubts
from articles.models import ArticleWorth, Issue, Page
from articles.search.doubt_knowledge import knowledge_of
from entities.registry import Registry, current_registry

#: Texts whose doubts a process remembers: some pages' worth.
REMEMBERED = 512
#: For so long what the index bore out is taken as it was.
FRESH_SECONDS = 600.0
#: Sources of a date that an article's days may be held against; an inferred one came of those days itself.
CERTAIN = (Issue.DateSource.GIVEN, Issue.DateSource.PRINTED, Issue.DateSource.EDITOR)


@dataclass(frozen=True, slots=True)
class PageDoubts:
    """The doubts of the chosen item, and by article how many every item has."""

    own: tuple[Doubt, ...]
    counts: Mapping[int, int]


def doubts_of_page(bench: BenchPage, texts: Mapping[str, str]) -> PageDoubts:
    """`texts` are those of the chosen item. Two queries.

    Of the other items the queue knows how many places of their texts look wrong, counted when those last changed: to
    look through all texts of a page anew would take a second of whoever opens it first.
    """
    doubts = _Doubts(bench.page, current_registry())
    own = doubts.of(bench.chosen, texts) if bench.chosen else ()
    others = {item.article.pk: item for item in bench.items if not item.is_chosen}
    known = ArticleWorth.objects.filter(pk__in=others, places__isnull=False)
    counts = {pk: (places or 0) + doubts.noted(others[pk]) for pk, places in known.values_list("pk", "places")}
    unknown = {pk: len(doubts.of(item)) for pk, item in others.items() if pk not in counts}
    chosen = {bench.chosen.article.pk: len(own)} if bench.chosen else {}
    return PageDoubts(own, counts | unknown | chosen)


def next_doubtful(bench: BenchPage) -> Item | None:
    """The next item with doubts behind the chosen one, else the first before it."""
    doubts = _Doubts(bench.page, current_registry())
    return next((item for item in _following(bench) if doubts.of(item)), None)


def _following(bench: BenchPage) -> Iterator[Item]:
    place = bench.chosen.number if bench.chosen else 0
    yield from (item for item in (*bench.items[place:], *bench.items[:place]) if not item.is_chosen)


class _Doubts:
    def __init__(self, page: Page, registry: Registry) -> None:
        self.registry = registry
        issue = page.issue
        self.date = issue.date if issue is not None and issue.date_source in CERTAIN else None
        self.first_line = page.first_line
        self.lines = page.text.split("\n")

    def of(self, item: Item, texts: Mapping[str, str] | None = None) -> tuple[Doubt, ...]:
        texts = texts or {name: getattr(item.article, name) for name in FIELDS}
        words = tuple(texts.get(name, "") for name in FIELDS)
        lately = int(time.monotonic() // FRESH_SECONDS)
        return _found(words, self._notes(item), self.date, self.registry.version, lately)

    def noted(self, item: Item) -> int:
        """How many doubts are the segmenter's."""
        present = {name: text for name in FIELDS if (text := getattr(item.article, name))}
        return len(list(note_doubts(present, self._notes(item))))

    def _notes(self, item: Item) -> tuple[SegmenterNote, ...]:
        """What a person has worked on since is no longer the segmenter's to doubt."""
        if item.article.is_touched:
            return ()
        notes = item.article.notes
        return tuple(SegmenterNote(note["code"], note["message"], self._line(note["line"])) for note in notes)

    def _line(self, number: int) -> str:
        index = number - self.first_line
        return self.lines[index] if 0 <= index < len(self.lines) else ""


@lru_cache(maxsize=REMEMBERED)
def _found(
    words: Sequence[str], notes: tuple[SegmenterNote, ...], date: datetime.date | None, version: int, lately: int
) -> tuple[Doubt, ...]:
    """`lately` counts stretches of time: what the index holds changes."""
    texts = dict(zip(FIELDS, words, strict=True))
    return find_doubts(texts, knowledge_of(version), issue_date=date, notes=notes)
