"""What a page says of its own day: datelines, the days that reports tell, days until which they count, notices. Pure.

Each clue has a weight and the days after its own on which the paper can have appeared.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.ingest.drafts import ArticleDraft, Kind, PageDraft
from articles.ingest.stages.article_lines import ArticleLines
from articles.ingest.stages.countdowns import counted_day
from articles.ingest.stages.day_mentions import DayMention, Told, day_mentions

_DATELINE = re.compile(
    r"(?P<who>本报|本网|本刊|新华社|中新社|中新网|新华网|人民网|央视新闻|中国新闻社)[\u4e00-\u9fff/]{0,8}?"
    r"(?:(?P<y>(?:19|20)\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日专?[电讯]"
)
_REPRINT = re.compile(r"(?:原载|转载|摘自|来源)[^（()）]{0,20}?(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_SIGNED = re.compile(r"(?:^|\n)[^\n。，；：]{0,24}?(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日$")
_SHOWN = re.compile(r"公示(?:期|时间)[^\d\n]{0,6}(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
#: How much of a report's beginning, and of its later paragraphs', is taken to speak of its own day.
_LEAD, _PARAGRAPH_LEAD = 120, 14
_EXACT_DAYS = 3
_ADVERTISED = (Kind.ADVERT, Kind.NOTICE)
#: What today and yesterday weigh, and the days after on which the paper appeared.
_EXACT = {Told.TODAY: (4.0, 0, 1), Told.YESTERDAY: (4.0, 1, 1)}
#: Days told in one report lie close together; what lies further behind its lead is a plan or history.
_ONE_REPORT = 10


@dataclass(frozen=True, slots=True)
class DayClue:
    """A day of the calendar; the paper appeared between `first` and `last` days after it, `best` most likely.

    `year` is 0 where the words name none, `weekday` (0 is Monday) -1. `is_exact`: its range is believed however
    many reports would allow a later day.
    """

    month: int
    day: int
    text: str
    line: int
    weight: float
    first: int
    best: int
    last: int
    year: int = 0
    weekday: int = -1
    is_exact: bool = False
    is_report: bool = False

    def on(self, year: int) -> datetime.date | None:
        return as_date(self.year or year, self.month, self.day)


def day_clues(pages: Sequence[PageDraft]) -> list[DayClue]:
    """Clues in page order. Notices speak of days to come, so theirs are for pages that say nothing nearer."""
    found: list[DayClue] = []
    for page in pages:
        for article in page.articles:
            lines = ArticleLines(page, article)
            found += _datelines(article, lines)
            found += _countdown(article, lines) if article.kind in _ADVERTISED else _told_days(article, lines)
    return found


def notice_clues(pages: Sequence[PageDraft]) -> list[DayClue]:
    """The day below a notice, and the first of the days on which something is shown to the public."""
    found = []
    for page in pages:
        for article in page.articles:
            for pattern, first, last in ((_SIGNED, 0, 13), (_SHOWN, -3, 10)):
                match = pattern.search(article.body) if article.kind is Kind.NOTICE else None
                if match is not None:
                    found.append(_clue(ArticleLines(page, article), match, weight=1.0, days=(first, 0, last)))
    return found


def past_days(pages: Sequence[PageDraft]) -> Iterator[datetime.date]:
    """Days with their year that the page tells as past, or on which a reprint first appeared."""
    for page in pages:
        for article in page.articles:
            if article.kind in (*_ADVERTISED, Kind.PAGE_FURNITURE):
                continue
            named = [
                (mention.year, mention.month, mention.day)
                for paragraph in article.body.split("\n")
                for mention in day_mentions(paragraph)
                if mention.year and mention.told in (Told.PAST, Told.UNTIL, Told.YESTERDAY)
            ]
            text = f"{article.body}\n{ArticleLines(page, article).byline}"
            named += [(int(m.group("y")), int(m.group("m")), int(m.group("d"))) for m in _REPRINT.finditer(text)]
            yield from (day for parts in named if (day := as_date(*parts)) is not None)


def as_date(year: int, month: int, day: int) -> datetime.date | None:
    """None for a day that the calendar does not have."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _datelines(article: ArticleDraft, lines: ArticleLines) -> Iterator[DayClue]:
    """本报3月4日讯 appears that day or the next, 新华社…电 at times a day later."""
    text = lines.byline
    if article.kind is Kind.BRIEF_LIST:
        text = f"{text}\n{article.body}"
    for match in _DATELINE.finditer(text):
        is_own = match.group("who") in ("本报", "本网", "本刊")
        yield _clue(lines, match, weight=4.0, days=(0, 1, 1 if is_own else 2))


