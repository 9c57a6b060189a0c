"""Blacks passages out of a text. Pure.

A passage is found as the search finds it, whatever white space, width or script the text has it in, so that what is
hidden can be found by no query. A blacked out text has as many code points as before: every offset still holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from articles.search.normalize import normalize, normalize_with_offsets

#: Stands for each hidden character. No newspaper prints it; ■, which many do, would be taken for a bullet.
BLOCK = "█"
#: Code points on both sides of a passage by which its counterpart in another reading of the text is recognised.
CONTEXT = 6
#: A counterpart may be longer than the passage by the double and so many code points.
SLACK = 6

#: How much of it two readings of one passage have in common, by `difflib`'s measure.
ALIKE = 0.5

Range = tuple[int, int]


def passage_ranges(text: str, passage: str) -> Iterator[Range]:
    """Where the passage stands in the text."""
    needle = normalize(passage)
    if not needle or needle not in normalize(text):
        return
    normalized = normalize_with_offsets(text)
    at = normalized.text.find(needle)
    while at >= 0:
        yield normalized.original_range(at, at + len(needle))
        at = normalized.text.find(needle, at + 1)


def blacked_out(text: str, passages: Iterable[str]) -> str:
    """The text with a block for each character of the passages; white space and line ends stay."""
    shown = list(text)
    for passage in passages:
        for start, end in passage_ranges(text, passage):
            shown[start:end] = [each if each.isspace() else BLOCK for each in text[start:end]]
    return "".join(shown)


def counterparts(passage: str, text: str, other: str) -> list[str]:
    """What stands in `other`, another reading of `text`, where that has the passage, if it is read differently there.

    It is recognised by what stands before and behind it, and not recognised where neither reading agrees on that.
    """
    before_and_after = [(text[:start], text[end:]) for start, end in passage_ranges(text, passage)]
    theirs, needle = normalize_with_offsets(other), normalize(passage)
    found: list[str] = []
    for before, after in before_and_after:
        stretch = _between(theirs.text, normalize(before)[-CONTEXT:], normalize(after)[:CONTEXT], len(needle))
        if stretch and theirs.text[slice(*stretch)] != needle:
            start, end = theirs.original_range(*stretch)
            found.append(other[start:end].strip())
    return list(dict.fromkeys(found))


def in_its_place(passage: str, text: str, other: str) -> list[str]:
    """What a correction of `text` to `other` put in the place of the passage, where that no longer stands there.

    It is recognised by what stands around it or, where that was changed as well, by being half the same at least.
    """
    if any(passage_ranges(other, passage)):
        return []
    found = counterparts(passage, text, other)
    steps = SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    for start, end in passage_ranges(text, passage):
        touched = [step for step in steps if (step[1] < end and start < step[2]) or start <= step[1] == step[2] < end]
        if not touched:
            continue
        first, last = _in_other(touched[0], start), _in_other(touched[-1], end)
        if SequenceMatcher(None, text[start:end], other[first:last], autojunk=False).ratio() >= ALIKE:
            found.append(other[first:last].strip())
    return list(dict.fromkeys(filter(None, found)))


def _in_other(step: tuple[str, int, int, int, int], place: int) -> int:
    """Where a place inside a step of a comparison, or at its end, is in the other text; a change is taken whole."""
    tag, start, end, other_start, other_end = step
    if tag == "equal":
        return other_start + place - start
    return other_start if place < end else other_end


def _between(text: str, before: str, after: str, length: int) -> Range | None:
    """The stretch of about this length between what stands before and behind it."""
    for start in _ends_of(text, before):
        end = text.find(after, start + 1) if after else len(text)
        if start < end <= start + 2 * length + SLACK:
            return start, end
    return None


def _ends_of(text: str, before: str) -> Iterator[int]:
    if not before:
        yield 0
        return
    at = text.find(before)
    while at >= 0:
        yield at + len(before)
        at = text.find(before, at + 1)


def blacked_out_together(pieces: Sequence[str], passages: Iterable[str]) -> list[str]:
    """The pieces of one text, in which a passage may go on from one to the next, each blacked out."""
    shown = blacked_out("".join(pieces), passages)
    found, start = [], 0
    for piece in pieces:
        found.append(shown[start : start + len(piece)])
        start += len(piece)
    return found
