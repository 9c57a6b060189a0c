"""Tells kicker, headline and subtitle apart among the lines of one heading."""

from collections.abc import Sequence

from articles.ingest.stages.cohesion import character_pairs
from articles.ingest.stages.items import Item
from articles.ingest.stages.units import Unit

_DASHES = ("——", "—", "--", "－")
#: A line that shares so many of its bigrams with the text speaks of it; a series title or slogan hardly shares any.
_SPEAKS = 0.4
#: A line below a headline that shares less is another's.
_FOREIGN = 0.15
#: A line of so few characters is the torn end of the one above it.
_STUB = 4
#: Who speaks where, above what he says (张三在全市工作会议上强调).
_INTRODUCES = ("强调", "要求", "指出", "表示", "提出", "时说")
#: A shorter line above a headline is a kicker, or the name of a section.
_SHORTEST_FIRST_LINE = 8


def set_heading(item: Item, units: Sequence[Unit]) -> None:
    """A dash marks the subtitle; of several lines the last that is no stranger to the text is the headline.

    In print a headline may run over two lines: they are one when both speak of the text.
    """
    main = [unit for unit in units if not unit.text.startswith(_DASHES)] or list(units[:1])
    item.subtitles = [unit for unit in units if unit not in main]
    text = "".join(unit.text for unit in item.units)
    shares = [_share(unit.text, text) for unit in main]
    last = _headline_place(main, shares)
    first = last
    while first > 0 and _goes_on_headline(main, shares, first):
        first -= 1
    item.headlines = main[first : last + 1]
    item.kickers = [*main[:first], *main[last + 1 :]]


def _headline_place(main: Sequence[Unit], shares: Sequence[float]) -> int:
    """The last line, unless it shares nothing with the text while one above it speaks of it: a series title below."""
    last = len(shares) - 1
    if shares[last] >= _FOREIGN:
        return last
    best = max(range(len(shares)), key=lambda place: shares[place])
    return best if shares[best] > _SPEAKS and len(main[best].text) >= _SHORTEST_FIRST_LINE else last


def _goes_on_headline(main: Sequence[Unit], shares: Sequence[float], place: int) -> bool:
    """Whether a line takes up the line above it: both are printed ones and speak of the text, or it is a stub."""
    upper, lower = main[place - 1], main[place]
    if not (upper.column and lower.column) or len(upper.text) < _SHORTEST_FIRST_LINE:
        return False
    if upper.text.endswith(_INTRODUCES):
        return False
    return shares[place - 1] > _SPEAKS and (len(lower.text) <= _STUB or shares[place] > _SPEAKS)


def _share(line: str, text: str) -> float:
    """The share (0 to 1) of a line's pairs of characters that stand in the text."""
    pairs = character_pairs(line)
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
