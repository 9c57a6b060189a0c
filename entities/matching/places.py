"""Places: what stands for a place in front of a name, and whose place that is. Pure."""

import re
from functools import cache, lru_cache
from pathlib import Path

from entities.matching.confusions import likeness

#: Names of China's prefecture-level and county-level cities without 市, and the four municipalities.
#: Edition 2023-06-30 of modood/Administrative-divisions-of-China.
CITY_NAMES_FILE = Path(__file__).parent / "city_names.txt"

PROVINCES = frozenset(
    re.findall(
        "黑龙江|内蒙古|..",
        "河北山西辽宁吉林黑龙江江苏浙江安徽福建江西山东河南湖北湖南广东海南四川贵州云南陕西甘肃青海台湾内蒙古广西西藏宁夏新疆",
    )
)
#: What a city, province, county or district is called at home.
CITY_WORDS = ("市", "我市", "全市", "本市")
PROVINCE_WORDS = ("省", "我省", "全省", "本省")
COUNTY_WORDS = {"县": ("县", "我县", "全县", "该县"), "区": ("区", "我区", "全区", "该区")}

#: The longest name of a city or province without 市 or 省.
_LONGEST = 5
#: Stands for the character left open.
_OPEN = "\x00"


@cache
def city_stems() -> frozenset[str]:
    return frozenset(CITY_NAMES_FILE.read_text(encoding="utf-8").split())


def stem(place: str) -> str:
    """焦作 for 焦作市, 河南 for 河南省, 温县 for 温县."""
    return place[:-1] if place[-1:] in ("市", "省", "县", "区") and len(place) > 2 else place


def place_at_end(text: str, known: frozenset[str]) -> str:
    """The longest city or province, without 市 or 省, that `text` ends in; empty when it ends in none.

    `known` adds stems of places to those of the country's list.
    """
    if text[-2:] in known:
        return text[-2:]
    bare = text[:-1] if text[-1:] in ("市", "省", "区", "县") else text
    for length in range(min(_LONGEST, len(bare)), 1, -1):
        tail = bare[-length:]
        if tail in known or tail in city_stems() or tail in PROVINCES:
            return tail
    return ""


def is_misread_place_at_end(text: str, known: frozenset[str]) -> bool:
    """Whether `text` ends in one of `known` but for one character: 泌阳 where 沁阳 is known."""
    open_names = _open_names(known)
    for length in range(2, _LONGEST + 1):
        tail = text[-length:]
        for place in range(len(tail)):
            meant = open_names.get(f"{tail[:place]}{_OPEN}{tail[place + 1 :]}", "")
            if any(tail[place] != each and likeness(tail[place], each) for each in meant):
                return True
    return False


@lru_cache(maxsize=16)
def _open_names(known: frozenset[str]) -> dict[str, str]:
    """Each name with one character left open → the characters that belong there."""
    names: dict[str, str] = {}
    for name in known:
        for place, character in enumerate(name):
            form = f"{name[:place]}{_OPEN}{name[place + 1 :]}"
            names[form] = names.get(form, "") + character
    return names
