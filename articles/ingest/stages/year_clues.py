"""Which year a page was printed in, told from the years it names; a plan's year is none of them. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.ingest.drafts import ArticleDraft, DateEvidence, Kind, PageDraft
from articles.ingest.stages.article_lines import ArticleLines
from articles.ingest.stages.date_clues import DayClue
from articles.ingest.stages.day_mentions import quoted_places

_YEAR = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?年(?!代)")
_FULL_REST = re.compile(r"\d{1,2}月\d{1,2}日")
_PLAN_BEFORE = re.compile(
    r"(?:[到至]|力争|争取|确保|计划|预计|目标|规划|展望|将于?|拟|有望|迈向|面向)[^。，；、\n]{0,6}$|[到至—-]$"
)
_PLAN_BEHIND = re.compile(
    # 2021年全年任务将…: one plans for the whole of a year within it.
    r"(?!全年)(?:[^。，；\n]{0,6}(?:前(?![往来进期列景沿身瞻提方端所十三五几])|前后)"
    r"|，?[^。，；\n]{0,8}(?:将(?![军士领近])|规划|目标|愿景|远景|预计|力争|达峰|中和)"
    r"|(?:(?![已了])[^。，；\n]){0,8}(?:建成|完工|竣工)(?!了))"
)
#: 成立于2005年, 2005年毕业: a year of somebody's or something's life.
_LIFE_BEFORE = re.compile(r"(?:成立|始建|建|生|毕业|参军|入伍|入党|创建|创办|创立|始|源)于(?:公元)?$")
_LIFE_BEHIND = re.compile(r"[^。，；\n]{0,6}(?:出生|毕业|参军|入伍|入党|退休|退伍|成立|创办|创建)")
#: 2021年成绩喜人, 2021年增长6%: the year is over. 预期 and 目标 make it a plan.
_OVER = re.compile(r"(?!，?[^。，；\n]{0,8}(?:预期|目标))[^。；\n]{0,12}(?:成绩|增长|下降|总结|圆满|累计|同比)")
_SINCE = re.compile(r"(?:\d{1,2}月)?(?:以来|起|至今|开始|年初以来)")
_THIS = re.compile(r"今年(?:是|[（(]|即)\s?(?P<y>(?:19|20)\d\d)\s?年?")
_LAST = re.compile(r"去年(?:是|[（(]|即)?(?P<y>(?:19|20)\d\d)\s?年")
_NEXT = re.compile(r"明年(?:是|[（(]|即)?(?P<y>(?:19|20)\d\d)\s?年")
#: 2018年以来…今年4月: a writer who says this year names another one by its number.
_BEFORE_THIS = re.compile(r"(?P<y>(?:19|20)\d\d)\s?年[^\n]{1,120}?今年")
#: A year is believed from this weight on: named twice, or once in a headline.
_CERTAIN = 1.5
_JANUARY = 1


@dataclass(frozen=True, slots=True)
class YearClue:
    year: int
    evidence: tuple[DateEvidence, ...] = ()


@dataclass(slots=True)
class NamedYears:
    """The years of the text, with the weight of the places that do not speak of plans, and of those that do."""

    told: Counter[int]
    planned: Counter[int]
    over: set[int]

    def weight(self, year: int) -> float:
        return self.told[year] / 2 - self.planned[year] / 4

    def latest(self, weight: float) -> int:
        """The latest year of at least that weight; 0 without one."""
        return max((year for year in self.told if self.weight(year) >= weight), default=0)


def year_of(pages: Sequence[PageDraft], named: NamedYears, days: Sequence[DayClue]) -> YearClue | None:
    """今年是2021年 decides; else the latest year told of twice, else the one after 2018年…今年; None if none is sure.

    A weekday beside a day decides between that year and its neighbours.
    """
    spoken = _spoken_year(pages)
    if spoken is not None:
        return spoken
    certain = named.latest(_CERTAIN)
    if certain:
        return _by_weekday(YearClue(_after_turn(certain, named, days)), days)
    before = _year_before(pages)
    if before is not None:
        return _by_weekday(before, days)
    lone = named.latest(_CERTAIN / 3)
    clue = _by_weekday(YearClue(lone), days) if lone else None
    return clue if clue and clue.evidence else None


def _after_turn(year: int, named: NamedYears, days: Sequence[DayClue]) -> int:
    """In January the old year is told of twice, as one that is over, and the new one is all plans."""
    is_january = any(day.month == _JANUARY and not day.year for day in days)
    return year + 1 if is_january and (named.planned[year + 1] or year in named.over) else year


def _articles(pages: Sequence[PageDraft]) -> Iterator[tuple[PageDraft, ArticleDraft]]:
    return ((page, article) for page in pages for article in page.articles)


def _spoken_year(pages: Sequence[PageDraft]) -> YearClue | None:
    found: list[YearClue] = []
    for page, article in _articles(pages):
        quoted = quoted_places(article.body)
        spoken = {
            int(match.group("y")) + years: match.group()
            for pattern, years in ((_THIS, 0), (_LAST, 1), (_NEXT, -1))
            for match in pattern.finditer(article.body)
            if match.start() not in quoted
        }
        found += _latest_of(spoken, page, article)
    return max(found, key=lambda clue: clue.year, default=None)


def _latest_of(spoken: dict[int, str], page: PageDraft, article: ArticleDraft) -> Iterator[YearClue]:
    if spoken:
        year = max(spoken)
        line = ArticleLines(page, article).of(spoken[year].split("…")[0])
        yield YearClue(year, (DateEvidence(line, spoken[year], str(year)),))


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 14) : match.start()]


def named_years(pages: Sequence[PageDraft]) -> NamedYears:
    """Halves: 2 a place, 3 in a headline, 1 for 2021年以来; a day with its year adds 3 in a notice, else 1 in all."""
    named = NamedYears(Counter(), Counter(), set())
    histories: set[int] = set()
    for _, article in _articles(pages):
        told: Counter[int] = Counter()
        text = f"{article.headline}\n{article.body}"
        quoted = quoted_places(text)
        for match in _YEAR.finditer(text):
            year, before = int(match.group("y")), _before(text, match)
            behind = text[match.end() : match.end() + 20]
            if match.start() in quoted or _LIFE_BEFORE.search(before) or _LIFE_BEHIND.match(behind):
                continue
            if _FULL_REST.match(behind):
                if article.kind in (Kind.NOTICE, Kind.ADVERT):
                    told[year] += 3
                else:
                    histories.add(year)
            elif _PLAN_BEFORE.search(before) or _PLAN_BEHIND.match(behind):
                named.planned[year] += 2
            else:
                named.over.update({year} if _OVER.match(behind) else ())
                told[year] += 1 if _SINCE.match(behind) else 3 if match.start() < len(article.headline) else 2
        named.told.update({year: min(4, weight) for year, weight in told.items()})
    named.told.update(dict.fromkeys(histories, 1))
    return named


def _year_before(pages: Sequence[PageDraft]) -> YearClue | None:
    """The year after the latest one that is named beside 今年, plans aside."""
    found: list[YearClue] = []
    for page, article in _articles(pages):
        spoken = {
            int(match.group("y")) + 1: f"{match.group('y')}年……今年"
            for match in _BEFORE_THIS.finditer(article.body)
            if not _PLAN_BEFORE.search(_before(article.body, match))
            and not _PLAN_BEHIND.match(article.body, match.end("y") + 1, match.end("y") + 21)
        }
        found += _latest_of(spoken, page, article)
    return max(found, key=lambda clue: clue.year, default=None)


def _by_weekday(clue: YearClue, days: Sequence[DayClue]) -> YearClue:
    told = [day for day in days if day.weekday >= 0 and not day.year]
    if not told:
        return clue
    for year in (clue.year, clue.year + 1, clue.year - 1):
        if all((date := day.on(year)) is not None and date.weekday() == day.weekday for day in told):
            evidence = tuple(DateEvidence(day.line, day.text, str(year)) for day in told[:1])
            return YearClue(year, (*clue.evidence, *evidence))
    return clue
