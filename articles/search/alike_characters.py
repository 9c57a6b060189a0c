"""Characters that are taken for one another: by the eye (己/已), and by whoever types pinyin (交/焦). Pure.

The groups of one shape are those of shibing624/pycorrector (Apache-2.0) and some of our own; what sounds alike is read
off pypinyin's dictionary, without regard to tones, because nobody types them.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

SHAPES_FILE = Path(__file__).parent / "alike_characters.txt"
#: The rows of GB2312: first the common characters, then the less common ones.
ROWS = range(0xB0, 0xF8)


def alike(character: str) -> str:
    """Those that the character may stand for by mistake: those of its shape, then those of its sound."""
    groups = [*_shapes().get(character, ()), _sounds().get(_reading(character), "")]
    return "".join(other for other in dict.fromkeys("".join(groups)) if other != character)


@cache
def _shapes() -> Mapping[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for group in SHAPES_FILE.read_text(encoding="utf-8").split():
        for character in group:
            groups[character].append(group)
    return dict(groups)


@cache
def _sounds() -> Mapping[str, str]:
    """Reading → the characters of which it is the commonest."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for character in _characters():
        if reading := _reading(character):
            groups[reading].append(character)
    return {reading: "".join(group) for reading, group in groups.items()}


def _characters() -> list[str]:
    codes = (bytes([row, cell]) for row in ROWS for cell in range(0xA1, 0xFF))
    return [character for code in codes if (character := code.decode("gb2312", "ignore"))]


def _reading(character: str) -> str:
    """The commonest reading without its tone; nothing for what is no Chinese character."""
    reading = pinyin_dict.get(ord(character), "").split(",")[0]
    return "".join(letter for letter in unicodedata.normalize("NFD", reading) if letter.isalpha())
