"""Scores a segmented source against its truth.

An article is found when its text and a true one's have a Dice coefficient of at least FOUND over character bigrams of
letters and digits; each true article is found once, the most similar pairs first.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from articles.ingest.coverage import coverage_faults
from articles.ingest.drafts import ArticleDraft, Kind, Part, SourceDraft
from articles.ingest.evaluation.truth import TrueItem, TruePage
from articles.ingest.similarity import dice

FOUND = 0.9
#: A predicted article mostly made of what does not count (a caption, a notice) counts neither way.
NEUTRAL = 0.5
#: A range of days in which the issue's day lies is an answer when it is no wider than this.
WIDEST_RANGE_DAYS = 14

_COUNTED = frozenset({Kind.ARTICLE, Kind.CONTINUATION})
_TEXT = frozenset({Part.BODY, Part.BYLINE})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there truly are, how many were given, and how many of these are right."""

    true: int = 0
    given: int = 0
    right: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.true + other.true, self.given + other.given, self.right + other.right)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.true + self.given) if self.true + self.given else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """`headlines` are those of the articles found: `true` counts all of these, also those that must get none.

    `stolen` counts headlines that belong to another article; `lost` the characters in no item or in two.
    `dates` are pages whose day is known: given when the segmenter names a day or range, right when it is the day, or
    a range of at most WIDEST_RANGE_DAYS that holds it.
    """

    pages: int = 0
    articles: Tally = Tally()
    headlines: Tally = Tally()
    reporters: Tally = Tally()
    dates: Tally = Tally()
    stolen: int = 0
    lost: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


def total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def score_source(draft: SourceDraft, truth: TruePage) -> Score:
    given = [article for page in draft.pages for article in page.articles if article.kind in _COUNTED]
    texts = [_bigrams(_text(article, draft)) for article in given]
    pairs = pair(texts, [_bigrams(item.body) for item in truth.items])
    found = {one: truth.items[other] for one, (other, share) in pairs.items() if _is_found(truth.items[other], share)}
    neutral = {one for one, (other, share) in pairs.items() if not truth.items[other].is_counted and share >= NEUTRAL}
    counted = [item for item in truth.items if item.is_counted]
    return Score(
        pages=1,
        articles=Tally(len(counted), len(given) - len(neutral), len(found)),
        headlines=Tally(len(found), len(found), sum(_has_headline(given[one], item) for one, item in found.items())),
        reporters=_reporters(counted, [article for one, article in enumerate(given) if one not in neutral]),
        dates=_date(draft, truth),
        stolen=sum(_is_stolen(given[one], item, counted) for one, item in found.items()),
        lost=_lost(draft),
    )


def pair(given: Sequence[Counter[str]], true: Sequence[Counter[str]]) -> dict[int, tuple[int, float]]:
    """The true text of each given one with their similarity, the best pairs first, none twice."""
    shares = sorted(
        ((dice(one, other), i, j) for i, one in enumerate(given) for j, other in enumerate(true)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for share, i, j in shares:
        if share > 0 and i not in pairs and j not in taken:
            pairs[i] = (j, share)
            taken.add(j)
    return pairs


def plain(text: str) -> str:
    """Letters and digits alone, compatibility forms folded: what a comparison should see."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(character for character in folded if unicodedata.category(character)[0] in "LN")


def _bigrams(text: str) -> Counter[str]:
    dense = plain(text)
    return Counter(dense[i : i + 2] for i in range(len(dense) - 1))


def _text(article: ArticleDraft, draft: SourceDraft) -> str:
    """Body and byline as the page has them, since the truth's bodies hold their 本报讯（记者…） too."""
    return "".join(draft.pages[span.page].text[span.start : span.end] for span in article.spans if span.part in _TEXT)


def _is_found(item: TrueItem, share: float) -> bool:
    return item.is_counted and share >= FOUND


def _has_headline(article: ArticleDraft, item: TrueItem) -> bool:
    """Exact but for punctuation; kicker and subtitle may be joined to it."""
    return bool(_forms(article) & _forms(item)) if item.headline else not article.headline


def _forms(one: ArticleDraft | TrueItem) -> set[str]:
    kicker, headline, subtitle = (plain(text) for text in (one.kicker, one.headline, one.subtitle))
    return {headline, kicker + headline, headline + subtitle, kicker + headline + subtitle} if headline else set()


def _is_stolen(article: ArticleDraft, item: TrueItem, items: Sequence[TrueItem]) -> bool:
    return any(_forms(article) & _forms(other) for other in items if other is not item) and not _has_headline(
        article, item
    )


def _reporters(items: Sequence[TrueItem], given: Sequence[ArticleDraft]) -> Tally:
    true = Counter((name, role) for item in items for name, role in item.byline)
    found = Counter((credit.name, credit.role) for article in given for credit in article.credits)
    return Tally(true.total(), found.total(), (true & found).total())


def _date(draft: SourceDraft, truth: TruePage) -> Tally:
    if truth.date is None:
        return Tally()
    estimate = draft.date
    earliest, latest = estimate.earliest or estimate.date, estimate.latest or estimate.date
    if earliest is None or latest is None:
        return Tally(true=1)
    is_narrow = (latest - earliest).days <= WIDEST_RANGE_DAYS
    return Tally(1, 1, int(estimate.date == truth.date or (is_narrow and earliest <= truth.date <= latest)))


def _lost(draft: SourceDraft) -> int:
    ranges: dict[int, list[tuple[int, int]]] = {index: [] for index in range(len(draft.pages))}
    for page in draft.pages:
        for article in page.articles:
            for span in article.spans:
                ranges[span.page].append((span.start, span.end))
    return sum(
        fault.end - fault.start
        for index, page in enumerate(draft.pages)
        for fault in coverage_faults(page.text, ranges[index])
    )
