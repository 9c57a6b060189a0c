"""Which characters an OCR engine takes for one another. Pure.

The groups are those of shibing624/pycorrector (Apache-2.0): characters of one shape, and of one sound and tone.
Numerals are left out: a wrong number is another name.
"""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

GROUPS_FILE = Path(__file__).parent / "confusable_characters.txt"


#: Words that stand everywhere: of 生态环境不 no one reads 生态环境部 wrongly.
EVERYDAY = frozenset("不是的地得了在有也就都而及与和或这那为以于其被把从到向由对所着过没")


class Likeness(StrEnum):
    SHAPE = "shape"
    SOUND = "sound"


@cache
def confusions() -> Mapping[str, Mapping[str, Likeness]]:
    """Character → the characters that may stand for it by mistake. Of two likenesses, shape is the one told."""
    table: defaultdict[str, dict[str, Likeness]] = defaultdict(dict)
    for line in GROUPS_FILE.read_text(encoding="utf-8").splitlines():
        likeness, group = line.split(" ")
        for character in group:
            for other in group:
                if other != character:
                    table[character].setdefault(other, Likeness(likeness))
    return dict(table)


def likeness(read: str, meant: str) -> Likeness | None:
    """How `read` may have come of `meant`; None where it can not."""
    return None if read in EVERYDAY else confusions().get(meant, {}).get(read)
