"""Erases what was kept for a time: hashes of a day that is over, texts of queries after 30 days, counts after 400."""

import datetime

from django.utils import timezone

from articles.models import ArticleDay, AskedQuery, QueryVisitor

QUERY_DAYS = 30
#: Counts name nobody. A year of them is kept, so that this month can be laid beside the same one of last year.
COUNT_DAYS = 400


def clear_expired_usage(today: datetime.date | None = None) -> int:
    """How many rows were erased. Writing counts does it as well, so that nothing waits for a timer."""
    today = today or timezone.localdate()
    deleted = [
        QueryVisitor.objects.exclude(day=today).delete()[0],
        AskedQuery.objects.filter(day__lte=today - datetime.timedelta(days=QUERY_DAYS)).delete()[0],
        ArticleDay.objects.filter(day__lte=today - datetime.timedelta(days=COUNT_DAYS)).delete()[0],
    ]
    return sum(deleted)
