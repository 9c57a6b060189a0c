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


@cache
def alike_characters() -> Mapping[str, str]:
    """Character → those that it may stand for by mistake: those of its shape, then those of its sound."""
    table: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for group in [*SHAPES_FILE.read_text(encoding="utf-8").split(), *_of_one_sound()]:
        for character in group:
            table[character].update(dict.fromkeys(group))
    return {character: "".join(other for other in others if other != character) for character, others in table.items()}


def _of_one_sound() -> list[str]:
    """Characters by their commonest reading without its tone."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for character in _characters():
        if readings := pinyin_dict.get(ord(character)):
            groups[_toneless(readings.split(",")[0])].append(character)
    return ["".join(group) for group in groups.values()]


def _characters() -> list[str]:
    codes = (bytes([row, cell]) for row in ROWS for cell in range(0xA1, 0xFF))
    return [character for code in codes if (character := code.decode("gb2312", "ignore"))]


def _toneless(reading: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", reading) if letter.isalpha())
