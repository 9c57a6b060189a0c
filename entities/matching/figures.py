"""Figures that a text states: how much of what, with its unit, its qualifier and the day it was true of. Pure.

What is no figure has no unit of quantity behind its number: telephone numbers, years, days, addresses, names.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from entities.matching.figure_words import (
    AFTER_STOP,
    APPROXIMATE_AFTER,
    CHINESE_UNITS,
    LEADING,
    MODEL_YEAR,
    MULTIPLIERS,
    NOT_AFTER,
    NOT_BEFORE,
    QUALIFIERS_BEFORE,
    TRAILING,
    UNITS,
)

LONGEST_BEFORE = 16
LONGEST_AFTER = 12
LOOK_AHEAD = 40

_SPACE = r"[ \t\u3000\n]?"
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "[两二三四五六七八九][十百千]?|[两二三四五六七八九]?[十百千](?:[二三四五六七八九])?"
_MULTIPLIER = "万亿|千万|百万|亿|万|千|百"
_FIGURE = re.compile(
    rf"(?P<number>{_NUMBER}){_SPACE}(?P<to>(?P<lower>{_MULTIPLIER})?(?:[-—~～至到]|\.\.){_SPACE}(?P<upper>{_NUMBER}){_SPACE})?"
    rf"(?P<multiplier>{_MULTIPLIER})?(?P<more>[多余])?{_SPACE}(?P<unit>{UNITS})(?P<after>{APPROXIMATE_AFTER})?"
)
_CHINESE_FIGURE = re.compile(
    rf"(?<![一二三四五六七八九十百千万第数几])(?P<number>{_CHINESE})(?P<more>[多余])?(?P<unit>{CHINESE_UNITS})(?P<after>{APPROXIMATE_AFTER})?"
)
_QUALIFIER = re.compile(f"(?:{QUALIFIERS_BEFORE}){_SPACE}$")
_CLAUSE_BORDER = re.compile("[，,。；;：:、！!？?（）()“”‘’《》\n]")
#: 959名县（市、区）干部: what stands in brackets does not end the noun.
_IN_BRACKETS = re.compile(r"(?<=[\u3400-\u9fff])[（(][^（）()]{1,12}[）)](?=[\u3400-\u9fff])")
_SENTENCE_END = "。！？!?\n"
_AS_OF = re.compile(
    r"截(?:至|止)(?:到)?(?P<words>目前|(?:(?P<year>\d{4}|今|去)年)?(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日|(?P<end>底|末))?|现在)"
)
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day that a figure is told of, as printed: a year in words (今, 去) or digits, 0 where nothing is said."""

    words: str
    year: str = ""
    month: int = 0
    day: int = 0
    is_month_end: bool = False


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """[start, end) is the number with its unit and qualifier, [sentence_start, sentence_end) its sentence.

    `value` and `upper`, of a range, are as printed; `normalized` and `normalized_upper` with 万 and 亿 worked out. The
    unit is without them. A percentage stays one.
    """

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    measure: str
    value: Decimal
    upper: Decimal | None
    unit: str
    multiplier: str
    normalized: Decimal
    normalized_upper: Decimal | None
    qualifier: str
    as_of: AsOf | None


def find_figures(text: str) -> list[StatedFigure]:
    """In the order of the text; none overlaps another."""
    found: list[StatedFigure] = []
    last_end = 0
    matches = sorted(
        [*_FIGURE.finditer(text), *_CHINESE_FIGURE.finditer(text)], key=lambda match: (match.start(), -match.end())
    )
    for match in matches:
        if match.start() < last_end or NOT_BEFORE.search(text[max(0, match.start() - 4) : match.start()]):
            continue
        if text[match.start() - 1 : match.start()].isascii() and text[match.start() - 1 : match.start()].isalnum():
            continue
        if NOT_AFTER.match(text, match.end()) or MODEL_YEAR.match(match[0]):
            continue
        figure = _figure(text, match, found[-1] if found else None)
        if figure is not None:
            found.append(figure)
            last_end = match.end()
    return found


def _figure(text: str, match: re.Match[str], previous: StatedFigure | None) -> StatedFigure | None:
    last_end = previous.end if previous else 0
    parts = match.groupdict()
    qualifier = _QUALIFIER.search(text[max(0, match.start() - 6) : match.start()])
    start = match.start() - len(qualifier[0]) if qualifier else match.start()
    measure = _measure(text, start, match.end(), last_end)
    if not measure and previous is not None and previous.end == start:
        measure = previous.measure
    if not measure:
        return None
    multiplier = parts.get("multiplier") or ""
    value, upper = _value(match["number"]), parts.get("upper")
    sentence_start = max((text.rfind(mark, 0, start) for mark in _SENTENCE_END), default=-1) + 1
    ends = [end + 1 for mark in _SENTENCE_END if (end := text.find(mark, match.end())) >= 0]
    sentence_end = min(ends, default=len(text))
    words = "".join([qualifier[0].strip() if qualifier else "", parts["more"] or "", parts["after"] or ""])
    return StatedFigure(
        start=start,
        end=match.end(),
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        measure=measure,
        value=value,
        upper=_value(upper) if upper else None,
        unit=match["unit"],
        multiplier=multiplier,
        normalized=plain(value * MULTIPLIERS.get(parts.get("lower") or multiplier, 1)),
        normalized_upper=plain(_value(upper) * MULTIPLIERS.get(multiplier, 1)) if upper else None,
        qualifier=words,
        as_of=_as_of(text[sentence_start : match.start()]),
    )


def plain(value: Decimal) -> Decimal:
    """Without zeros behind the point, and never as a power of ten."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _value(number: str) -> Decimal:
    if number[0].isdigit():
        return Decimal(number.replace(",", "").replace("，", ""))
    total, digit = 0, 0
    for character in number:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (digit or 1) * _TENS[character]
            digit = 0
    return Decimal(total + digit)


def _measure(text: str, start: int, end: int, last_end: int) -> str:
    """What is counted: the words before the number in its clause, and the noun that follows the unit; where there are
    none, the clause before says it (先进制造业开发区…，占89.7%)."""
    borders = [border.end() for border in _CLAUSE_BORDER.finditer(text, last_end, start)]
    first = max([*borders[-1:], last_end, start - LONGEST_BEFORE])
    before = TRAILING.sub("", LEADING.sub("", _joined(text[first:start])))
    behind = _IN_BRACKETS.sub("", text[end : end + LOOK_AHEAD]).removeprefix("“").removeprefix("‘")
    border = _CLAUSE_BORDER.search(behind)
    after = _joined(behind[: min(border.start() if border else len(behind), LONGEST_AFTER)])
    measure = before + AFTER_STOP.split(after, maxsplit=1)[0]
    if len(measure) > 1 or not borders:
        return measure
    former = [border.end() for border in _CLAUSE_BORDER.finditer(text, last_end, borders[-1] - 1)]
    clause = text[max([*former[-1:], last_end, borders[-1] - 1 - LONGEST_BEFORE]) : borders[-1] - 1]
    return TRAILING.sub("", LEADING.sub("", _joined(clause))) + measure


def _joined(text: str) -> str:
    return "".join(text.split())


def _as_of(before: str) -> AsOf | None:
    matches = list(_AS_OF.finditer(before))
    if not matches:
        return None
    found = matches[-1]
    return AsOf(
        words=found[0],
        year=found["year"] or "",
        month=int(found["month"] or 0),
        day=int(found["day"] or 0),
        is_month_end=bool(found["end"]),
    )
