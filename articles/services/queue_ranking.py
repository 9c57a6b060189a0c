"""Makes the worth of articles anew, in bulk, from the record and the counts, and settles what a person corrected.

Whoever changed articles, their links or their counts calls `rank_articles`; the index's queue does after every commit.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import SHOWN_STATUSES, Article, ArticleDay, ArticleWorth
from articles.services.item_worth import WINDOW_DAYS, ItemFacts, worth_of
from articles.services.queue_settling import NewCorrection, end_claims, pass_claims

#: Articles ranked in one transaction.
BATCH = 1000
#: Two must not rank at once: each would take the other's corrections for new ones.
RANKING_LOCK = 0x71756575

# Changes of borders, kinds and places settle nothing: nobody has read the text for that. Nor does it when a reviewer
# sends a correction back, which opens the item again.
FACTS = """
SELECT a.id, p.newspaper_id, EXTRACT(year FROM i.date)::int, a.kind, a.confidence, jsonb_array_length(a.notes),
    COALESCE(counted.views, 0), COALESCE(counted.clicks, 0),
    (SELECT count(DISTINCT program_id) FROM entities_mention m WHERE m.article_id = a.id AND status = ANY(%(shown)s)),
    COALESCE(i.date, p.date_latest, p.date_earliest, p.stored_at::date),
    a.state = 'published' AND a.kind <> 'page_furniture',
    a.revision_number, r.number, r.editor_id, r.created_at,
    EXISTS (SELECT FROM articles_review v WHERE v.state = 'rejected' AND r.id IN (v.outcome_id, v.revision_id)),
    EXISTS (SELECT FROM articles_review v WHERE v.state = 'approved' AND v.outcome_id = r.id),
    held.article_id IS NOT NULL, held.places, held.settled_revision
FROM articles_article a
JOIN articles_page p ON p.id = a.page_id
LEFT JOIN articles_issue i ON i.id = p.issue_id
LEFT JOIN LATERAL (
    SELECT * FROM articles_revision WHERE article_id = a.id AND origin <> 'borders' ORDER BY number DESC LIMIT 1
) r ON true
LEFT JOIN articles_articleworth held ON held.article_id = a.id
LEFT JOIN LATERAL (
    SELECT sum(d.views) AS views, sum(d.clicks) AS clicks FROM articles_articleday d
    WHERE d.article_id = a.id AND d.day > %(since)s
) counted ON true
WHERE a.id = ANY(%(ids)s)
ORDER BY a.id
"""

# What was settled stays so until something is new about it: a person's later correction settles it anew; a program's
# new text, or more doubts than there were, bring it back.
STORE = """
INSERT INTO articles_articleworth AS held (
    article_id, newspaper_id, year, kind, confidence, notes, places, views, clicks, programs, worth, is_eligible,
    settled_at, settled_revision, settled_doubts
)
SELECT ranked.article_id, ranked.newspaper_id, ranked.year, ranked.kind, ranked.confidence, ranked.notes, ranked.places,
    ranked.views, ranked.clicks, ranked.programs, ranked.worth, ranked.is_eligible, ranked.settled_at,
    CASE WHEN ranked.settled_at IS NOT NULL THEN ranked.revision END,
    CASE WHEN ranked.settled_at IS NOT NULL THEN ranked.notes + COALESCE(ranked.places, 0) END
FROM unnest(
    %s::bigint[], %s::bigint[], %s::int[], %s::text[], %s::float[], %s::int[], %s::int[], %s::bigint[], %s::bigint[],
    %s::int[], %s::float[], %s::bool[], %s::timestamptz[], %s::int[]
) AS ranked (
    article_id, newspaper_id, year, kind, confidence, notes, places, views, clicks, programs, worth, is_eligible,
    settled_at, revision
)
ON CONFLICT (article_id) DO UPDATE SET
    newspaper_id = EXCLUDED.newspaper_id, year = EXCLUDED.year, kind = EXCLUDED.kind,
    confidence = EXCLUDED.confidence, notes = EXCLUDED.notes, places = EXCLUDED.places, views = EXCLUDED.views,
    clicks = EXCLUDED.clicks, programs = EXCLUDED.programs, worth = EXCLUDED.worth, is_eligible = EXCLUDED.is_eligible,
    settled_at = CASE
        WHEN EXCLUDED.settled_at IS NOT NULL THEN EXCLUDED.settled_at
        WHEN EXCLUDED.notes + COALESCE(EXCLUDED.places, 0) > held.settled_doubts OR held.article_id = ANY(%s) THEN NULL
        ELSE held.settled_at END,
    settled_revision = COALESCE(EXCLUDED.settled_revision, held.settled_revision),
    settled_doubts = CASE
        WHEN EXCLUDED.settled_doubts IS NOT NULL THEN EXCLUDED.settled_doubts ELSE held.settled_doubts END
