"""Counts requests, one atomic statement each, and tells whether one more is allowed."""

import datetime
import math
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles.models import RateCount
from articles.rate_limits.visitors import visitor_hash

#: Counts past their end that are cleared when a visitor's new window begins.
CLEARED_AT_ONCE = 100


class Scope(StrEnum):
    """What is limited. The values stand in the database."""

    API = "api"
    FILES = "files"
    LOGIN_ADDRESS = "login_address"
    LOGIN_ACCOUNT = "login_account"
    REPORT = "report"
    TICKET = "ticket"


#: Scope → the setting of `RATE_LIMITS` that says how much of it is allowed.
SETTINGS = {
    Scope.API: "api",
    Scope.FILES: "files",
    Scope.LOGIN_ADDRESS: "login",
    Scope.LOGIN_ACCOUNT: "login",
    Scope.REPORT: "report",
    Scope.TICKET: "report",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` requests in `seconds`, counted from the first of them."""

    most: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request is within its limit, how many more are, and after how many seconds the window ends."""

    is_allowed: bool
    remaining: int
    seconds_left: int
    limit: Limit | None


class OverLimitError(RuntimeError):
    """A visitor asked for more than the limit allows; `verdict` says when to come again."""

    def __init__(self, scope: Scope, verdict: Verdict) -> None:
        super().__init__(f"over the limit of {scope}")
        self.scope = scope
        self.verdict = verdict


# The count stops one above the limit: however many are refused, the number stays small.
COUNT_ONE = """
INSERT INTO articles_ratecount AS held (scope, visitor, count, ends_at)
VALUES (%(scope)s, %(visitor)s, 1, %(ends_at)s)
ON CONFLICT (scope, visitor) DO UPDATE SET
    count = CASE WHEN held.ends_at <= %(now)s THEN 1 ELSE LEAST(held.count, %(most)s) + 1 END,
    ends_at = CASE WHEN held.ends_at <= %(now)s THEN EXCLUDED.ends_at ELSE held.ends_at END
RETURNING count, ends_at
"""
# Rows that another process is just counting on are left to it, so that no two ever wait for each other.
CLEAR_SOME = """
DELETE FROM articles_ratecount WHERE id IN (
    SELECT id FROM articles_ratecount WHERE ends_at <= %s ORDER BY ends_at LIMIT %s FOR UPDATE SKIP LOCKED
)
"""
GIVE_BACK = """
UPDATE articles_ratecount SET count = count - 1
WHERE scope = %s AND visitor = %s AND ends_at > %s AND count > 0
"""


def take(scope: Scope, subject: str, now: datetime.datetime | None = None) -> Verdict:
    """Count one request of `subject`, an address or a name, and tell whether it is within the limit."""
    limit = limit_of(scope)
    if limit is None:
        return Verdict(True, 0, 0, None)
    now = now or timezone.now()
    values = {
        "scope": scope.value,
        "visitor": _visitor(scope, subject, now),
        "most": limit.most,
        "now": now,
        "ends_at": now + datetime.timedelta(seconds=limit.seconds),
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE, values)
        count, ends_at = cursor.fetchone()
        if count == 1:
            cursor.execute(CLEAR_SOME, [now, CLEARED_AT_ONCE])
    seconds_left = max(1, math.ceil((ends_at - now).total_seconds()))
    return Verdict(count <= limit.most, max(0, limit.most - count), seconds_left, limit)


def require(scope: Scope, subject: str, now: datetime.datetime | None = None) -> Verdict:
    """As `take`, but raises `OverLimitError` for a request that is not allowed."""
    verdict = take(scope, subject, now)
    if not verdict.is_allowed:
        raise OverLimitError(scope, verdict)
    return verdict


def give_back(scope: Scope, subject: str, now: datetime.datetime | None = None) -> None:
    """Take back one that was counted but should not have been, such as a login that succeeded."""
    if limit_of(scope) is None:
        return
    now = now or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(GIVE_BACK, [scope.value, _visitor(scope, subject, now), now])


def clear_ended(now: datetime.datetime | None = None) -> int:
    """Delete every count whose window is over; how many there were."""
    deleted, _ = RateCount.objects.filter(ends_at__lte=now or timezone.now()).delete()
    return deleted


def limit_of(scope: Scope) -> Limit | None:
    """What the settings allow; None where they set no limit."""
    rate = settings.RATE_LIMITS[SETTINGS[scope]]
    return Limit(*rate) if rate else None


def _visitor(scope: Scope, subject: str, now: datetime.datetime) -> str:
    return visitor_hash(scope.value, subject, now.astimezone(datetime.UTC).date())
