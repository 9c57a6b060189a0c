"""What became of a source that was offered to the archive."""

from dataclasses import dataclass

from articles.models import IngestItem, Source

Outcome = IngestItem.Outcome


@dataclass(frozen=True, slots=True)
class StoreResult:
    """`source` is what was stored; `held_by` the source that already holds these bytes or a page of them.

    `message` says why nothing was stored, or what an editor should know of what was (bytes that could not be decoded).
    """

    outcome: IngestItem.Outcome
    source: Source | None = None
    held_by: Source | None = None
    pages: int = 0
    articles: int = 0
    message: str = ""
