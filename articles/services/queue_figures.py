"""What was done of the queue: an editor's day, the desk's week."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from articles.person_names import name_of
from articles.services.claim_times import CLAIM_SECONDS

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Figures:
    """`seconds` is the median from the claim to its end; None where nobody knows."""

    corrected: int = 0
    waiting: int = 0
    faultless: int = 0
    seconds: int | None = None

    @property
    def done(self) -> int:
        return self.corrected + self.waiting + self.faultless


@dataclass(frozen=True, slots=True)
class Week:
    """`monday` is its first day. `people` by how much they did."""

    monday: datetime.date
    total: Figures = Figures()
    people: tuple[tuple[str, Figures], ...] = ()
    days: Mapping[datetime.date, Figures] = field(default_factory=dict)


# Of what was done without taking it from the queue nobody knows the time; what took longer than a claim lives was left
# lying. An article that one person corrected three times a day is one item of that day.
FIGURES = """
SELECT GROUPING(editor_id), GROUPING(day), editor_id, day,
    count(DISTINCT (article_id, day, editor_id)) FILTER (WHERE outcome = 'corrected'),
    count(DISTINCT (article_id, day, editor_id)) FILTER (WHERE outcome = 'waiting'),
    count(DISTINCT (article_id, day, editor_id)) FILTER (WHERE outcome = 'faultless'),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE seconds > 0 AND seconds <= %(longest)s)
FROM (
    SELECT article_id, editor_id, outcome, (ended_at AT TIME ZONE %(zone)s)::date AS day,
        EXTRACT(epoch FROM ended_at - claimed_at) AS seconds
    FROM articles_claim
    WHERE ended_at >= %(begin)s AND ended_at < %(end)s AND outcome IN ('corrected', 'waiting', 'faultless')
        AND (%(editor)s::bigint IS NULL OR editor_id = %(editor)s)
) done
GROUP BY GROUPING SETS ((), (editor_id), (day))
"""


def day_of(editor_id: int, day: datetime.date) -> Figures:
    """What one editor did on a day (Asia/Shanghai)."""
    rows = _rows(day, 1, editor_id)
    return next((_figures(row) for row in rows if row[0] and row[1]), Figures())


def week_of(day: datetime.date) -> Week:
    """What the desk did in the week that holds the day."""
    monday = day - datetime.timedelta(days=day.weekday())
    total, people, days = Figures(), {}, {}
    for row in _rows(monday, DAYS_A_WEEK, None):
        if row[0] and row[1]:
            total = _figures(row)
        elif row[1]:
            people[row[2]] = _figures(row)
        else:
            days[row[3]] = _figures(row)
    names = {user.pk: name_of(user) for user in User.objects.filter(pk__in=people)}
    ranked = sorted(people.items(), key=lambda each: (-each[1].done, names[each[0]]))
    return Week(monday, total, tuple((names[pk], figures) for pk, figures in ranked), days)


def _rows(first: datetime.date, days: int, editor_id: int | None) -> list[Any]:
    zone = timezone.get_current_timezone()
    begin = datetime.datetime.combine(first, datetime.time(), zone)
    end = datetime.datetime.combine(first + datetime.timedelta(days=days), datetime.time(), zone)
    values = {"begin": begin, "end": end, "editor": editor_id, "longest": CLAIM_SECONDS, "zone": str(zone)}
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, values)
        return list(cursor.fetchall())


def _figures(row: Any) -> Figures:
    corrected, waiting, faultless, seconds = row[4:]
    return Figures(corrected, waiting, faultless, None if seconds is None else round(seconds))
