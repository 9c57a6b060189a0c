"""What a careful reader makes of a page: the truth that a segmenter is measured against.

One JSON object a page: `family`, `issue_date` and `items`, each with `kind`, `headline`, `kicker`, `subtitle`,
`headline_in_text`, `byline` (name, role) and `body`; fixtures/truth/README.md tells more. Truth that was made by hand
on long pages may name its day as `{"best": …}` and its bodies as `body_lines`, ranges of the page's lines.
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.errors import ArchiveError

#: What counts as an article; captions, notices and adverts count neither for nor against.
COUNTED = frozenset({"article", "continuation"})


class TruthError(ArchiveError):
    """A truth file cannot be read; the message names the item and the field."""


@dataclass(frozen=True, slots=True)
class TrueItem:
    """`headline` is empty where the page text holds none (it was set as a picture)."""

    kind: str
    headline: str
    kicker: str
    subtitle: str
    byline: tuple[tuple[str, str], ...]
    body: str

    @property
    def is_counted(self) -> bool:
        return self.kind in COUNTED


@dataclass(frozen=True, slots=True)
class TruePage:
    name: str
    family: str
    date: datetime.date | None
    items: tuple[TrueItem, ...]


def is_truth(text: str) -> bool:
    """Whether a JSON file tells of a page; a list of names beside the truth files does not."""
    try:
        page = json.loads(text)
    except json.JSONDecodeError:
        return True
    return not isinstance(page, dict) or "items" in page


def read_truth(text: str, name: str, page_text: str = "") -> TruePage:
    """`page_text` is needed for bodies told by their lines. Raises TruthError."""
    try:
        page = json.loads(text)
        date = page.get("issue_date")
        if isinstance(date, dict):
            date = date.get("best")
        lines = page_text.split("\n")
        return TruePage(
            name=name,
            family=str(page.get("family") or ("by hand" if "file" in page else "")),
            date=datetime.date.fromisoformat(date) if date else None,
            items=tuple(_item(item, lines) for item in page["items"]),
        )
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise TruthError("truth", f"{name}: not a truth file: {type(error).__name__}: {error}") from error


def _item(item: Mapping[str, Any], lines: Sequence[str]) -> TrueItem:
    in_text = item.get("headline_in_text", True)
    beside = item.get("kicker_or_subtitle")
    kicker = "".join(beside) if isinstance(beside, list) else beside or item.get("kicker")
    body = item["body"] if "body" in item else "\n".join(_lines_of(item["body_lines"], lines))
    return TrueItem(
        kind=item["kind"],
        headline=(item.get("headline") or "") if in_text else "",
        kicker=(kicker or "") if in_text else "",
        subtitle=(item.get("subtitle") or "") if in_text else "",
        byline=tuple((credit["name"], credit.get("role") or "") for credit in item.get("byline") or ()),
        body=body,
    )


def _lines_of(ranges: Sequence[Sequence[int]], lines: Sequence[str]) -> list[str]:
    """The lines of these ranges, counted from 1, both ends inclusive."""
    if any(last > len(lines) for _, last in ranges):
        raise IndexError(f"body_lines name a line behind the page's last, {len(lines)}")
    return [line for first, last in ranges for line in lines[first - 1 : last]]
