"""How much it is worth to look at an article next, and why, in words. Pure.

    worth = doubts × views × searches × programs × recency

Each factor is damped and none can be nought, so that nothing hides an item for good:

- *doubts*: the chance that something is wrong. The segmenter's confidence is the share of items with such doubts that
  were right, measured (`articles.ingest.stages.doubts`); even of those without a doubt 3 % were wrong. A place in the
  text that looks wrong takes as much of it as the segmenter's lightest doubt. From 0.03 to 1.
- *views* of the last 30 days: 1 + log10(1 + views). Ten readers count twice, a thousand four times as much as none:
  what is read is read by many, and one article in the news must not push away the rest.
- *searches* that led to it in that time: 1 + log10(1 + clicks). They are views as well, and so count once more: who
  searched, wanted that text and found it by its characters.
- *programs* it names: 1 + log2(1 + programs) / 3. Seven programs count twice as much as none: a wrong name there is
  wrong in as many dossiers. More than seven are a list.
- *recency*: 2 ** (-age / 5 years), by the day of print. What was printed twenty years ago counts a sixteenth.

What is stored is log2 of the product, with the recency measured from one fixed day: the order is the same on every
day, so that nobody has to make it anew because a day has passed.
"""

import datetime
import math
from dataclasses import dataclass

#: Days whose views and clicks count.
WINDOW_DAYS = 30
#: Of 847 items of generated pages without a doubt, this share was right.
RIGHT_WITHOUT_DOUBT = 0.97
#: What is left of the confidence for each place that looks wrong: as for the lightest of the segmenter's own doubts.
KEPT_A_PLACE = 0.9
#: A confidence never falls so low that two bad items could not be told apart by their readers.
LEAST_CONFIDENCE = 0.01
MOST_PROGRAMS = 7
HALF_LIFE_DAYS = 5 * 365.25
#: From here recency is measured; another day would move all items alike.
FIRST_DAY = datetime.date(2000, 1, 1)
#: An article is called new for so long.
NEW_DAYS = 30


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """`confidence` from 0 to 1; `notes` of the segmenter; `places` in the present text that look wrong; `day` of print,
    or the latest it can be, or that on which the page came in."""

    confidence: float
    notes: int
    places: int
    views: int
    clicks: int
    programs: int
    day: datetime.date


def chance_of_fault(confidence: float, places: int) -> float:
    """How likely something is wrong, from 0.03 to nearly 1."""
    kept = max(LEAST_CONFIDENCE, min(1.0, confidence) * KEPT_A_PLACE**places)
    return 1 - RIGHT_WITHOUT_DOUBT * kept


def worth_of(facts: ItemFacts) -> float:
    """log2 of the worth: one more is worth twice as much."""
    factors = (
        chance_of_fault(facts.confidence, facts.places)
        * (1 + math.log10(1 + facts.views))
        * (1 + math.log10(1 + facts.clicks))
        * (1 + math.log2(1 + min(facts.programs, MOST_PROGRAMS)) / 3)
    )
    return math.log2(factors) + (facts.day - FIRST_DAY).days / HALF_LIFE_DAYS


def reasons(facts: ItemFacts, *, printed_on: datetime.date | None, today: datetime.date) -> list[str]:
    """Why an item stands where it stands, the weightiest kind of reason first; never empty."""
    found = []
    if doubts := facts.notes + facts.places:
        found.append(f"{doubts} 处疑点")
    if facts.views:
        found.append(f"近 {WINDOW_DAYS} 天 {facts.views:,} 次阅读")
    if facts.clicks:
        found.append(f"其中 {facts.clicks:,} 次由检索打开" if facts.views else f"{facts.clicks:,} 次由检索打开")
    if facts.programs:
        found.append(f"写到 {facts.programs} 个项目")
    if printed_on and 0 <= (today - printed_on).days < NEW_DAYS:
        found.append("新近刊出")
    return found or ["还没有人校过"]
