"""What the pure stages make of a source: plain frozen objects, no Django, no database.

Offsets are Python code points of the page's text, end exclusive. Lines are 1-based and counted over the whole decoded
source, split on "\\n" only.
"""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    ARTICLE = "article"
    PHOTO_CAPTION = "photo_caption"
    BRIEF_LIST = "brief_list"
    NOTICE = "notice"
    TEASER = "teaser"
    ADVERT = "advert"
    CONTINUATION = "continuation"
    PAGE_FURNITURE = "page_furniture"


class Part(StrEnum):
    """What a span of page text is to its article."""

    KICKER = "kicker"
    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    BODY = "body"
    MARK = "mark"


class DateSource(StrEnum):
    GIVEN = "given"
    PRINTED = "printed"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SpanDraft:
    """A range of the text of page `page` (0-based within the source)."""

    page: int
    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class CreditDraft:
    name: str
    role: str
    #: False for a body that signs (市委宣传部), which is no person.
    is_person: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt for the editor: a stable code, the line of the source, words in Chinese."""

    code: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """One item. `spans` are in reading order and hold every non-blank character that belongs to it."""

    kind: Kind
    spans: tuple[SpanDraft, ...]
    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    dateline: str = ""
    agency: str = ""
    #: Clean text: no OCR spaces, no line wraps, paragraphs split by "\\n".
    body: str = ""
    credits: tuple[CreditDraft, ...] = ()
    continued_from: str = ""
    continues_to: str = ""
    confidence: float = 1.0
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class PageDraft:
    """One printed page of a source. `articles` stand in page order and cover every non-blank character of `text`."""

    text: str
    first_line: int
    last_line: int
    label: str = ""
    label_is_given: bool = False
    articles: tuple[ArticleDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class DateEvidence:
    line: int
    text: str
    iso: str


@dataclass(frozen=True, slots=True)
class DateEstimate:
    source: DateSource = DateSource.UNKNOWN
    date: datetime.date | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    evidence: tuple[DateEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a file before it is read: options, manifest and file name, in that order of weight."""

    date: datetime.date | None = None
    label: str = ""
    #: The newspaper's city, as 焦作市: what 我市 and 市X mean.
    city: str = ""


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A whole source, read and cut. `text` is the decoded file; the pages' texts are cut from it."""

    name: str
    sha256: str
    size: int
    encoding: str
    date: DateEstimate
    pages: tuple[PageDraft, ...]
    segmenter_version: str
    notes: tuple[Note, ...] = field(default=())
