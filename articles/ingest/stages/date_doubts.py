"""Doubts of the day that a page prints: another one than was given, or another weekday than its own. Pure."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.ingest.drafts import Hints, Note
from articles.ingest.stages.furniture import Furniture
from articles.ingest.stages.page_breaks import PageHead

_WEEKDAYS = "一二三四五六日"


def date_doubts(hints: Hints, heads: Sequence[PageHead]) -> Iterator[Note]:
    for head in heads:
        for line, _, furniture in head.furniture:
            if hints.date is not None and furniture.date is not None and furniture.date != hints.date:
                message = f"版面所印日期为 {furniture.date}，与给定日期 {hints.date} 不同"
                yield Note("date_differs", line, message)
        for line, date, weekday in _weekdays(head):
            if date.weekday() != weekday:
                own = _WEEKDAYS[date.weekday()]
                message = f"版面印的是星期{_WEEKDAYS[weekday]}，而 {date} 是星期{own}，日期可能识别有误"
                yield Note("weekday_differs", line, message)


def _weekdays(head: PageHead) -> Iterator[tuple[int, datetime.date, int]]:
    """Each printed day that has a weekday on its own line or, alone, on the next."""
    nothing = (0, "", Furniture())
    for (line, _, here), (_, _, following) in pairwise([*head.furniture, nothing]):
        weekday = here.weekday if here.weekday >= 0 or following.date else following.weekday
        if here.date is not None and weekday >= 0:
            yield line, here.date, weekday