"""


@dataclass(frozen=True, slots=True)
class _Row:
    """One article as the record has it. `known_revision`: that at which the item was settled last; `text_revision`: the
    last that did not come of its borders, with whoever wrote it, and whether a reviewer passed it or sent it back."""

    article_id: int
    newspaper_id: int
    year: int | None
    kind: str
    confidence: float
    notes: int
    views: int
    clicks: int
    programs: int
    day: datetime.date
    is_eligible: bool
    revision: int
    text_revision: int
    editor_id: int | None
    revised_at: datetime.datetime | None
    is_sent_back: bool
    is_passed: bool
    is_held: bool
    places: int | None
    known_revision: int | None

    @property
    def is_newly_corrected(self) -> bool:
        known = -1 if self.known_revision is None else self.known_revision
        return self.editor_id is not None and not self.is_sent_back and self.text_revision > known

    @property
    def is_newly_written(self) -> bool:
        """By a program, after a person had settled it."""
        return self.editor_id is None and self.known_revision is not None and self.text_revision > self.known_revision


def rank_articles(article_ids: Sequence[int], *, places: Mapping[int, int | None] | None = None) -> int:
    """Store the worth of these articles as it is now; how many there are. Those that are gone are left out.

    `places`: how many places of each text look wrong, where somebody has just counted, and None where nobody has yet
    but the text may be another; of the rest, what was stored holds.
    """
    counted = places or {}
    ranked = 0
    for start in range(0, len(article_ids), BATCH):
        with transaction.atomic():
            ranked += _rank_batch(sorted(set(article_ids[start : start + BATCH])), counted)
    return ranked


def _rank_batch(ids: list[int], places: Mapping[int, int | None]) -> int:
    since = timezone.localdate() - datetime.timedelta(days=WINDOW_DAYS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RANKING_LOCK])
        cursor.execute(FACTS, {"ids": ids, "since": since, "shown": [status.value for status in SHOWN_STATUSES]})
        rows = [_Row(*row) for row in cursor.fetchall()]
        cursor.execute(STORE, _columns(rows, places))
    end_claims(_news(rows, are_passed=False))
    pass_claims(_news(rows, are_passed=True))
    return len(rows)


def _news(rows: Sequence[_Row], *, are_passed: bool) -> list[NewCorrection]:
    """What is newly corrected of the items that stood in the queue: as it was saved, or as a reviewer passed it."""
    return [
        NewCorrection(row.article_id, row.editor_id, row.revised_at)
        for row in rows
        if row.is_newly_corrected and row.is_held and row.is_passed == are_passed
        if row.editor_id is not None and row.revised_at is not None
    ]


def _columns(rows: Sequence[_Row], places: Mapping[int, int | None]) -> list[list[object]]:
    columns: list[list[object]] = [[] for _ in range(14)]
    for row in rows:
        seen = places.get(row.article_id, row.places)
        worth = worth_of(ItemFacts(row.confidence, row.notes, seen or 0, row.views, row.clicks, row.programs, row.day))
        settled_at = row.revised_at if row.is_newly_corrected else None
        values = (row.article_id, row.newspaper_id, row.year, row.kind, row.confidence, row.notes, seen, row.views)
        values += (row.clicks, row.programs, worth, row.is_eligible, settled_at, row.revision)  # type: ignore[assignment]
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    return [*columns, [row.article_id for row in rows if row.is_newly_written]]


def unranked() -> Iterator[list[int]]:
    """Articles that have no worth yet, or whose text nobody has looked through, in batches."""
    yield from _batches(Article.objects.filter(queue_item__isnull=True))
    yield from _batches(Article.objects.filter(queue_item__places__isnull=True))


def all_articles() -> Iterator[list[int]]:
    yield from _batches(Article.objects.all())


def _batches(articles: QuerySet[Article]) -> Iterator[list[int]]:
    last = 0
    while batch := list(articles.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield batch
        last = batch[-1]


def counted_lately() -> list[int]:
    """Articles whose counts of the last days may differ from those that their worth was made of."""
    since = timezone.localdate() - datetime.timedelta(days=WINDOW_DAYS)
    read = ArticleDay.objects.filter(day__gt=since).values_list("article_id", flat=True)
    counted = ArticleWorth.objects.filter(views__gt=0).values_list("article_id", flat=True)
    return sorted({*read, *counted})
