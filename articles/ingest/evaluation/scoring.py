"""Scores a segmented source against its truth.

An article is found when its text and a true one's have a Dice coefficient of at least FOUND over character bigrams of
letters and digits; each true article is found once, so that all pairs together are most alike. Headlines and names are
judged on the pairs that share at least half of their text: an article cut badly does not take its headline out of the
count.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from articles.ingest.coverage import coverage_faults
from articles.ingest.drafts import ArticleDraft, Kind, Part, SourceDraft
from articles.ingest.evaluation.truth import TrueItem, TruePage
from articles.ingest.similarity import dice
from articles.ingest.stages.assignment import best_assignment

FOUND = 0.9
#: What any two texts of one page share says nothing.
LEAST = 0.1
#: From this similarity on, a pair's headlines and names are compared.
PAIRED = 0.5
#: A predicted article mostly made of what does not count (a caption, a notice) counts neither way.
NEUTRAL = 0.5
#: A range of days in which the issue's day lies is an answer when it is no wider than this.
WIDEST_RANGE_DAYS = 7

_COUNTED = frozenset({Kind.ARTICLE, Kind.CONTINUATION})
#: Who took the pictures is no reporter of the text.
_PICTURES = re.compile("摄|图")
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
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.true + self.given) if self.true + self.given else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """`headlines` and `headless` are the pairs for which the page holds a headline, and those that must get none.

    `names` are the writers, `reporters` the same with their roles. `stolen` counts headlines that belong to another
    article; `lost` the characters in no item or in two. `dates` are pages whose day is known: given when the segmenter
    names a day or range, right when it is the day, or a range of at most WIDEST_RANGE_DAYS that holds it.
    """

    pages: int = 0
    articles: Tally = Tally()
    headlines: Tally = Tally()
    headless: Tally = Tally()
    names: Tally = Tally()
    reporters: Tally = Tally()
    dates: Tally = Tally()
    stolen: int = 0
    lost: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


def total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def score_source(draft: SourceDraft, truth: TruePage) -> Score:
    given = [article for page in draft.pages for article in page.articles]
    texts = [_bigrams(_text(article, draft)) for article in given]
    counted = [item for item in truth.items if item.is_counted]
    pairs = {
        one: (counted[other], share)
        for one, (other, share) in pair(texts, [_bigrams(item.body) for item in counted]).items()
        if share >= PAIRED
    }
    found = [one for one, (_, share) in pairs.items() if share >= FOUND]
    optional = sum((_bigrams(item.body) for item in truth.items if not item.is_counted), Counter[str]())
    judged = [one for one in range(len(given)) if one in pairs or not _is_neutral(_bigrams(given[one].body), optional)]
    articles = [one for one in judged if one in pairs or given[one].kind in _COUNTED]
    heads = [(given[one], item) for one, (item, _) in pairs.items()]
    with_head = [(article, item) for article, item in heads if item.headline]
    without = [article for article, item in heads if not item.headline]
    signed = [(given[one], pairs[one][0] if one in pairs else None) for one in judged]
    return Score(
        pages=1,
        articles=Tally(len(counted), len(articles), len(found)),
        headlines=Tally(len(with_head), len(with_head), sum(_has_headline(*each) for each in with_head)),
        headless=Tally(len(without), len(without), sum(not article.headline for article in without)),
        names=_signatures(counted, signed, with_roles=False),
        reporters=_signatures(counted, signed, with_roles=True),
        dates=_date(draft, truth),
        stolen=sum(_is_stolen(*each, counted) for each in heads),
        lost=_lost(draft),
    )


def _is_neutral(text: Counter[str], optional: Counter[str]) -> bool:
    return (text & optional).total() >= NEUTRAL * text.total()


def pair(given: Sequence[Counter[str]], true: Sequence[Counter[str]]) -> dict[int, tuple[int, float]]:
    """The true text of each given one with their similarity, none twice, so that all pairs together are most alike."""
    shares = [{j: dice(one, other) for j, other in enumerate(true)} for one in given]
    likely = [{j: share for j, share in row.items() if share > LEAST} for row in shares]
    return {i: (j, shares[i][j]) for i, j in best_assignment(likely)[1].items()}


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


def _has_headline(article: ArticleDraft, item: TrueItem) -> bool:
    """Exact but for punctuation; kicker and subtitle may be joined to it."""
    return plain(article.headline) in _forms(item) if item.headline else not article.headline


def _forms(one: TrueItem) -> set[str]:
    kicker, headline, subtitle = (plain(text) for text in (one.kicker, one.headline, one.subtitle))
    joined = {kicker + headline, headline + subtitle, kicker + headline + subtitle, headline + kicker}
    return {headline, *joined} if headline else set()


def _is_stolen(article: ArticleDraft, item: TrueItem, items: Sequence[TrueItem]) -> bool:
    own = plain(article.headline)
    return any(own in _forms(other) for other in items if other is not item) and not _has_headline(article, item)


def _signatures(
    true: Sequence[TrueItem], given: Sequence[tuple[ArticleDraft, TrueItem | None]], *, with_roles: bool
) -> Tally:
    """Names are right only at the article that they sign."""

    def writers(signed: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        writers = {"".join(name.split()): role for name, role in signed if not _PICTURES.search(role)}
        return {(name, role if with_roles else "") for name, role in writers.items()}

    drawn = [(writers((c.name, c.role) for c in article.credits), item) for article, item in given]
    return Tally(
        sum(len(writers(item.byline)) for item in true),
        sum(len(names) for names, _ in drawn),
        sum(len(names & writers(item.byline)) for names, item in drawn if item is not None),
    )


def _date(draft: SourceDraft, truth: TruePage) -> Tally:
    if truth.date is None:
        return Tally()
    estimate = draft.date
    earliest, latest = estimate.earliest or estimate.date, estimate.latest or estimate.date
    if earliest is None or latest is None:
        return Tally(true=1)
    is_narrow = (latest - earliest).days < WIDEST_RANGE_DAYS
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
