"""The numbers of a text that are figures: value, unit, multiplier, qualifier, ranges. Pure.

What is no figure has no unit of quantity behind its number: telephone numbers, years, days, addresses, names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from entities.matching.figure_words import (
    APPROXIMATE_AFTER,
    CHINESE_UNITS,
    MODEL_YEAR,
    MULTIPLIERS,
    NAMING_NUMBER,
    NOT_AFTER,
    NOT_BEFORE,
    QUALIFIERS_BEFORE,
    TIME_QUALIFIERS,
    TIMES,
    UNITS,
)

_SPACE = r"[ \t\u3000\n]?"
#: Bounded, so that a long run of digits, which is no figure, is looked at once and not from each of its digits.
_DIGITS = r"\d{1,3}(?:[,，]\d{3}){1,5}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?"
_MULTIPLIER = "万亿|千万|百万|亿|万|千|百"
_FIGURE = re.compile(
    rf"(?<!\d)(?:(?P<hundred_millions>\d{{1,8}})亿(?=[\d.]{{1,12}}万))?(?P<number>{_DIGITS}){_SPACE}"
    rf"(?:(?P<lower>{_MULTIPLIER})?[%％]?(?:[-—~～至到]|\.\.){_SPACE}(?P<upper>{_DIGITS}){_SPACE})?"
    rf"(?P<multiplier>{_MULTIPLIER})?(?P<more>[多余])?{_SPACE}"
    rf"(?:个(?P<half>半)?(?P<more_behind>多)?(?P<time>小时|月)|(?P<unit>{UNITS}))(?P<after>{APPROXIMATE_AFTER})?"
)
#: 两三家, 七八十人 are ranges; else a number below ten thousand.
_CHINESE = (
    "(?:(?P<low>[一二两三四五六七八九])(?P<high>[二三四五六七八九])(?P<tens>[十百千])?|"
    "(?P<number>[两二三四五六七八九]?[十百千](?:[二三四五六七八九])?|[两二三四五六七八九][十百千]?))"
)
_NO_NUMBER_BEFORE = "(?<![一二两三四五六七八九十百千万第数几])"
_CHINESE_FIGURE = re.compile(
    rf"{_NO_NUMBER_BEFORE}{_CHINESE}(?P<more>[多余])?(?P<multiplier>万)?(?P<more_behind>[多余])?"
    rf"(?P<unit>{CHINESE_UNITS}|(?<=万)元|(?<=万[多余])元)(?P<after>{APPROXIMATE_AFTER})?"
)
#: 不到一分钟: a time in Chinese characters that is said to be all of it.
_TIME_FIGURE = re.compile(
    rf"(?:{TIME_QUALIFIERS}){_SPACE}(?P<number>[一两二三四五六七八九十])(?:个(?=小时))?(?P<unit>{TIMES})"
)
_QUALIFIER = re.compile(f"(?:{QUALIFIERS_BEFORE})(?<![附最邻靠]近){_SPACE}$")
_VALUES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Number:
    """[start, end) is the number with its unit and qualifiers; `value` as printed, `normalized` with 万 worked out."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    multiplier: str
    normalized: Decimal
    normalized_upper: Decimal | None
    unit: str
    qualifier: str


def numbers_in(text: str) -> Iterator[Number]:
    """In the order of the text; none overlaps another."""
    patterns = (_FIGURE, _CHINESE_FIGURE, _TIME_FIGURE)
    matches = [match for pattern in patterns for match in pattern.finditer(text)]
    last_end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= last_end and not is_no_figure(text, match):
            last_end = match.end()
            yield number_of(text, match)


def is_no_figure(text: str, match: re.Match[str]) -> bool:
    before, start = text[max(0, match.start() - 4) : match.start()], match.start("number")
    parts = match.groupdict()
    if parts.get("low") and _VALUES[parts["high"]] != _VALUES[parts["low"]] + 1:
        return True
    return bool(
        NOT_BEFORE.search(before)
        or (before and before[-1].isascii() and before[-1].isalnum())
        or NOT_AFTER.match(text, match.end())
        or MODEL_YEAR.match(match[0])
        or (start >= 0 and NAMING_NUMBER.match(text, start))
        or is_catchword(text, match)
    )


def is_catchword(text: str, match: re.Match[str]) -> bool:
    """“1个图谱”“N张清单”: a phrase in quotes of its own, begun by its number."""
    if text[match.start() - 1 : match.start()] not in ("“", "‘"):
        return False
    return "”" in text[match.end() : match.end() + 5] or "’" in text[match.end() : match.end() + 5]


def number_of(text: str, match: re.Match[str]) -> Number:
    parts = match.groupdict()
    qualifier = _QUALIFIER.search(text[max(0, match.start() - 6) : match.start()])
    spoken = match[0][: match.start("number") - match.start()].strip() if match.re is _TIME_FIGURE else ""
    multiplier = parts.get("multiplier") or ""
    value, upper = values_of(parts)
    time = parts.get("time")
    words = [
        qualifier[0].strip() if qualifier else spoken,
        parts.get("more") or "",
        parts.get("more_behind") or "",
        parts.get("after") or "",
    ]
    return Number(
        start=match.start() - (len(qualifier[0]) if qualifier else 0),
        end=match.end(),
        value=value,
        upper=upper,
        multiplier=multiplier,
        normalized=plain(value * MULTIPLIERS.get(parts.get("lower") or multiplier, 1)),
        normalized_upper=plain(upper * MULTIPLIERS.get(multiplier, 1)) if upper is not None else None,
        unit={"小时": "小时", "月": "个月"}[time] if time else match["unit"],
        qualifier="".join(words),
    )


def values_of(parts: dict[str, str | None]) -> tuple[Decimal, Decimal | None]:
    if low := parts.get("low"):
        tens = _TENS.get(parts.get("tens") or "", 1)
        return Decimal(_VALUES[low] * tens), Decimal(_VALUES[parts["high"] or ""] * tens)
    value = value_of(parts["number"] or "") + (Decimal("0.5") if parts.get("half") else 0)
    if hundred_millions := parts.get("hundred_millions"):
        value += value_of(hundred_millions) * (MULTIPLIERS["亿"] // MULTIPLIERS["万"])
    upper = parts.get("upper")
    return value, value_of(upper) if upper else None


def value_of(number: str) -> Decimal:
    """Of digits with or without marks between thousands, or of Chinese characters."""
    if number[0].isdigit():
        return Decimal(number.replace(",", "").replace("，", ""))
    total, digit = 0, 0
    for character in number:
        if character in _VALUES:
            digit = _VALUES[character]
        else:
            total += (digit or 1) * _TENS[character]
            digit = 0
    return Decimal(total + digit)


def plain(value: Decimal) -> Decimal:
    """Without zeros behind the point, and never as a power of ten."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
