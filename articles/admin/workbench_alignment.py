"""Which character of the OCR text each character of an article's fields came from, as runs. Pure.

Most lines stand in the text as they were scanned, less their white space: they are found whole, one behind the other.
Only what lies between two found lines is compared character by character.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Characters between two found lines that are still compared one by one.
COMPARED = 400


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """`place` is where its first character stands on the one number line of all lines that are shown."""

    place: int
    text: str
    part: str


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters from `start` of a field are those from `place` of the OCR text on."""

    start: int
    place: int
    length: int


def alignment(fields: Mapping[str, str], lines: Iterable[ScannedLine]) -> dict[str, list[Run]]:
    """For each field its runs in order. A line is looked for in the field of its own part first."""
    pending = list(lines)
    runs: dict[str, list[Run]] = {}
    for name, text in fields.items():
        own = [line for line in pending if line.part == name]
        pairs = _aligned(text, own)
        runs[name] = list(_as_runs(sorted(pairs)))
    rest = [line for line in pending if line.part not in fields]
    for line in rest:
        _place_elsewhere(line, fields, runs)
    return {name: found for name, found in runs.items() if found}


def _aligned(text: str, lines: Sequence[ScannedLine]) -> list[tuple[int, int]]:
    """Pairs of a place in the text and one on the page."""
    dense, places = _dense(text)
    pairs: list[tuple[int, int]] = []
    pending: list[tuple[str, list[int]]] = []
    cursor = 0
    for line in lines:
        characters, offsets = _dense(line.text)
        own = [line.place + offset for offset in offsets]
        found = dense.find(characters, cursor) if characters else -1
        if found < 0 or (found > cursor + COMPARED and len(characters) < 8):
            pending.append((characters, own))
            continue
        pairs += _between(dense, places, cursor, found, pending)
        pairs += zip(places[found : found + len(characters)], own, strict=True)
        pending, cursor = [], found + len(characters)
    pairs += _between(dense, places, cursor, len(dense), pending)
    return pairs


def _between(
    dense: str, places: Sequence[int], start: int, end: int, pending: Sequence[tuple[str, list[int]]]
) -> Iterator[tuple[int, int]]:
    """Characters of lines that were changed, matched with what stands between their neighbours."""
    scanned = "".join(characters for characters, _ in pending)
    own = [place for _, offsets in pending for place in offsets]
    if not scanned or start >= end or end - start > 4 * COMPARED:
        return
    matcher = SequenceMatcher(None, scanned[: 4 * COMPARED], dense[start:end], autojunk=False)
    for tag, i, j, m, n in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and j - i == n - m):
            for step in range(j - i):
                yield places[start + m + step], own[i + step]


def _place_elsewhere(line: ScannedLine, fields: Mapping[str, str], runs: dict[str, list[Run]]) -> None:
    """A byline or a mark may have become part of a field; where it did not, it is part of none."""
    characters, offsets = _dense(line.text)
    for name, text in fields.items():
        dense, places = _dense(text)
        found = dense.find(characters) if len(characters) > 1 else -1
        if found >= 0:
            pairs = zip(places[found : found + len(characters)], (line.place + each for each in offsets), strict=True)
            runs.setdefault(name, [])
            for run in _as_runs(list(pairs)):
                if not _is_taken(runs[name], run):
                    runs[name].insert(bisect_left([each.start for each in runs[name]], run.start), run)
            return


def _is_taken(runs: Sequence[Run], new: Run) -> bool:
    return any(run.start < new.start + new.length and new.start < run.start + run.length for run in runs)


def _dense(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each of its characters stood."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    return "".join(text[place] for place in places), places


def _as_runs(pairs: Sequence[tuple[int, int]]) -> Iterator[Run]:
    begin = 0
    for index in range(1, len(pairs) + 1):
        is_end = index == len(pairs) or (
            pairs[index][0] - pairs[index - 1][0],
            pairs[index][1] - pairs[index - 1][1],
        ) != (1, 1)
        if is_end and pairs:
            yield Run(pairs[begin][0], pairs[begin][1], index - begin)
            begin = index
