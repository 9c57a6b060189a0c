"""Pinyin sort keys and readable addresses for Chinese names. Pure: imports neither Django nor a model."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

#: An order needs no more of a name, and every column that holds a key has room for it.
KEY_LENGTH = 200
#: Leaves room in every slug column for the number that tells two equal names apart.
SLUG_LENGTH = 60

#: Readings that a character has as a family name and pypinyin, which takes the commoner one, does not give.
SURNAME_READINGS = {
    "曾": "zeng1", "单": "shan4", "仇": "qiu2", "解": "xie4", "查": "zha1", "区": "ou1", "盖": "ge3",
    "朴": "piao2", "任": "ren2", "翟": "zhai2", "乐": "yue4", "尉": "wei4", "缪": "miao4", "覃": "qin2",
    "员": "yun4", "冼": "xian3", "秘": "bi4", "纪": "ji3", "华": "hua4", "逄": "pang2", "种": "chong2",
    "燕": "yan1", "应": "ying1", "葛": "ge3", "过": "guo1",
}  # fmt: skip
COMPOUND_SURNAMES = frozenset(
    re.findall("..", "欧阳司马上官诸葛皇甫尉迟公孙慕容令狐夏侯东方司徒长孙宇文端木独孤南宫轩辕闻人澹台申屠呼延")
)

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[a-z0-9]+")


def pinyin_key(text: str, *, is_person: bool = False) -> str:
    """A key under which readers expect `text` in a list: syllables with their tone, then what is no Chinese as it is.

    Compare with `COLLATE "C"`. At most `KEY_LENGTH` characters. `is_person` reads the first character as a family name.
    """
    return " ".join(_syllables(text, with_tones=True, is_person=is_person))[:KEY_LENGTH].rstrip()


def slug_base(text: str, *, is_person: bool = False) -> str:
    """The readable part of an address, `wan-ren-zhu-wan-qi`, for a person `wang-aihong`: never empty, not yet unique.

    At most `SLUG_LENGTH` characters, cut between syllables. Characters that have no reading give their code point.
    """
    syllables = _syllables(text, with_tones=False, is_person=is_person)
    words = [word for syllable in syllables for word in _WORD.findall(syllable) or _code_points(syllable)]
    if is_person and len(words) > 1 and len(words) == len(_HAN.findall(text)):
        given = 2 if text.strip()[:2] in COMPOUND_SURNAMES and len(words) > 2 else 1
        words = ["".join(words[:given]), "".join(words[given:])]
    words = words or _code_points(text) or ["x"]
    slug = words[0][:SLUG_LENGTH]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > SLUG_LENGTH:
            break
        slug = f"{slug}-{word}"
    return slug


def unique_slugs(bases: Sequence[str], taken: Iterable[str]) -> list[str]:
    """One slug for each base, in order: it or the first free of base-2, base-3, …; none of `taken`, none twice."""
    used = set(taken)
    next_number: dict[str, int] = {}
    slugs = []
    for base in bases:
        slug, number = base, next_number.get(base, 2)
        while slug in used:
            slug, number = f"{base}-{number}", number + 1
        next_number[base] = number
        used.add(slug)
        slugs.append(slug)
    return slugs


def _syllables(text: str, *, with_tones: bool, is_person: bool) -> list[str]:
    # Its dictionaries take 60 MB, which a process that only serves readers never needs.
    from pypinyin import Style, lazy_pinyin

    style = Style.TONE3 if with_tones else Style.NORMAL
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    plain = "".join(character for character in plain if unicodedata.category(character)[0] in "LNZ")
    syllables = [part.strip() for part in lazy_pinyin(plain, style=style) if part.strip()]
    if is_person and plain[:1] in SURNAME_READINGS and plain[:2] not in COMPOUND_SURNAMES:
        reading = SURNAME_READINGS[plain[0]]
        syllables[0] = reading if with_tones else reading[:-1]
    return syllables


def _code_points(text: str) -> list[str]:
    return [f"u{ord(character):x}" for character in text if not character.isspace()]
