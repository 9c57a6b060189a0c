"""News of another city, in which 市X is none of the newspaper's own. Pure."""

import re
from collections.abc import Collection, Iterable

from entities.matching.places import PROVINCES, city_stems, place_at_end, stem
from entities.matching.registry import Home

#: 新华社沈阳5月8日电, 本报郑州讯: where an agency or a paper says its news comes from.
_DATELINE = re.compile(
    r"(?:社|网|报|台|记者)([\u3400-\u9fff]{2,7}?)(?:[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日)?(?:专?电|讯)"
)
#: How far into a field its dateline begins, in code points.
_LATEST_DATELINE = 60
_OWN_WORDS = ("我市", "本市", "我县", "我区")
#: What comes from the capital is the nation's news, and says nothing of a city.
_CAPITAL = "北京"
_SENTENCE_END = re.compile(r"[。！？；]")
#: How far back in its sentence another city may be named.
_LOOK_BACK = 80


def names_home(texts: Iterable[str], home: Home) -> bool:
    """Whether any of these folded texts of one article names the newspaper's own city or province."""
    own = [*_OWN_WORDS, *(stem(place) for place in (home.city, home.province) if place)]
    return any(word in text for text in texts for word in own)


def comes_from_elsewhere(texts: Iterable[str], home: Home) -> bool:
    """Whether a dateline names another city or province than the newspaper's own city."""
    return any(_is_other(place, home) for text in texts for place in _datelines(text))


def _datelines(text: str) -> Iterable[str]:
    return (found[1] for found in _DATELINE.finditer(text, 0, _LATEST_DATELINE))


def _is_other(place: str, home: Home) -> bool:
    bare = stem(place)
    return bare not in (stem(home.city), _CAPITAL) and (bare in city_stems() or bare in PROVINCES)


def another_named_before(word: str, text: str, start: int, own: Collection[str]) -> bool:
    """Whether the sentence named another 市 or 省, 鞍山市, last before `start`.

    `own`: the newspaper's city and province and the cities under it, without 市 and 省.
    """
    others = city_stems() if word == "市" else PROVINCES
    sentence = _SENTENCE_END.split(text[max(0, start - _LOOK_BACK) : start])[-1]
    for end in range(len(sentence), 1, -1):
        if sentence[end - 1] == word:
            place = place_at_end(sentence[:end], frozenset())
            if place:
                return place in others and place not in own
    return False
