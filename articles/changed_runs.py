"""The runs of characters in which a text differs from an older one: listed, applied in part, brought together. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.differences import differences


@dataclass(frozen=True, slots=True)
class Run:
    """[start, end) of the old text became [new_start, new_end) of the new one; code points, either may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int
    old: str
    new: str

    def says_the_same_as(self, other: "Run") -> bool:
        return (self.start, self.end, self.new) == (other.start, other.end, other.new)

    def meets(self, other: "Run") -> bool:
        """Whether they change the same characters, or neighbours that only one person may have meant as one word."""
        return self.start <= other.end and other.start <= self.end


def changed_runs(old: str, new: str) -> list[Run]:
    """In the order of the text, never touching each other. Applied to `old`, all of them give `new`."""
    runs: list[Run] = []
    start = new_start = 0
    taken_out = put_in = ""
    for piece in [*differences(old, new), None]:
        if piece is not None and not piece.is_kept:
            taken_out += piece.text if piece.is_taken_out else ""
            put_in += "" if piece.is_taken_out else piece.text
            continue
        if taken_out or put_in:
            end, new_end = start + len(taken_out), new_start + len(put_in)
            runs.append(Run(start, end, new_start, new_end, taken_out, put_in))
            start, new_start, taken_out, put_in = end, new_end, "", ""
        if piece is not None:
            start, new_start = start + len(piece.text), new_start + len(piece.text)
    return runs


def apply_runs(old: str, runs: Iterable[Run]) -> str:
    """`old` with these of its runs, which must not overlap."""
    pieces, read_to = [], 0
    for run in sorted(runs, key=lambda run: (run.start, run.end)):
        pieces += [old[read_to : run.start], run.new]
        read_to = run.end
    return "".join([*pieces, old[read_to:]])


@dataclass(frozen=True, slots=True)
class MergedWords:
    """`conflicts` are my runs that meet one of theirs and say something else. Without any, `text` has both changes."""

    text: str
    conflicts: tuple[Run, ...]


def merge_words(*, base: str, theirs: str, mine: str) -> MergedWords:
    """Both changes of `base` in one text, character by character. With conflicts, `text` is theirs.

    What both changed alike is changed once.
    """
    if theirs == mine or mine == base:
        return MergedWords(theirs, ())
    if theirs == base:
        return MergedWords(mine, ())
    by_them, by_me = changed_runs(base, theirs), changed_runs(base, mine)
    own = [run for run in by_me if not any(run.says_the_same_as(other) for other in by_them)]
    conflicts = tuple(run for run in own if _meets_any(run, by_them))
    return MergedWords(theirs if conflicts else apply_runs(base, [*by_them, *own]), conflicts)


def _meets_any(run: Run, others: Sequence[Run]) -> bool:
    return any(run.meets(other) for other in others)
