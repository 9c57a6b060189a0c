"""What a careful reader makes of a page: the truth that a segmenter is measured against.

One JSON object a page: `family`, `issue_date` and `items`, each with `kind`, `headline`, `kicker`, `subtitle`,
`headline_in_text`, `byline` (name, role) and `body`; fixtures/truth/README.md tells more.
"""

import datetime
import json
from collections.abc import Mapping
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


def read_truth(text: str, name: str) -> TruePage:
    """Raises TruthError."""
    try:
        page = json.loads(text)
        date = page.get("issue_date")
        return TruePage(
            name=name,
            family=str(page.get("family", "")),
            date=datetime.date.fromisoformat(date) if date else None,
            items=tuple(_item(item) for item in page["items"]),
        )
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise TruthError("truth", f"{name}: not a truth file: {type(error).__name__}: {error}") from error


def _item(item: Mapping[str, Any]) -> TrueItem:
    in_text = item.get("headline_in_text", True)
    return TrueItem(
        kind=item["kind"],
        headline=(item.get("headline") or "") if in_text else "",
        kicker=(item.get("kicker") or "") if in_text else "",
        subtitle=(item.get("subtitle") or "") if in_text else "",
        byline=tuple((credit["name"], credit["role"]) for credit in item.get("byline") or ()),
        body=item["body"],
    )
