"""Reads date and page label off a path: 2022-01-28-A02.txt, 焦作日报2022年1月28日A02版.txt, 2022-01-28/A02.txt."""

import datetime
import os
import re
from pathlib import PurePath

from articles.ingest.drafts import Hints
from articles.ingest.stages.furniture import normal_label

_DATES = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[-_./年 ](\d{1,2})[-_./月 ](\d{1,2})日?(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
)
_LABELS = (
    re.compile(r"(?:第\s?)?([A-Z]{0,2}\d{1,2})\s?版", re.I),
    re.compile(r"(?:^|[-_. ])(?:p|page)[-_ ]?(\d{1,2})(?:$|[-_. ])", re.I),
    re.compile(r"(?:^|[-_. ])([A-Z]\d{1,2})(?:$|[-_. ])", re.I),
    re.compile(r"(?:^|[-_. ])(\d{1,2})(?:$|[-_. ])"),
)


def readable_name(name: str) -> str:
    """A path as people read it and a database can hold it.

    Bytes that are no UTF-8 are GB18030, as archives from a Chinese Windows unpack; what is neither is escaped.
    """
    data = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "backslashreplace")


def hints_from_name(name: str) -> Hints:
    """What the path says: the file's own name first, then its folders; never raises, unknown parts stay empty.

    A label is only believed beside a date or in a folder that is one, so that 003.txt is no page 03.
    """
    try:
        parts = PurePath(name.replace("\\", "/")).parts
    except ValueError:
        return Hints()
    if not parts:
        return Hints()
    stem = re.sub(r"\.(?:txt|md|text|markdown)$", "", parts[-1], flags=re.I)
    date, rest = _take_date(stem)
    in_name = date is not None
    if date is None:
        date = _folder_date(parts[:-1])
    label = _label(rest, certain=in_name or date is not None)
    return Hints(date=date, label=label)


def _take_date(text: str) -> tuple[datetime.date | None, str]:
    """The first real date in a text and the text with a blank in its place."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            date = _date(*match.groups())
            if date is not None:
                return date, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _folder_date(folders: tuple[str, ...]) -> datetime.date | None:
    """A folder named for the day, or folders for year, month and day, the innermost first."""
    for folder in reversed(folders):
        date, _ = _take_date(folder)
        if date is not None:
            return date
    for size in (3, 2):
        if len(folders) >= size:
            date, _ = _take_date("-".join(part.rstrip("年月日") for part in folders[-size:]))
            if date is not None:
                return date
    return None


def _label(text: str, *, certain: bool) -> str:
    for pattern in _LABELS if certain else _LABELS[:1]:
        found = pattern.findall(text)
        if found:
            return normal_label(found[-1])
    return ""


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
