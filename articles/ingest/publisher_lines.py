"""Reads the lines of a publisher's JSONL file into checked articles. Pure: no Django, no database."""

import datetime
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from articles.errors import IngestError
from articles.ingest.authors import read_authors
from articles.ingest.drafts import CreditDraft
from articles.ingest.page_labels import LONGEST_LABEL, kept_label

REQUIRED = ("newspaper", "date", "page", "title", "author", "body")
#: A longer title is a body in the wrong field.
LONGEST_TITLE = 300
LONGEST_NEWSPAPER = 100
LONGEST_NAME = 60
#: No article is as long; the line is skipped without being held in memory.
LONGEST_LINE = 16 * 2**20
#: No newspaper in Chinese is older; an earlier year is a slip (0202).
EARLIEST = datetime.date(1800, 1, 1)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Control characters other than line ends and tabs, and halves of surrogate pairs.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class LineError(ValueError):
    """A line cannot be taken in; the message says which field and why."""


@dataclass(frozen=True, slots=True)
class PublisherArticle:
    """One checked line. `newspaper` is as the line gives it; `body` holds a paragraph a line."""

    newspaper: str
    date: datetime.date
    label: str
    title: str
    body: str
    credits: tuple[CreditDraft, ...]
    agency: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the file: either its article or what is wrong with it. `read_bytes` counts in the file as it lies."""

    number: int
    read_bytes: int
    article: PublisherArticle | None = None
    error: str = ""


def read_publisher_file(path: Path, *, newspaper: str = "") -> Iterator[ReadLine]:
    """Every line that is not blank, plain or gzipped. `newspaper` is meant where a line names none.

    Raises IngestError when the file cannot be opened or is no UTF-8 text. A file that breaks off ends with an error.
    """
    try:
        raw = path.open("rb")
    except FileNotFoundError as error:
        raise IngestError("missing", f"{path}: there is no such file.") from error
    except OSError as error:
        raise IngestError("unreadable", f"{path}: cannot be read ({error.strerror}).") from error
    with raw:
        start = raw.peek(2)[:2]
        if start in _UTF16:
            raise IngestError("undecodable", f"{path}: is UTF-16; save it as UTF-8.")
        lines = cast(IO[bytes], gzip.GzipFile(fileobj=raw) if start == _GZIP else raw)
        number = 0
        try:
            for number, line in _numbered_lines(lines):
                if line is None:
                    yield ReadLine(number, raw.tell(), error=f"longer than {LONGEST_LINE // 2**20} MB")
                elif line.strip():
                    yield _read_line(number, raw.tell(), line, newspaper)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            yield ReadLine(number + 1, raw.tell(), error=f"the gzip file breaks off here ({error})")
        except OSError as error:
            raise IngestError("unreadable", f"{path}: reading failed after line {number} ({error}).") from error


def parse_line(line: bytes, *, newspaper: str = "") -> PublisherArticle:
    """The article of one line. Raises LineError with the reason; nothing is repaired by guess."""
    fields = _json_object(line)
    if newspaper and not fields.get("newspaper"):
        fields["newspaper"] = newspaper
    if missing := [name for name in REQUIRED if name not in fields]:
        raise LineError(f"missing: {', '.join(missing)}")
    texts = {name: _text(name, fields[name]) for name in REQUIRED}
    for name in ("newspaper", "date", "body"):
        if not texts[name]:
            raise LineError(f"{name} is empty")
    for name, longest in (("newspaper", LONGEST_NEWSPAPER), ("title", LONGEST_TITLE), ("page", LONGEST_LABEL)):
        if len(texts[name]) > longest:
            raise LineError(f"{name} has {len(texts[name])} characters, at most {longest} are allowed")
    credits, agency = read_authors(texts["author"])
    for credit in credits:
        if len(credit.name) > LONGEST_NAME:
            raise LineError(f"author: the name {credit.name[:10]!r}… is longer than {LONGEST_NAME} characters")
    return PublisherArticle(
        newspaper=texts["newspaper"],
        date=_date(texts["date"]),
        label=kept_label(texts["page"]),
        title=texts["title"],
        body=texts["body"],
        credits=credits,
        agency=agency,
    )


def import_key(newspaper_slug: str, article: PublisherArticle) -> str:
    """SHA-256 of what makes two lines the same article: newspaper, day, page, title and body, not the author."""
    identity = [newspaper_slug, article.date.isoformat(), article.label, article.title, article.body]
    return hashlib.sha256(json.dumps(identity, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _read_line(number: int, read_bytes: int, line: bytes, newspaper: str) -> ReadLine:
    if number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")
    try:
        return ReadLine(number, read_bytes, article=parse_line(line, newspaper=newspaper))
    except LineError as error:
        return ReadLine(number, read_bytes, error=str(error))


def _numbered_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Each line from 1; None for one that is too long."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        is_whole = len(line) <= LONGEST_LINE
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        yield number, line if is_whole else None


def _json_object(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise LineError(f"is not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise LineError(f"is not JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise LineError(f"is not usable JSON: {error}") from error
    if not isinstance(fields, dict):
        raise LineError(f"must be a JSON object, not {type(fields).__name__}")
    return fields


def _text(name: str, value: object) -> str:
    """The field's text without margins and empty lines; all but the body are one line. None counts as empty."""
    if value is None:
        return ""
    if name == "page" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise LineError(f"{name} must be text, not {type(value).__name__}")
    if control := _CONTROL.search(value):
        code = f"U+{ord(control[0]):04X}"
        raise LineError(f"{name}: character {control.start() + 1} is {code}, which is no text")
    lines = [line.strip().replace("\t", " ") for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return ("\n" if name == "body" else " ").join(line for line in lines if line)


def _date(text: str) -> datetime.date:
    if not _DATE.fullmatch(text):
        raise LineError(f"date {text!r} is not of the form 2022-01-28")
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise LineError(f"date {text!r} is no day of the calendar") from error
    if date < EARLIEST:
        raise LineError(f"date {text!r} is before {EARLIEST.year}")
    return date
