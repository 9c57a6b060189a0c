"""Adverts that count the days to an event: 2021年6月30日 … 距云溪马拉松还有 12 天. Pure."""

import datetime
import re

_FULL = re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_COUNT = re.compile(
    r"距(?P<event>[^\n。；]{0,40}?)还有\s?(?P<days>\d{1,3})\s?天(?:[（(](?P<behind>[^（()）\n]{8,20})[）)])?"
)
#: A line that names an event's day is short and tells nothing else.
_LONGEST_DAY_LINE = 30
_OTHER_DAY = re.compile(r"成立|创建|创办|始于|开业于|建于|生产|[。；]")


def counted_day(body: str) -> tuple[datetime.date, str, str] | None:
    """The day on which the count was printed, the words that tell it, and the count's own.

    The full date must be the event's: named inside the count, or the advert's only one, alone on a line beside it.
    """
    lines = body.split("\n")
    for number, line in enumerate(lines):
        count = _COUNT.search(line)
        if count is None:
            continue
        full = _FULL.search(count.group("event")) or _FULL.search(count.group("behind") or "")
        full = full or _day_beside(lines, number)
        event = _date(full) if full else None
        if full and event is not None:
            words = re.sub(r".*?(?=还有)", "", count.group(), count=1)
            day = event - datetime.timedelta(days=int(count.group("days")))
            return day, f"{full.group()} {words}", words
    return None


def _day_beside(lines: list[str], number: int) -> re.Match[str] | None:
    found = [(place, match) for place, line in enumerate(lines) for match in _FULL.finditer(line)]
    if len(found) != 1:
        return None
    place, match = found[0]
    is_alone = len(lines[place]) <= _LONGEST_DAY_LINE and not _OTHER_DAY.search(lines[place])
    return match if is_alone and 0 < abs(place - number) <= 2 else None


def _date(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(*(int(match.group(name)) for name in "ymd"))
    except ValueError:
        return None
