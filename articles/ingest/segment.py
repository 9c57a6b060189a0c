"""Reads a source: bytes in, articles out. Pure: no Django, no database, no clock, no file.

The page stages run in one order, each taking up what the one before left in the `PageReading`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from articles.ingest.drafts import ArticleDraft, Hints, PageDraft, SourceDraft
from articles.ingest.open_ends import with_open_ends
from articles.ingest.stages.articles import build_items
from articles.ingest.stages.cutting import cut_units
from articles.ingest.stages.date_doubts import date_doubts
from articles.ingest.stages.decode import decode_source
from articles.ingest.stages.doubts import with_doubts
from articles.ingest.stages.drafting import draft_article
from articles.ingest.stages.headlines import Headed, assign_headlines
from articles.ingest.stages.issue_date import estimate_date
from articles.ingest.stages.items import Item
from articles.ingest.stages.lifting import lift_items
from articles.ingest.stages.lifting_state import Lifting
from articles.ingest.stages.lines import Line, read_lines
from articles.ingest.stages.mark_spans import cover_marks
from articles.ingest.stages.marks import MarkedText, read_marks
from articles.ingest.stages.page_breaks import EDGE, PageHead, PageText, read_head, split_pages
from articles.ingest.stages.reading_order import moved_order, prove_moves, read_flows
from articles.ingest.stages.stories import Stream, read_stories
from articles.ingest.stages.units import Unit

#: Raised whenever the same bytes may give other articles; stored with each page.
SEGMENTER_VERSION = "5"
#: How often the order of a page is mended: what one move uncovers, the next can use.
_MOST_MOVES = 3


@dataclass(slots=True)
class PageReading:
    """A page on its way through the stages."""

    page: PageText
    number: int
    #: What is read of the page's text: as long as it, its marks filled.
    marked: MarkedText = field(default_factory=lambda: MarkedText("", (), ()))
    lines: list[Line] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    lifting: Lifting = field(default_factory=lambda: Lifting([]))
    order: list[int] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)
    stream: Stream = field(default_factory=Stream)
    headed: Headed = field(default_factory=Headed)
    items: list[Item] = field(default_factory=list)
    articles: list[ArticleDraft] = field(default_factory=list)

    @property
    def is_printed(self) -> bool:
        """Most of the page is printed lines (a PDF's text layer), not written-out paragraphs."""
        return sum(len(u.text) for u in self.units if u.column) * 2 > sum(len(u.text) for u in self.units)


def _marks(reading: PageReading) -> None:
    reading.marked = read_marks(reading.page.text)


def _lines(reading: PageReading) -> None:
    reading.lines = read_lines(reading.marked, reading.page.text, reading.page.first_line)


def _units(reading: PageReading) -> None:
    reading.units = cut_units(reading.lines, EDGE)


def _lift(reading: PageReading) -> None:
    reading.lifting = lift_items(reading.units)


def _stories(reading: PageReading) -> None:
    reading.order = reading.lifting.free_places()
    reading.stream = read_stories(reading.lifting, reading.order)


def _headlines(reading: PageReading) -> None:
    reading.headed = assign_headlines(reading.stream, printed=reading.is_printed)


def _reading_order(reading: PageReading) -> None:
    """Displaced paragraphs are put back, and the page is read once more as it was printed."""
    for _ in range(_MOST_MOVES if not reading.is_printed else 0):
        flows = read_flows(reading.stream, reading.headed)
        moves = prove_moves(flows)
        if not moves:
            break
        reading.order, joined = moved_order(reading.order, reading.lifting, flows, moves)
        reading.joined |= joined
        reading.stream = read_stories(reading.lifting, reading.order, reading.joined)
        _headlines(reading)


def _items(reading: PageReading) -> None:
    reading.items = build_items(reading.lifting, reading.order, reading.stream, reading.headed)


def _drafts(reading: PageReading) -> None:
    reading.articles = [draft_article(item, reading.marked.text, reading.number) for item in reading.items]


def _doubts(reading: PageReading) -> None:
    page = reading.page
    reading.articles = [with_doubts(article, reading.marked.text, page.first_line) for article in reading.articles]


def _mark_spans(reading: PageReading) -> None:
    reading.articles = cover_marks(reading.articles, reading.page.text, reading.marked.text, reading.number)


PAGE_STAGES: tuple[Callable[[PageReading], None], ...] = (
    _marks,
    _lines,
    _units,
    _lift,
    _stories,
    _headlines,
    _reading_order,
    _items,
    _drafts,
    _doubts,
    _mark_spans,
)


def segment_source(data: bytes, *, name: str, hints: Hints) -> SourceDraft:
    """Raises IngestError (`empty`, `binary`, `undecodable`, `no_text`); the same input always gives the same draft."""
    decoded = decode_source(data)
    texts = split_pages(decoded.text)
    heads = [read_head(page) for page in texts]
    pages = tuple(
        _segment_page(page, number, head, hints, is_only=len(texts) == 1)
        for number, (page, head) in enumerate(zip(texts, heads, strict=True))
    )
    date = estimate_date(hints, heads, pages)
    return SourceDraft(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        encoding=decoded.encoding,
        date=date,
        pages=with_open_ends(pages, is_dated=date.date is not None),
        segmenter_version=SEGMENTER_VERSION,
        notes=(*decoded.notes, *date_doubts(hints, heads)),
    )


def _segment_page(page: PageText, number: int, head: PageHead, hints: Hints, *, is_only: bool) -> PageDraft:
    reading = PageReading(page, number)
    for stage in PAGE_STAGES:
        stage(reading)
    given = bool(hints.label) and (is_only or (number == 0 and not head.label))
    return PageDraft(
        text=page.text,
        first_line=page.first_line,
        last_line=page.last_line,
        label=hints.label if given else head.label,
        label_is_given=given,
        articles=tuple(reading.articles),
    )
