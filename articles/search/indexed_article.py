"""What the index knows of one article. Pure: every backend is fed with these, and compared by their fingerprints."""

import datetime
import hashlib
from dataclasses import dataclass, field, fields

from articles.search.words import CutWords


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """One published article. Text fields are as printed; nothing is normalised here.

    `byline` has one value for the dateline, the agency and each credit; `scanned` the fields of revision 0 that a
    correction has changed. A query never matches across two values. Ids are sorted; `date` is None when unknown.
    `words` say where the text of revision `revision_number` is cut, if that is known already; neither is indexed.
    """

    article_id: int
    public_id: int
    kind: str
    newspaper_id: int
    page_id: int
    page_label: str
    position: int
    issue_id: int | None = None
    date: datetime.date | None = None
    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    body: str = ""
    byline: tuple[str, ...] = ()
    scanned: tuple[str, ...] = ()
    department_ids: tuple[int, ...] = ()
    primary_department_ids: tuple[int, ...] = ()
    program_ids: tuple[int, ...] = ()
    reporter_ids: tuple[int, ...] = ()
    revision_number: int = field(default=0, compare=False)
    words: CutWords | None = field(default=None, compare=False)

    @property
    def titles(self) -> tuple[str, ...]:
        return (self.kicker, self.headline, self.subtitle)

    def fingerprint(self) -> int:
        """63 bits of everything above: two states of an article share one only by accident."""
        content = repr([getattr(self, name) for name in STATE_FIELDS]).encode("utf-8", "surrogatepass")
        return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest()) >> 1


STATE_FIELDS = [each.name for each in fields(IndexedArticle) if each.compare]
