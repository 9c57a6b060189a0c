"""The names of China's provinces, cities and counties where a text begins with one. Pure.

Edition 2023-06-30 of modood/Administrative-divisions-of-China; what was renamed or merged before is not in it.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from entities.matching.places import PROVINCES, city_stems

COUNTY_NAMES_FILE = Path(__file__).parent / "county_names.txt"
_ENDINGS = ("特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "县", "区", "州", "旗")
_OTHERS = ("内蒙古", "香港", "澳门", "黔东南", "黔南", "黔西南")
_LONGEST = 12
#: What the peoples of an autonomous place add to its name: 恩施土家族苗族自治州.
_OF_PEOPLES = re.compile("(?:[\u3400-\u9fff]{1,4}族|维吾尔|蒙古){1,4}自治[区州县]")
#: Names without 县 that are words in their own right.
_WORDS = frozenset(
    (
        "会同", "共和", "和平", "民主", "文化", "合作", "安全", "开发", "解放", "建设", "东方", "中方", "平安", "安定",
        "公安", "前进", "光明", "资源", "港口", "南部", "南岸", "城中", "城北", "大名", "大观", "富裕", "平定", "延长",
        "友好", "复兴", "宏伟", "振兴", "新兴", "比如", "清新", "清水", "东风", "三元", "万年", "运河", "工农", "丰满",
        "同心", "民乐", "民权", "富民", "永新", "平和", "安居", "回民", "长子", "老城", "台前", "灯塔", "水城", "无为",
    )
)  # fmt: skip


@cache
def place_names() -> frozenset[str]:
    """Names of provinces and cities with and without 省 and 市, of counties with 县 and 区."""
    counties = COUNTY_NAMES_FILE.read_text(encoding="utf-8").split()
    return frozenset({*counties, *city_stems(), *PROVINCES, *_OTHERS}) - _WORDS


@cache
def short_county_names() -> frozenset[str]:
    """海淀 for 海淀区. Some are words as well (共和, 新华), so that they count only where a name may begin."""
    counties = COUNTY_NAMES_FILE.read_text(encoding="utf-8").split()
    return frozenset(name[:-1] for name in counties if len(name) > 2 and name[-1] in "市县区旗") - _WORDS


@lru_cache(maxsize=16)
def beginnings(known: frozenset[str]) -> frozenset[str]:
    """The first two characters of every name: most places in a text are left at once."""
    return frozenset(name[:2] for name in place_names() | short_county_names() | known)


def place_ends(
    text: str, start: int, limit: int, *, is_free: bool = True, known: frozenset[str] = frozenset()
) -> Iterator[int]:
    """Where a place's name that begins at `start` ends, at most at `limit`: the longest first."""
    names = place_names()
    if text[start : start + 2] not in beginnings(known):
        return
    for end in range(min(limit, start + _LONGEST), start + 1, -1):
        name = text[start:end]
        if name in names or name in known or (is_free and name in short_county_names()):
            if peoples := _OF_PEOPLES.match(text, end, limit):
                yield peoples.end()
            yield end
            continue
        for ending in _ENDINGS:
            if name.endswith(ending) and (name[: -len(ending)] in names or name[: -len(ending)] in known):
                yield end
                break
