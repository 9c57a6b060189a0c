"""Where a text states a number: in digits or Chinese, with its unit, a share, money, a rank. Pure.

More is taken for a figure than the figures of programs: telephone numbers, house numbers and ranks matter, too.
"""

import re
from collections.abc import Iterator

from entities.matching.figure_numbers import numbers_in

_NUMERALS = "〇○零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
_DIGITS = "0-9０-９"
_MEASURES = (
    "个|名|人|位|家|户|次|项|件|条|座|所|台|辆|亩|吨|公里|千米|米|岁|年|天|小时|分钟|元|倍|届|期|批|栋|间|株|头|只|艘|架|"
    "级|层|届|处|场|组|支|队|县|区|镇|乡|村|省|市|块|毛|斤|公斤|千克|克|升|份|套|张|棵|册|公顷|平方米|立方米|美元|千瓦"
)
_PATTERNS = (
    # 3.35亿元, 1,200多人, 99.9%, 0391-1234567
    rf"[{_DIGITS}](?:[{_DIGITS}]|[.,．，:：/／~～—–-](?=[{_DIGITS}]))*\s?[多余几]?[万亿千百]{{0,2}}"
    rf"[多余]?(?:[%％‰°℃]|个百分点|元|美元|(?:{_MEASURES}))?",
    rf"百分之[{_NUMERALS}点]+|[{_NUMERALS}]+分之[{_NUMERALS}]+",
    rf"第[{_NUMERALS}]+",
    # 三十五, 两万; 万一 and 千万 are none by themselves, but then nobody changes them into another number.
    rf"[{_NUMERALS}]{{2,}}(?:点[{_NUMERALS}]+)?[多余]?(?:个百分点|元|(?:{_MEASURES}))?",
    rf"(?<![{_NUMERALS}])[二两三四五六七八九十百千万亿半]\s?(?:多|余)?(?:{_MEASURES})",
    r"[一二两三四五六七八九]成(?![立为功果员熟长就绩都套交分本])",
    rf"翻了?[{_NUMERALS}]?番|[{_NUMERALS}几数成]倍|一半|[近过大多减]半(?![天夜晌])|半数",
    r"[①-⑳⑴-⑽Ⅰ-Ⅻ]|[½¼¾]",
)
_FIGURE = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))


def figure_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges; they may overlap."""
    yield from (match.span() for match in _FIGURE.finditer(text))
    yield from ((number.start, number.end) for number in numbers_in(text))
