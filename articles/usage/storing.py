"""Writes counts in bulk: a few statements for however much was counted, each right with any number of processes."""

import datetime

from django.db import connection, transaction

from articles.models import Article, AskedQuery
from articles.rate_limits.visitors import visitor_hash
from articles.services.queue_ranking import rank_articles
from articles.usage.expiry import QUERY_DAYS, clear_expired_usage
from articles.usage.tally import Counts

#: Visitors of one day that must have asked a query before its text is kept, if it found anything.
VISITORS_TO_KEEP = 3

# In order of the articles, so that two processes never wait for each other. An article that is gone is left out.
ARTICLES = """
INSERT INTO articles_articleday AS held (article_id, day, views, clicks)
SELECT a.id, %s, counted.views, counted.clicks
FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS counted (public_id, views, clicks)
JOIN articles_article a ON a.public_id = counted.public_id
ORDER BY a.id
ON CONFLICT (article_id, day) DO UPDATE SET
    views = held.views + EXCLUDED.views, clicks = held.clicks + EXCLUDED.clicks
"""
SEARCHES = """
INSERT INTO articles_searchday AS held (day, searches, found_nothing) VALUES (%s, %s, %s)
ON CONFLICT (day) DO UPDATE SET
    searches = held.searches + EXCLUDED.searches, found_nothing = held.found_nothing + EXCLUDED.found_nothing
"""
VISITORS = """
INSERT INTO articles_queryvisitor (day, query, visitor)
SELECT %s, query, visitor FROM unnest(%s::text[], %s::text[]) AS asked (query, visitor) ORDER BY query, visitor
ON CONFLICT DO NOTHING
"""
ASKED_OFTEN = """
SELECT query, count(*) FROM articles_queryvisitor WHERE day = %s AND query = ANY(%s)
GROUP BY query HAVING count(*) >= %s
"""
TEXTS = """
INSERT INTO articles_askedquery AS held (day, text, times, found_nothing)
SELECT %s, text, times, COALESCE(found_nothing, false)
FROM unnest(%s::text[], %s::int[], %s::bool[]) AS asked (text, times, found_nothing) ORDER BY text
ON CONFLICT (day, text) DO UPDATE SET
    times = held.times + EXCLUDED.times, found_nothing = EXCLUDED.found_nothing
"""


def store(counts: Counts, day: datetime.date) -> None:
    """Add the counts to those of the day; what was read most moves up in the queue at once."""
    with transaction.atomic():
        _store_articles(counts, day)
        if counts.searches:
            with connection.cursor() as cursor:
                cursor.execute(SEARCHES, [day, counts.searches, counts.found_nothing])
            _store_queries(counts, day)
            clear_expired_usage(day)
    if counts.views:
        viewed = Article.objects.filter(public_id__in=counts.views).values_list("pk", flat=True)
        rank_articles(list(viewed))


def _store_articles(counts: Counts, day: datetime.date) -> None:
    ids = list(counts.views)
    if ids:
        with connection.cursor() as cursor:
            columns = [[counts.views[each] for each in ids], [counts.clicks[each] for each in ids]]
            cursor.execute(ARTICLES, [day, ids, *columns])


def _store_queries(counts: Counts, day: datetime.date) -> None:
    """A text is kept that found nothing, that is kept already, or that a third visitor asked today."""
    in_vain = _in_vain(counts, day)
    held = set(AskedQuery.objects.filter(day=day, text__in=counts.asked).values_list("text", flat=True))
    unkept = {text: counts.visitors[text] for text in counts.asked if not in_vain[text] and text not in held}
    visitors = _visitors_of(unkept, day)
    kept = [text for text in counts.asked if in_vain[text] or text in held or text in visitors]
    if not kept:
        return
    # Those who asked before the third did are counted with him.
    times = [counts.asked[text] if text in held else max(counts.asked[text], visitors.get(text, 0)) for text in kept]
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [day, kept, times, [in_vain[text] for text in kept]])


def _in_vain(counts: Counts, day: datetime.date) -> dict[str, bool]:
    """Which queries find nothing. Where the answer was kept and nobody knows, what was known last holds."""
    unknown = [text for text in counts.asked if text not in counts.in_vain | counts.found]
    since = day - datetime.timedelta(days=QUERY_DAYS)
    known = AskedQuery.objects.filter(text__in=unknown, day__gt=since).order_by("day")
    last = dict(known.values_list("text", "found_nothing")) if unknown else {}
    return {text: text in counts.in_vain or last.get(text, False) for text in counts.asked}


def _visitors_of(asked: dict[str, set[str]], day: datetime.date) -> dict[str, int]:
    """Of how many visitors these queries came today, where they are enough to keep the text."""
    texts = {visitor_hash("queries", text, day): text for text in asked}
    rows = [(query, visitor) for query, text in texts.items() for visitor in asked[text]]
    if not rows:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(VISITORS, [day, [query for query, _ in rows], [visitor for _, visitor in rows]])
        cursor.execute(ASKED_OFTEN, [day, list(texts), VISITORS_TO_KEEP])
        return {texts[query]: count for query, count in cursor.fetchall()}
