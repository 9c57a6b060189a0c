"""Finds the day of an issue: as given, as printed in the furniture, or inferred from the days the reports speak of."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.ingest.drafts import ArticleDraft, DateEstimate, DateEvidence, DateSource, Hints, Kind, PageDraft, Part
from articles.ingest.stages.page_breaks import PageHead

#: Reports appear on the day after what they tell of; by the fourth day they are no news.
_NEXT_DAY = 1
_NO_LATER_THAN = 4
_FULL = re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_DAY = re.compile(
    r"(?<![\d年])(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?P<part>[上下中]午|晚|凌晨|清晨)?(?!前|起|止|至|以前|之前|开始|将)"
)
_YEAR = re.compile(r"(?<![\d到至—-])(?P<y>(?:19|20)\d\d)\s?年(?!底前|前|度?目标)")
_COUNTDOWN = re.compile(r"还有\s?(?P<days>\d{1,3})\s?天")
#: How much of a report's beginning is taken to speak of its own day.
_LEAD = 120


@dataclass(frozen=True, slots=True)
class _Mention:
    page: PageDraft
    article: ArticleDraft
    text: str
    month: int
    day: int

    @property
    def line(self) -> int:
        return _line_of(self.page, self.article, self.text)


def estimate_date(hints: Hints, heads: Sequence[PageHead], pages: Sequence[PageDraft]) -> DateEstimate:
    if hints.date is not None:
        return DateEstimate(DateSource.GIVEN, hints.date, hints.date, hints.date, _printed_evidence(heads))
    furniture = _furniture_lines(pages)
    printed = tuple(item for item in _printed_evidence(heads) if item.line in furniture)
    if printed:
        day = datetime.date.fromisoformat(Counter(item.iso for item in printed).most_common(1)[0][0])
        return DateEstimate(DateSource.PRINTED, day, day, day, printed)
    return _infer(pages)


def _printed_evidence(heads: Sequence[PageHead]) -> tuple[DateEvidence, ...]:
    return tuple(
        DateEvidence(line, text, furniture.date.isoformat())
        for head in heads
        for line, text, furniture in head.furniture
        if furniture.date is not None
    )


def _furniture_lines(pages: Sequence[PageDraft]) -> set[int]:
    """Lines that were taken for furniture; a date in an advert or below a notice is not the issue's."""
    lines: set[int] = set()
    for page in pages:
        for article in page.articles:
            if article.kind is Kind.PAGE_FURNITURE:
                for span in article.spans:
                    first = page.first_line + page.text.count("\n", 0, span.start)
                    lines.update(range(first, first + page.text.count("\n", span.start, span.end) + 1))
    return lines


def _infer(pages: Sequence[PageDraft]) -> DateEstimate:
    counted = _count_down(pages)
    if counted is not None:
        return counted
    year = _year(pages)
    if not year:
        return DateEstimate()
    days: dict[datetime.date, list[_Mention]] = {}
    for mention in _lead_mentions(pages):
        day = _as_date(year, mention.month, mention.day)
        if day is not None:
            days.setdefault(day, []).append(mention)
    if not days:
        return DateEstimate()
    latest = max(days)
    evidence = tuple(DateEvidence(m.line, m.text, latest.isoformat()) for m in days[latest][:5])
    first = latest + datetime.timedelta(days=_NEXT_DAY)
    return DateEstimate(DateSource.INFERRED, first, first, latest + datetime.timedelta(days=_NO_LATER_THAN), evidence)


def _count_down(pages: Sequence[PageDraft]) -> DateEstimate | None:
    """An advert that names its day and how many days are left tells today's date."""
    for page in pages:
        for article in page.articles:
            count = _COUNTDOWN.search(article.body)
            full = _FULL.search(article.body)
            if article.kind not in (Kind.ADVERT, Kind.NOTICE) or not count or not full:
                continue
            event = _as_date(*(int(full.group(name)) for name in "ymd"))
            if event is not None:
                day = event - datetime.timedelta(days=int(count.group("days")))
                line = _line_of(page, article, count.group())
                evidence = (DateEvidence(line, f"{full.group()} {count.group()}", day.isoformat()),)
                return DateEstimate(DateSource.INFERRED, day, day, day, evidence)
    return None


def _year(pages: Sequence[PageDraft]) -> int:
    """The latest year named on the pages that is named twice, or in a full date; plans (到2025年) are left out."""
    years: Counter[int] = Counter()
    for page in pages:
        for article in page.articles:
            text = f"{article.headline}\n{article.body}"
            named = Counter(int(match.group("y")) for match in _YEAR.finditer(text))
            years.update({year: min(2, count) for year, count in named.items()})
            years.update({int(match.group("y")) for match in _FULL.finditer(text)})
    certain = [year for year, count in years.items() if count >= 2]
    return max(certain, default=0)


def _lead_mentions(pages: Sequence[PageDraft]) -> Iterator[_Mention]:
    """Days named where reports and captions name their own day."""
    for page in pages:
        for article in page.articles:
            if article.kind not in (Kind.ARTICLE, Kind.PHOTO_CAPTION):
                continue
            whole = article.body if article.kind is Kind.PHOTO_CAPTION else _paragraph_leads(article.body)
            for match in _DAY.finditer(whole):
                yield _Mention(page, article, match.group(), int(match.group("m")), int(match.group("d")))


def _paragraph_leads(body: str) -> str:
    first, *others = body.split("\n")
    return "\n".join([first[:_LEAD], *(paragraph[:14] for paragraph in others)])


def _as_date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _line_of(page: PageDraft, article: ArticleDraft, words: str) -> int:
    """The line of the source on which an article's words stand; its first line when they are broken over two."""
    spans = [span for span in article.spans if span.part is Part.BODY] or list(article.spans)
    for span in spans:
        compact = page.text[span.start : span.end]
        place = compact.find(words)
        if place >= 0:
            return page.first_line + page.text.count("\n", 0, span.start + place)
    return page.first_line + page.text.count("\n", 0, spans[0].start)
