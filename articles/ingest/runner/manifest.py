"""Reads a manifest: a CSV file that gives path, newspaper, date and page of each file."""

import csv
import datetime
import io
from collections.abc import Collection
from pathlib import Path

from articles.errors import ManifestError
from articles.ingest.drafts import Hints
from articles.ingest.page_labels import LONGEST_LABEL, kept_label
from articles.ingest.runner.jobs import IngestJob, merge_hints

COLUMNS = ("path", "newspaper", "date", "page")

#: Faults told at once; the rest are counted.
FAULTS_SHOWN = 20


def read_manifest(path: Path, *, newspapers: Collection[str], default_newspaper: str = "") -> list[IngestJob]:
    """The jobs of a manifest; paths in it are relative to its own folder, empty cells mean “not known”.

    Raises ManifestError naming every wrong line and column; then none of it should be taken in.
    """
    reader = csv.DictReader(io.StringIO(_decode(path)), strict=True)
    jobs: list[IngestJob] = []
    faults: list[str] = []
    named: dict[str, int] = {}
    try:
        _check_header(path, reader.fieldnames)
        for row in reader:
            faults += _row_faults(row, reader.line_num, newspapers)
            if (file := _cell(row, "path")) and named.setdefault(file, reader.line_num) != reader.line_num:
                faults.append(f"line {reader.line_num}, column path: {file!r} stands in line {named[file]} already")
            if not faults and any(cell for cell in row.values()):
                jobs.append(_job(path.parent, row, default_newspaper))
    except csv.Error as error:
        faults.append(f"line {reader.line_num + 1}: not valid CSV ({error})")
    if faults:
        shown = "\n  ".join(faults[:FAULTS_SHOWN])
        more = f"\n  … and {len(faults) - FAULTS_SHOWN} more" if len(faults) > FAULTS_SHOWN else ""
        raise ManifestError("manifest_rows", f"{path}: nothing was taken in; mend these lines:\n  {shown}{more}")
    return jobs


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ManifestError("manifest_unreadable", f"{path}: cannot be read: {error.strerror}.") from error
    # Spreadsheets on Chinese systems save CSV as GB18030.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ManifestError("manifest_undecodable", f"{path}: neither UTF-8 nor GB18030; save it as UTF-8.")


def _check_header(path: Path, header: object) -> None:
    columns = list(header) if isinstance(header, (list, tuple)) else []
    unknown = [name for name in columns if name not in COLUMNS]
    twice = [name for name in COLUMNS if columns.count(name) > 1]
    if unknown or twice or "path" not in columns:
        wrong = "there is no column 'path'"
        if unknown or twice:
            wrong = f"{'unknown column' if unknown else 'twice the column'} {', '.join(map(repr, unknown or twice))}"
        raise ManifestError("manifest_columns", f"{path}: line 1: {wrong}; the columns are {', '.join(COLUMNS)}.")


def _row_faults(row: dict[str | None, str | None], line: int, newspapers: Collection[str]) -> list[str]:
    faults = []
    if None in row:
        faults.append(f"line {line}: more cells than columns")
    if not _cell(row, "path") and any(_cell(row, name) for name in COLUMNS):
        faults.append(f"line {line}, column path: empty")
    if "\0" in _cell(row, "path"):
        faults.append(f"line {line}, column path: holds a NUL character")
    newspaper, date, page = (_cell(row, name) for name in ("newspaper", "date", "page"))
    if newspaper and newspaper not in newspapers:
        known = ", ".join(sorted(newspapers)) or "none yet; run load_registry"
        faults.append(f"line {line}, column newspaper: {newspaper!r} is not registered (known: {known})")
    if date and not _is_date(date):
        faults.append(f"line {line}, column date: {date!r} is no date like 2022-01-28")
    if len(page) > LONGEST_LABEL:
        faults.append(f"line {line}, column page: {page!r} is longer than {LONGEST_LABEL} characters")
    return faults


def _job(folder: Path, row: dict[str | None, str | None], default_newspaper: str) -> IngestJob:
    date = _cell(row, "date")
    given = Hints(date=datetime.date.fromisoformat(date) if date else None, label=kept_label(_cell(row, "page")))
    path = folder / _cell(row, "path")
    return IngestJob(path, _cell(row, "newspaper") or default_newspaper, merge_hints(given, path))


def _cell(row: dict[str | None, str | None], name: str) -> str:
    return (row.get(name) or "").strip()


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2022-01-28")
