"""Erases what is kept only for a time: the running site does it by itself, about every hour, in a thread beside those
that answer readers. `manage.py clear_expired` does the same at once."""

import datetime
import logging
import random
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.db import DatabaseError, InterfaceError, connection, connections
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import ArticleDay, AskedQuery, QueryVisitor, RateCount, ReportContact
from articles.rate_limits.counting import clear_ended
from articles.services.reports.contacts import KEPT_FOR, erase_contacts
from articles.usage.expiry import COUNT_DAYS, QUERY_DAYS, clear_expired_usage

logger = logging.getLogger(__name__)

#: How often it is erased, and how often each process looks whether it is time.
EVERY = datetime.timedelta(hours=1)
LOOK_SECONDS = 600.0
#: A process looks first when it has begun to answer, and not all of them at the same moment.
FIRST_LOOK_SECONDS = (10.0, 60.0)
#: So much later than promised something may go before it is called overdue: a site may stand still over night.
GRACE = datetime.timedelta(days=1)

#: What expires, and what deletes it once its time is over and tells how much that was.
EXPIRING: Mapping[str, Callable[[], int]] = {
    "counts of visitors' requests": clear_ended,
    "contacts of closed reports": erase_contacts,
    "texts of queries and old counts of readers": clear_expired_usage,
}
BEGIN = """
INSERT INTO articles_upkeep AS held (id, begun_at) VALUES (1, %(now)s)
ON CONFLICT (id) DO UPDATE SET begun_at = EXCLUDED.begun_at WHERE held.begun_at <= %(before)s
RETURNING id
"""


def erase_expired() -> dict[str, int]:
    """How much of each was erased. What cannot be is logged and left out, and holds up nothing else."""
    erased = {}
    for name, clear in EXPIRING.items():
        try:
            erased[name] = clear()
        except Exception:
            logger.exception("%s were not erased; it is tried again within the hour", name)
    return erased


def erase_when_due(now: datetime.datetime | None = None) -> bool:
    """Erase, if no process has begun to within the hour; whether this one did. Right with any number of processes."""
    now = now or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, {"now": now, "before": now - EVERY})
        is_ours = cursor.fetchone() is not None
    if is_ours:
        erase_expired()
    return is_ours


def is_overdue(now: datetime.datetime | None = None) -> bool:
    """Whether something is still there that should be gone for a day and more. A few looks into indexes."""
    return any(rows.exists() for rows in late_rows(now).values())


def late_rows(now: datetime.datetime | None = None) -> dict[str, QuerySet[Any]]:
    """What should be gone for a day and more, by what it is called at the desk."""
    late = (now or timezone.now()) - GRACE
    day = timezone.localdate(late)
    return {
        f"报错读者的联系方式（办结后 {KEPT_FOR.days} 天）": ReportContact.objects.filter(
            report__closed_at__lte=late - KEPT_FOR
        ),
        "访问频率的计数（时限一过）": RateCount.objects.filter(ends_at__lte=late),
        "谁查过哪个词的记号（当天）": QueryVisitor.objects.filter(day__lt=day),
        f"读者检索的词（{QUERY_DAYS} 天）": AskedQuery.objects.filter(
            day__lte=day - datetime.timedelta(days=QUERY_DAYS)
        ),
        f"每篇每天的阅读次数（{COUNT_DAYS} 天）": ArticleDay.objects.filter(
            day__lte=day - datetime.timedelta(days=COUNT_DAYS)
        ),
    }


def keep_erasing() -> None:
    """Start the thread of this process."""
    threading.Thread(target=_look_again_and_again, name="upkeep", daemon=True).start()


def _look_again_and_again() -> None:
    time.sleep(random.uniform(*FIRST_LOOK_SECONDS))  # noqa: S311 no secret
    while True:
        look()
        time.sleep(LOOK_SECONDS)


def look() -> None:
    """A database that does not answer now is asked again later; nothing that goes wrong ends the thread."""
    try:
        erase_when_due()
    except (DatabaseError, InterfaceError) as error:
        logger.warning("nothing expired was erased: %s; it is tried again", type(error).__name__)
    except Exception:
        logger.exception("nothing expired was erased; it is tried again")
    finally:
        connections.close_all()
