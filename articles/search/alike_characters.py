"""Characters that are taken for one another: by the eye (己/已), and by whoever types pinyin (交/焦). Pure.

The groups of one shape are those by which names are matched (see `entities.matching.confusions`), some of our own, and
those that hold numerals, which names must not be confused by. Those of one sound hold
the characters of GB2312 by their commonest reading in mozillazg/python-pinyin (MIT), without its tone, because nobody
types tones. They lie in files, so that a web worker need not hold a whole dictionary.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from entities.matching.confusions import shape_groups

#: A group a line; none of them stands in the file of `shape_groups`.
SHAPES_FILE = Path(__file__).parent / "alike_shapes.txt"
#: A reading and its characters a line, the common ones first.
SOUNDS_FILE = Path(__file__).parent / "alike_sounds.txt"


def alike(character: str) -> str:
    """Those that the character may stand for by mistake: those of its shape, then those of its sound."""
    groups = [*_shapes().get(character, ()), _sounds().get(_readings().get(character, ""), "")]
    return "".join(other for other in dict.fromkeys("".join(groups)) if other != character)


def alike_in_shape(character: str) -> str:
    """Those alone that the eye takes it for."""
    groups = "".join(_shapes().get(character, ()))
    return "".join(other for other in dict.fromkeys(groups) if other != character)


def toneless_reading(text: str) -> str:
    """The pinyin of a text, syllables parted by spaces; what has no reading stands as it is, in lower case."""
    return " ".join(_readings().get(character, character.lower()) for character in text if not character.isspace())


@cache
def _shapes() -> Mapping[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for group in [*SHAPES_FILE.read_text(encoding="utf-8").split(), *shape_groups()]:
        for character in group:
            groups[character].append(group)
    return dict(groups)


@cache
def _sounds() -> Mapping[str, str]:
    lines = SOUNDS_FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)


@cache
def _readings() -> Mapping[str, str]:
    return {character: reading for reading, group in _sounds().items() for character in group}