def _countdown(article: ArticleDraft, lines: ArticleLines) -> Iterator[DayClue]:
    counted = counted_day(article.body)
    if counted is not None:
        day, words, count = counted
        line = lines.of(count)
        yield DayClue(day.month, day.day, words, line, 6.0, 0, 0, 0, year=day.year, is_exact=True)


def _told_days(article: ArticleDraft, lines: ArticleLines) -> Iterator[DayClue]:
    lead: DayClue | None = None
    for number, paragraph in enumerate(article.body.split("\n")):
        for mention in day_mentions(paragraph):
            clue = _told_day(article, lines, mention, is_lead=number == 0)
            if clue is None:
                continue
            is_own = clue.is_report and article.kind is Kind.ARTICLE
            if is_own and number == 0:
                lead = lead or clue
            if is_own and number and lead and _days_between(lead, clue) > _ONE_REPORT:
                continue
            yield clue


def _told_day(article: ArticleDraft, lines: ArticleLines, mention: DayMention, *, is_lead: bool) -> DayClue | None:
    line = lines.of(mention.text)
    if mention.told in _EXACT:
        weight, first, last = _EXACT[mention.told]
        return _of_mention(mention, line, weight, first, last, is_exact=True)
    if mention.told is Told.UNTIL:
        first = int(mention.text.endswith("24时"))
        return replace(_of_mention(mention, line, 1.0, first, first + 13), text=f"截至{mention.text}")
    weight = _weight(article, mention, is_lead=is_lead)
    if not weight:
        return None
    last = 4 if is_lead or mention.has_hour or article.kind is Kind.PHOTO_CAPTION else 7
    return _of_mention(mention, line, weight, 1, last, is_report=True)


def _of_mention(
    mention: DayMention,
    line: int,
    weight: float,
    first: int,
    last: int,
    *,
    is_exact: bool = False,
    is_report: bool = False,
) -> DayClue:
    return DayClue(
        month=mention.month,
        day=mention.day,
        text=mention.text,
        line=line,
        weight=weight,
        first=first,
        best=first,
        last=last,
        year=mention.year,
        weekday=mention.weekday,
        is_exact=is_exact,
        is_report=is_report,
    )


def _weight(article: ArticleDraft, mention: DayMention, *, is_lead: bool) -> float:
    """How surely the words tell of a day just past; 0 where they do not."""
    is_past = mention.told is Told.PAST
    if mention.year and not (article.credits or article.dateline or article.kind is Kind.PHOTO_CAPTION):
        return 0.5 if is_past else 0.0
    if article.kind is Kind.PHOTO_CAPTION:
        return 1.0 if mention.year else 2.0
    if article.kind is Kind.ARTICLE and is_lead and mention.start < _LEAD:
        if is_past:
            return 3.0 if mention.has_hour else 2.5
        return 1.5 if mention.start == 0 and not mention.year else 0.0
    if article.kind not in (Kind.ARTICLE, Kind.BRIEF_LIST) or not is_past or mention.start >= _PARAGRAPH_LEAD:
        return 0.0
    return 0.5 if mention.year else 1.5 if mention.has_hour else 1.0


def _days_between(one: DayClue, other: DayClue) -> int:
    """How far two days lie apart, whatever their year: December and January are neighbours."""
    days = abs((one.month * 30 + one.day) - (other.month * 30 + other.day))
    return min(days, 365 - days)


def _clue(lines: ArticleLines, match: re.Match[str], *, weight: float, days: tuple[int, int, int]) -> DayClue:
    text = match.group().strip()
    first, best, last = days
    year, month, day = (int(match.group(name) or 0) for name in "ymd")
    is_exact = last - first < _EXACT_DAYS
    return DayClue(month, day, text, lines.of(text), weight, first, best, last, year=year, is_exact=is_exact)
