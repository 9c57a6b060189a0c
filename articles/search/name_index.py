"""The archive's names in memory, found by any part of them, by pinyin and by the initials of their pinyin. Pure.

All names stand in one string each for letters, readings and initials, so that one search through it, at the speed of
`str.find`, finds a part of any of twenty thousand names in well under a millisecond.
"""

import heapq
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.search.normalize import normalize

#: Fewer letters begin the pinyin of too many names to say anything.
FEWEST_LETTERS = 2

_SEPARATOR = "\n"
_LETTERS = re.compile("[a-z0-9]*[a-z][a-z0-9]*")
_TONE = re.compile("(?<=[a-z])[1-5]$")


class NameKind(StrEnum):
    PROGRAM = "项目"
    DEPARTMENT = "部门"
    REPORTER = "记者"


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry of a registry, with the number of its articles; `names` are its own and then its aliases.

    `readings` holds the pinyin of each name, syllables parted by spaces, with their tones or without. `entry_id` is the
    primary key in the registry, for whoever wants more of the entry than stands here.
    """

    kind: NameKind
    url: str
    count: int
    names: tuple[str, ...]
    readings: tuple[str, ...]
    entry_id: int = 0


@dataclass(frozen=True, slots=True)
class FoundName:
    """`alias` is the other name by which the entry was found, where its own name would not have been."""

    entry: NamedEntry
    alias: str


#: How good a match is, the best first: where it stands, whether in an alias, how much is printed; then the entry.
_Rank = tuple[int, bool, int, int]
_WHOLE, _BEGINNING, _INSIDE = range(3)


class NameIndex:
    def __init__(self, entries: Iterable[NamedEntry]) -> None:
        self._entries = tuple(entries)
        owners = [(number, place) for number, entry in enumerate(self._entries) for place in range(len(entry.names))]
        readings = [_without_tones(self._entries[number].readings[place]) for number, place in owners]
        names = [normalize(self._entries[number].names[place]) for number, place in owners]
        self._owners = owners
        self._names = _Joined(names)
        self._readings = _Joined(["".join(each) for each in readings])
        self._initials = _Joined([_initials(each) for each in readings])
        self._syllable_starts = [frozenset(_starts(each)) for each in readings]

    def find(self, typed: str, *, limit: int, fewest_letters: int = FEWEST_LETTERS) -> list[FoundName]:
        """At most `limit` entries of each kind that have `typed` in a name, the best of each kind first.

        Fewer than `fewest_letters` are no pinyin.
        """
        best: dict[int, tuple[_Rank, int]] = {}
        by_own_name: set[int] = set()
        for row, where in self._matches(normalize(typed), fewest_letters):
            number, place = self._owners[row]
            if place == 0:
                by_own_name.add(number)
            rank = (where, place > 0, -self._entries[number].count, number)
            if number not in best or rank < best[number][0]:
                best[number] = (rank, place)
        by_kind: dict[NameKind, list[tuple[_Rank, int]]] = {kind: [] for kind in NameKind}
        for number, ranked in best.items():
            by_kind[self._entries[number].kind].append(ranked)
        return [
            FoundName(entry, "" if rank[3] in by_own_name else entry.names[place])
            for each in by_kind.values()
            for rank, place in heapq.nsmallest(limit, each)
            for entry in [self._entries[rank[3]]]
        ]

    def all_names(self) -> Iterator[str]:
        """The names and aliases of all programs and departments."""
        for entry in self._entries:
            if entry.kind is not NameKind.REPORTER:
                yield from entry.names

    def _matches(self, needle: str, fewest_letters: int) -> Iterator[tuple[int, int]]:
        """Rows of the joined names, each with where in the name the needle stands."""
        if not needle or _SEPARATOR in needle:
            return
        for row, at, length in self._names.find(needle):
            yield row, _where(at, length, len(needle))
        if len(needle) < fewest_letters or not _LETTERS.fullmatch(needle):
            return
        for row, at, length in self._initials.find(needle):
            yield row, _where(at, length, len(needle))
        for row, at, length in self._readings.find(needle):
            if at in self._syllable_starts[row]:
                yield row, _where(at, length, len(needle))


class _Joined:
    """Many short texts in one long one."""

    def __init__(self, rows: Sequence[str]) -> None:
        self._text = _SEPARATOR.join(rows)
        self._starts = []
        at = 0
        for row in rows:
            self._starts.append(at)
            at += len(row) + 1
        self._starts.append(at)

    def find(self, needle: str) -> Iterator[tuple[int, int, int]]:
        """The first place of the needle in each row that holds it: row, offset in the row, length of the row."""
        at = self._text.find(needle)
        while at >= 0:
            row = bisect_right(self._starts, at) - 1
            start, end = self._starts[row], self._starts[row + 1]
            yield row, at - start, end - start - 1
            at = self._text.find(needle, end)


def _where(at: int, length: int, found: int) -> int:
    if at:
        return _INSIDE
    return _WHOLE if found == length else _BEGINNING


def _without_tones(reading: str) -> list[str]:
    """The syllables of a pinyin key as they are typed."""
    return [_TONE.sub("", syllable) for syllable in reading.split()]


def _initials(syllables: Iterable[str]) -> str:
    return "".join(syllable[0] for syllable in syllables)


def _starts(syllables: Iterable[str]) -> Iterator[int]:
    at = 0
    for syllable in syllables:
        yield at
        at += len(syllable)
