"""Which characters two texts differ in, as pieces in reading order. Pure.

difflib alone is quadratic in long texts: lines are compared first, characters only within lines that changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import attrgetter

KEPT, TAKEN_OUT, PUT_IN = "kept", "taken-out", "put-in"

#: Characters of a changed stretch that are still compared one by one; longer ones are shown as replaced whole.
COMPARED_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both have, only the old has, or only the new has."""

    kind: str
    text: str

    @property
    def is_kept(self) -> bool:
        return self.kind == KEPT

    @property
    def is_taken_out(self) -> bool:
        return self.kind == TAKEN_OUT


def differences(old: str, new: str) -> list[Piece]:
    """Pieces that, without what was put in, give `old`, and without what was taken out, `new`."""
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, i, j, m, n in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        before, after = "".join(old_lines[i:j]), "".join(new_lines[m:n])
        pieces += [Piece(KEPT, before)] if tag == "equal" else character_differences(before, after)
    return [Piece(kind, "".join(piece.text for piece in run)) for kind, run in groupby(pieces, attrgetter("kind"))]


def character_differences(old: str, new: str) -> Iterator[Piece]:
    if max(len(old), len(new)) > COMPARED_LENGTH:
        opcodes = [("replace", 0, len(old), 0, len(new))]
    else:
        opcodes = [*SequenceMatcher(None, old, new, autojunk=False).get_opcodes()]
    for tag, i, j, m, n in opcodes:
        if tag == "equal":
            yield Piece(KEPT, old[i:j])
            continue
        if i < j:
            yield Piece(TAKEN_OUT, old[i:j])
        if m < n:
            yield Piece(PUT_IN, new[m:n])
