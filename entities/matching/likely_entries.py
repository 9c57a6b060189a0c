"""What an unregistered name would likely be in the registry, and which registered names are near it. Pure."""

import re
from collections import Counter
from collections.abc import Iterable

#: The end of a program's name → its kind, as values of Program.Kind.
_KINDS = (
    (re.compile(r"(APP|小程序|码|客户端|公众号|热线)$", re.IGNORECASE), "app"),
    (re.compile(r"(平台|系统|网|大厅|专区|中台|一体机|数据库)$"), "platform"),
    (re.compile(r"(工程|项目|计划|园区?|城|基地)$"), "project"),
    (re.compile(r"(机制|制度|模式|工作法|办法|清单|法)$"), "mechanism"),
    (re.compile(r"(政策|意见|条例|方案|措施|规定)$"), "policy"),
    (re.compile(r"(集群|产业链|联盟)$"), "cluster"),
)
#: Where a body's name begins and ends → its level, as values of Department.Level.
_LEVELS = (
    (re.compile(r"^(国家|全国|中央|国务院|中共中央)"), "national"),
    (re.compile(r"(镇|乡|街道)(党委|党工委|政府|人民政府|办事处|办)?$"), "town"),
    (re.compile(r"^[^市省]{1,4}省|^省"), "province"),
    (re.compile(r"^([^市]{1,4}市)?[^市县区]{1,4}[县区](?!域)|^[县区]"), "county"),
)
_PLACE = re.compile(r"^([^省市县区旗]{1,6}[省市县区旗])(?=.{2})")


def likely_kind(name: str) -> str:
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), "campaign")


def likely_level(name: str) -> str:
    return next((level for pattern, level in _LEVELS if pattern.search(name)), "city")


def likely_place(name: str, places: Iterable[str]) -> str:
    """The registered place that the name begins with, the longest; else what looks like one; empty for 市X and X."""
    known = max((place for place in places if name.startswith(place) and place != name), key=len, default="")
    if known:
        return known
    match = _PLACE.match(name)
    return match[1] if match and len(match[1]) > 1 else ""


def nearest_names(name: str, names: Iterable[str], limit: int) -> list[str]:
    """Those that share most pairs of neighbouring characters with the name, for their length (Dice's measure)."""
    wanted = _pairs(name)
    scored = []
    for other in names:
        pairs = _pairs(other)
        shared = sum((wanted & pairs).values())
        if shared:
            scored.append((-2 * shared / (wanted.total() + pairs.total()), other))
    return [other for _, other in sorted(scored)[:limit]]


def _pairs(name: str) -> Counter[str]:
    return Counter(name[index : index + 2] for index in range(len(name) - 1))
