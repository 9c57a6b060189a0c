"""What articles say of their own day: the days they report, days until which they count, and the year. Pure."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.ingest.drafts import ArticleDraft, DateEvidence, Kind, PageDraft, Part

_FULL = re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_DAY = re.compile(
    r"(?<![\d年])(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天])[）)]?)?"
    r"(?:[上下中]午|晚|凌晨|清晨)?(?:(?:至|到|—|－|-)(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日)?"
    r"(?![前起止至]|以前|之前|开始|将)"
)
#: A day named after or before one of these within its clause is to come, or a count was made until it.
_PLAN_BEFORE = re.compile(r"(?:截至|将|定于|拟于|计划|预计|报名|截止|迎来|距)[^。，；]{0,10}$")
_PLAN_BEHIND = re.compile(r"[^。，；]{0,6}将")
_UNTIL = re.compile(r"截至(?:目前|(?:(?P<y>(?:19|20)\d\d)年|今年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日)(?![前止])")
_YEAR = re.compile(r"(?<![\d到至—-])(?P<y>(?:19|20)\d\d)\s?年(?!底前|前|度?目标)")
#: 2018年以来…今年4月: a writer who says this year names another one by its number.
_YEAR_BEFORE = re.compile(r"(?P<y>(?:19|20)\d\d)\s?年[^\n]{1,120}?今年")
_COUNTDOWN = re.compile(r"还有\s?(?P<days>\d{1,3})\s?天")
_WEEKDAYS = "一二三四五六日"
#: How much of a report's beginning, and of its later paragraphs', is taken to speak of its own day.
_LEAD, _PARAGRAPH_LEAD = 120, 14


@dataclass(frozen=True, slots=True)
class DayClue:
    """A day told as past. `weekday` (0 is Monday) stands beside it or is -1."""

    month: int
    day: int
    text: str
    line: int
    weekday: int = -1

    def on(self, year: int) -> datetime.date | None:
        return as_date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class YearClue:
    year: int
    evidence: tuple[DateEvidence, ...] = ()


def reported_days(pages: Sequence[PageDraft]) -> Iterator[DayClue]:
    """Days named where reports and captions name their own day; of several days the last."""
    for page, article in _of_kinds(pages, Kind.ARTICLE, Kind.PHOTO_CAPTION):
        whole = article.body if article.kind is Kind.PHOTO_CAPTION else _paragraph_leads(article.body)
        for match in _DAY.finditer(whole):
            if _PLAN_BEFORE.search(whole, 0, match.start()) or _PLAN_BEHIND.match(whole, match.end()):
                continue
            month, day, weekday = match.group("m"), match.group("d"), match.group("weekday")
            if match.group("d2"):
                month, day, weekday = match.group("m2") or month, match.group("d2"), None
            yield DayClue(int(month), int(day), match.group(), _line_of(page, article, match.group()), _number(weekday))


def days_until(pages: Sequence[PageDraft]) -> Iterator[DayClue]:
    """截至8月10日: the paper appeared on that day or later."""
    for page, article in _of_kinds(pages, Kind.ARTICLE, Kind.CONTINUATION, Kind.BRIEF_LIST):
        for match in _UNTIL.finditer(article.body):
            if match.group("m") and not match.group("y"):
                line = _line_of(page, article, match.group())
                yield DayClue(int(match.group("m")), int(match.group("d")), match.group(), line)


def year_of(pages: Sequence[PageDraft], days: Sequence[DayClue]) -> YearClue | None:
    """The latest year named twice or in a full date, plans such as 到2025年 left out; else what a lone year implies.

    A weekday beside a day decides between that year and its neighbours.
    """
    years: Counter[int] = Counter()
    clue = None
    for page, article in _of_kinds(pages, *Kind):
        text = f"{article.headline}\n{article.body}"
        named = Counter(int(match.group("y")) for match in _YEAR.finditer(text))
        years.update({year: min(2, count) for year, count in named.items()})
        years.update({int(match.group("y")) for match in _FULL.finditer(text)})
        clue = _later(clue, _year_before(page, article))
    certain = [year for year, count in years.items() if count >= 2]
    if certain:
        clue = YearClue(max(certain))
    elif clue is None and years:
        clue = YearClue(max(years))
    return _by_weekday(clue, days)


def countdown(pages: Sequence[PageDraft]) -> tuple[datetime.date, DateEvidence] | None:
    """An advert that names its day and how many days are left tells today's date."""
    for page, article in _of_kinds(pages, Kind.ADVERT, Kind.NOTICE):
        count, full = _COUNTDOWN.search(article.body), _FULL.search(article.body)
        event = as_date(*(int(full.group(name)) for name in "ymd")) if count and full else None
        if count and full and event is not None:
            day = event - datetime.timedelta(days=int(count.group("days")))
            line = _line_of(page, article, count.group())
            return day, DateEvidence(line, f"{full.group()} {count.group()}", day.isoformat())
    return None


def as_date(year: int, month: int, day: int) -> datetime.date | None:
    """None for a day that the calendar does not have."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _of_kinds(pages: Sequence[PageDraft], *kinds: Kind) -> Iterator[tuple[PageDraft, ArticleDraft]]:
    return ((page, article) for page in pages for article in page.articles if article.kind in kinds)


def _paragraph_leads(body: str) -> str:
    first, *others = body.split("\n")
    return "\n".join([first[:_LEAD], *(paragraph[:_PARAGRAPH_LEAD] for paragraph in others)])


def _number(weekday: str | None) -> int:
    return _WEEKDAYS.index(weekday.replace("天", "日")) if weekday else -1


def _year_before(page: PageDraft, article: ArticleDraft) -> YearClue | None:
    """The year after the latest one that is named beside 今年."""
    found = max(_YEAR_BEFORE.finditer(article.body), key=lambda match: match.group("y"), default=None)
    if found is None:
        return None
    year = int(found.group("y")) + 1
    words = f"{found.group('y')}年"
    return YearClue(year, (DateEvidence(_line_of(page, article, words), f"{words}……今年", str(year)),))


def _later(one: YearClue | None, other: YearClue | None) -> YearClue | None:
    known = [clue for clue in (one, other) if clue is not None]
    return max(known, key=lambda clue: clue.year, default=None)


def _by_weekday(clue: YearClue | None, days: Sequence[DayClue]) -> YearClue | None:
    told = [day for day in days if day.weekday >= 0]
    if clue is None or not told:
        return clue
    for year in (clue.year, clue.year + 1, clue.year - 1):
        if all((date := day.on(year)) is not None and date.weekday() == day.weekday for day in told):
            evidence = tuple(DateEvidence(day.line, day.text, str(year)) for day in told[:1])
            return clue if year == clue.year else YearClue(year, evidence)
    return clue


def _line_of(page: PageDraft, article: ArticleDraft, words: str) -> int:
    """The line of the source on which an article's words stand; its first line when they are broken over two."""
    spans = [span for span in article.spans if span.part is Part.BODY] or list(article.spans)
    for span in spans:
        compact = page.text[span.start : span.end]
        place = compact.find(words)
        if place >= 0:
            return page.first_line + page.text.count("\n", 0, span.start + place)
    return page.first_line + page.text.count("\n", 0, spans[0].start)
