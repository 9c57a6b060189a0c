"""All places of an article's present text that look wrong, in the order in which they are read. Pure."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from articles.doubts.characters import WordBook, slips
from articles.doubts.dates import date_doubts
from articles.doubts.doubt import Doubt, DoubtKind
from articles.doubts.marks import figure_doubts, mark_doubts
from articles.doubts.names import known_places, name_doubts
from articles.doubts.repeats import repeat_doubts, unreadable_doubts
from articles.doubts.segmenter_notes import SegmenterNote, note_doubts
from entities.matching.gazetteer import Gazetteer, build_gazetteer

FIELDS = ("kicker", "headline", "subtitle", "dateline", "agency", "body")


@dataclass(frozen=True)
class Knowledge:
    """What the archive knows of words and names, the same for all articles."""

    words: WordBook
    names: Gazetteer = field(default_factory=lambda: build_gazetteer(()))


def find_doubts(
    texts: Mapping[str, str],
    knowledge: Knowledge,
    *,
    issue_date: datetime.date | None = None,
    notes: Iterable[SegmenterNote] = (),
) -> tuple[Doubt, ...]:
    """`texts`: the fields by name. Of doubts of one place the first kind in the order below is told."""
    present = {name: texts[name] for name in FIELDS if texts.get(name)}
    found: list[Doubt] = []
    for name, text in present.items():
        for doubt in _field_doubts(name, text, knowledge, issue_date):
            if not any(doubt.meets(other) for other in found):
                found.append(doubt)
    found += note_doubts(present, notes)
    return tuple(sorted(found, key=lambda doubt: (FIELDS.index(doubt.field), doubt.start, doubt.end)))


def _field_doubts(name: str, text: str, knowledge: Knowledge, issue_date: datetime.date | None) -> Iterator[Doubt]:
    scan = knowledge.names.scan(text)
    known = known_places(scan)
    yield from name_doubts(name, scan, knowledge.names)
    yield from date_doubts(name, text, issue_date)
    yield from figure_doubts(name, text)
    yield from unreadable_doubts(name, text)
    for slip in slips(text, knowledge.words):
        if slip.place in known:
            continue
        words = f"“{text[slip.start : slip.end]}”像是“{slip.word}”"
        yield Doubt(name, slip.place, slip.place + 1, DoubtKind.CHARACTER, words, (slip.meant,))
    yield from mark_doubts(name, text)
    yield from repeat_doubts(name, text)
