"""Keeps which articles a previewed change can touch until it is made: none is read for it twice.

What was written to the archive since is told by PostgreSQL itself: each row carries the transaction that wrote it, and
the snapshot of the preview says which of those it had not seen.
"""

import datetime
import hashlib
import json
from collections.abc import Sequence

from django.db import connection
from django.utils import timezone

from entities.models import FoundBefore, RegistryChange

#: A preview that nobody confirmed is forgotten after this time, and never kept when it touches more articles.
KEPT_FOR = datetime.timedelta(hours=2)
MOST_KEPT = 20_000

#: A row's own transaction number has 32 bits; the newest one says which 64 are meant.
WRITTEN_SINCE = """
SELECT id FROM (
    SELECT id, newest, (newest >> 32 << 32) + xmin::text::bigint AS written
    FROM articles_article, (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS newest) AS now
) AS articles
WHERE NOT pg_visible_in_snapshot(
    (CASE WHEN written > newest THEN greatest(written - (1::bigint << 32), 3) ELSE written END)::text::xid8,
    %s::pg_snapshot
)
"""


def present_snapshot() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


def keep_found(changes: Sequence[RegistryChange], article_ids: Sequence[int], snapshot: str) -> None:
    """`snapshot` was taken before the articles were looked through."""
    FoundBefore.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    if len(article_ids) <= MOST_KEPT:
        values = {"article_ids": list(article_ids), "snapshot": snapshot}
        FoundBefore.objects.update_or_create(digest=digest_of(changes), defaults=values)


def found_before(changes: Sequence[RegistryChange]) -> list[int] | None:
    """The articles that these changes can touch, rising; None when nobody looked before just these were made."""
    kept = FoundBefore.objects.filter(digest=digest_of(changes)).first()
    if kept is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN_SINCE, [kept.snapshot])
        written = {row[0] for row in cursor.fetchall()}
    return sorted({*kept.article_ids, *written})


def digest_of(changes: Sequence[RegistryChange]) -> str:
    """Of the same changes made to the same registry. What a preview creates gets other keys than what is saved."""
    keys = {
        (each.type, each.entry_id): -1 - number
        for number, each in enumerate(changes)
        if each.before is None and each.after is not None and each.after.get("id") == each.entry_id
    }
    told = [
        (each.version, each.type, keys.get((each.type, each.entry_id), each.entry_id), each.before, _told(each, keys))
        for each in changes
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _told(change: RegistryChange, keys: dict[tuple[str, int], int]) -> dict[str, object] | None:
    if change.after is None or change.before is not None:
        return change.after
    owner = f"{change.type}_id"
    told = {name: value for name, value in change.after.items() if name != "id"}
    return told | {owner: keys.get((change.type, change.entry_id), change.entry_id)}
