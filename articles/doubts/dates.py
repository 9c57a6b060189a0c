"""Days that the calendar does not have, and days told as past that lie after the issue's own. Pure."""

import datetime
import re
from collections.abc import Iterator

from articles.doubts.doubt import Doubt, DoubtKind
from articles.ingest.stages.date_clues import as_date
from articles.ingest.stages.day_mentions import DayMention, Told, day_mentions

_DAY = re.compile(r"(?<![\d.])(?:(?P<y>(?:19|20)\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_HOUR = re.compile(r"(?<![\d.小])(?P<h>\d{1,2})时(?P<m>\d{1,2})分")
#: A leap year, for days without a year.
_LEAP = 2024
_WEEKDAYS = "一二三四五六日"
#: A report of yesterday may have waited a day.
_YESTERDAYS = (1, 2)


def date_doubts(field: str, text: str, issue_date: datetime.date | None) -> Iterator[Doubt]:
    """`issue_date` is None where it is not known for certain."""
    for match in _DAY.finditer(text):
        if as_date(int(match.group("y") or _LEAP), int(match.group("m")), int(match.group("d"))) is None:
            words = f"没有“{match.group()}”这一天"
            yield Doubt(field, match.start(), match.end(), DoubtKind.DATE, words)
    for match in _HOUR.finditer(text):
        if int(match.group("h")) > 24 or int(match.group("m")) > 59:
            yield Doubt(field, match.start(), match.end(), DoubtKind.DATE, f"没有“{match.group()}”这个时刻")
    if issue_date is None:
        return
    offset = 0
    for paragraph in text.split("\n"):
        for mention in day_mentions(paragraph):
            if words := _against(mention, issue_date):
                start = offset + mention.start
                yield Doubt(field, start, start + len(mention.text), DoubtKind.DATE, words)
        offset += len(paragraph) + 1


def _against(mention: DayMention, issue_date: datetime.date) -> str:
    """What is wrong with a told day; empty where nothing is."""
    day = _nearest(mention, issue_date)
    if day is None:
        return ""
    printed = f"本期是{issue_date.month}月{issue_date.day}日"
    behind = (issue_date - day).days
    if mention.told in (Told.PAST, Told.YESTERDAY) and behind < 0:
        return f"“{mention.text}”说成已经过去，而{printed}"
    if mention.told is Told.YESTERDAY and behind not in _YESTERDAYS:
        return f"“昨日”是“{mention.text}”，而{printed}"
    if mention.told is Told.TODAY and behind not in (0, 1):
        return f"“今日”是“{mention.text}”，而{printed}"
    if mention.weekday >= 0 and day.weekday() != mention.weekday:
        return f"{day.isoformat()} 是星期{_WEEKDAYS[day.weekday()]}，文中是“{mention.text}”"
    return ""


def _nearest(mention: DayMention, issue_date: datetime.date) -> datetime.date | None:
    """The day meant; without a year, that of the years around which lies next to the issue's day."""
    years = [mention.year] if mention.year else [issue_date.year - 1, issue_date.year, issue_date.year + 1]
    days = [day for year in years if (day := as_date(year, mention.month, mention.day)) is not None]
    return min(days, key=lambda day: abs((day - issue_date).days), default=None)
