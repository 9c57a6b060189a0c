"""Which characters an OCR engine takes for one another. Pure.

The groups are those of shibing624/pycorrector (Apache-2.0): characters of one shape, and of one sound and tone. They
are few of shape, so the pairs whose printed forms are most alike are added: the characters of GB2312 were drawn in Noto
Serif CJK Bold and Noto Sans CJK Regular, blurred, scaled to 32 × 32 and compared by the cosine of their grey values,
less the mean, averaged over both. Of the 3,755 common characters each has its ten nearest from 0.68 on and its three
nearest from 0.62 on; of the others those from 0.9 on, and the four nearest from 0.75 on.

Numerals are left out: a wrong number is another name.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

GROUPS_FILE = Path(__file__).parent / "confusable_characters.txt"
#: A character and those whose printed form is like its own; each pair stands once.
GLYPHS_FILE = Path(__file__).parent / "alike_glyphs.txt"

#: Words that stand everywhere: of 生态环境不 no one reads 生态环境部 wrongly.
EVERYDAY = frozenset("不是的地得了在有也就都而及与和或这那为以于其被把从到向由对所着过没")


class Likeness(StrEnum):
    SHAPE = "shape"
    SOUND = "sound"


def likeness(read: str, meant: str) -> Likeness | None:
    """How `read` may have come of `meant`; None where it can not. Of two likenesses, shape is the one told."""
    if read in EVERYDAY:
        return None
    return next((each for each in Likeness if read in alike(each).get(meant, "")), None)


@cache
def alike(kind: Likeness) -> Mapping[str, str]:
    """Character → the characters that may stand for it by mistake."""
    table: defaultdict[str, set[str]] = defaultdict(set)
    pairs = [(character, other) for group in _groups(kind) for character in group for other in group]
    if kind is Likeness.SHAPE:
        pairs += _glyphs()
    for character, other in pairs:
        if character != other:
            table[character].add(other)
            table[other].add(character)
    return {character: "".join(sorted(others)) for character, others in table.items()}


def shape_groups() -> list[str]:
    """The groups of one shape, each a string of its characters."""
    return list(_groups(Likeness.SHAPE))


def _groups(kind: Likeness) -> Iterator[str]:
    for line in GROUPS_FILE.read_text(encoding="utf-8").splitlines():
        likeness, group = line.split(" ")
        if likeness == kind:
            yield group


def _glyphs() -> Iterator[tuple[str, str]]:
    for line in GLYPHS_FILE.read_text(encoding="utf-8").splitlines():
        character, others = line.split(" ")
        yield from ((character, other) for other in others)
