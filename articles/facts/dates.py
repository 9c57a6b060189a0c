"""Where a text names a day, a month, a year or a time of day. Pure."""

import re
from collections.abc import Iterator

_DIGITS = "[0-9０-９]"
_CHINESE = "[〇○零一二三四五六七八九十]"
_PATTERNS = (
    rf"{_DIGITS}{{2,4}}\s?年(?:代|度|底|初|末)?",
    rf"{_DIGITS}{{1,2}}\s?月(?:份|底|初|末)?(?:\s?{_DIGITS}{{1,2}}\s?[日号])?",
    rf"{_DIGITS}{{1,2}}\s?[日号](?![楼院线])",
    rf"{_DIGITS}{{4}}[-./．]{_DIGITS}{{1,2}}[-./．]{_DIGITS}{{1,2}}",
    rf"{_DIGITS}{{1,2}}[:：时点]{_DIGITS}{{0,2}}分?",
    rf"{_CHINESE}{{2,4}}年(?:代|度|底|初|末)?",
    rf"(?:正月|腊月|闰?{_CHINESE}{{1,2}}月)(?:份|底|初|末)?(?:初?{_CHINESE}{{1,3}}[日号]?)?",
    r"(?:星期|周|礼拜)[一二三四五六日天](?!期)",
    "[今去明前昨后当次]年|[本上下当次]个?月|[本上下]周|[昨今明前后当次][日天晚]|[年月季]底|[年月]初|年末|[上下]午|凌晨|傍晚",
    "春节|元旦|国庆节|中秋节|端午节|清明节|劳动节|元宵节|除夕",
)
_DATE = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))


def date_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges; one that runs into the next is told in parts."""
    return (match.span() for match in _DATE.finditer(text))
