"""What a correction does to the queue from wherever it was made: whoever had the item in hand is done with it.

One rule for changes of borders, kind and order, which write no text of their own (`queue_claims.borders_settled`): they
finish, as corrected, the items that whoever makes them has in hand, for he has them before his eyes; the item that goes
on, the one that ends, the one whose kind or place is another. Every other item of theirs stays as it is: nobody has
read it. An item that has more doubts after that than it had in his hands comes back, as after any correction: what a
merge brought in, he has not read. An undo finishes nothing, and brings back what it undid.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from articles.services.claim_times import CLAIM_SECONDS


@dataclass(frozen=True, slots=True)
class NewCorrection:
    article_id: int
    editor_id: int
    corrected_at: datetime.datetime


# A person who saves twice before his time is over worked on one item, up to the later save.
PROLONG = """
UPDATE articles_claim claim SET ended_at = news.corrected_at, outcome = 'corrected'
FROM unnest(%(articles)s::bigint[], %(editors)s::bigint[], %(times)s::timestamptz[])
    AS news (article_id, editor_id, corrected_at)
WHERE claim.id = (
    SELECT max(id) FROM articles_claim WHERE article_id = news.article_id AND editor_id = news.editor_id
) AND claim.claimed_at <= news.corrected_at AND (
    claim.ended_at IS NULL
    OR (claim.outcome = ANY(ARRAY['corrected', 'waiting', 'faultless'])
        AND claim.ended_at > news.corrected_at - make_interval(secs => %(seconds)s))
)
RETURNING claim.article_id, claim.editor_id
"""
# His part was done when it began to wait: neither does it take longer for that, nor has anybody else to stop.
SETTLE_WAITING = """
UPDATE articles_claim claim SET outcome = 'corrected'
FROM unnest(%(articles)s::bigint[], %(editors)s::bigint[]) AS news (article_id, editor_id)
WHERE claim.id = (
    SELECT max(id) FROM articles_claim WHERE article_id = news.article_id AND editor_id = news.editor_id
        AND outcome = ANY(ARRAY['corrected', 'waiting', 'faultless'])
)
RETURNING claim.article_id, claim.editor_id
"""
# Whoever else had it in hand has nothing left to do.
END_OTHERS = """
UPDATE articles_claim SET ended_at = statement_timestamp(), outcome = 'released'
WHERE article_id = ANY(%(articles)s) AND ended_at IS NULL
"""
FREE = "UPDATE articles_articleworth SET holder_id = NULL, held_until = NULL WHERE article_id = ANY(%(articles)s)"
# Nobody knows how long a correction took that was made without taking the item from the queue.
RECORD = """
INSERT INTO articles_claim (article_id, editor_id, claimed_at, ended_at, outcome)
SELECT article_id, editor_id, corrected_at, corrected_at, 'corrected'
FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[]) AS news (article_id, editor_id, corrected_at)
"""


def end_claims(news: Sequence[NewCorrection]) -> None:
    """Write down who corrected which items, and that nobody has them in hand any more. Their worths are locked."""
    if not news:
        return
    values = _values(news)
    with connection.cursor() as cursor:
        cursor.execute(PROLONG, values)
        prolonged = set(cursor.fetchall())
        cursor.execute(END_OTHERS, values)
        cursor.execute(FREE, values)
        _record(cursor, [each for each in news if (each.article_id, each.editor_id) not in prolonged])


def pass_claims(news: Sequence[NewCorrection]) -> None:
    """Write down that what these editors wanted is in the texts, for a reviewer passed it."""
    if not news:
        return
    with connection.cursor() as cursor:
        cursor.execute(SETTLE_WAITING, _values(news))
        known = set(cursor.fetchall())
        _record(cursor, [each for each in news if (each.article_id, each.editor_id) not in known])


def _values(news: Sequence[NewCorrection]) -> dict[str, Any]:
    return {
        "articles": [each.article_id for each in news],
        "editors": [each.editor_id for each in news],
        "times": [each.corrected_at for each in news],
        "seconds": CLAIM_SECONDS,
    }


def _record(cursor: Any, news: Sequence[NewCorrection]) -> None:
    columns = [[each.article_id for each in news], [each.editor_id for each in news]]
    cursor.execute(RECORD, [*columns, [each.corrected_at for each in news]])
