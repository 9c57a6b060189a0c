"""Finds names of which one character was read wrongly. Pure.

One wrong character leaves one half of a name whole. The halves stand in an automaton; where one is found, what stands
beside it is looked up with each of its characters left open, so that the cost does not grow with the registry.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from entities.matching.confusions import Likeness, likeness

SHORTEST = 4
#: Stands for the character left open. No folded text holds it.
OPEN = "\x00"

#: A near name's score. Each character beyond the shortest name's makes chance less likely; a likeness of shape is what
#: OCR engines confuse, one of sound what people do.
LEAST_SCORE = 0.7
A_CHARACTER_MORE = 0.04
SAME_SHAPE = 0.08
BEST_SCORE = 0.98


@dataclass(frozen=True, slots=True)
class NearHit:
    """A form that stands in the text but for one character."""

    form: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Half:
    """Half of at least one form. `lengths`: how many characters the other half may have before it and behind it."""

    before: tuple[int, ...]
    behind: tuple[int, ...]


@dataclass(frozen=True)
class NearNames:
    halves: tuple[_Half, ...]
    #: A form with one character left open → (number of the form, place of that character).
    open_forms: dict[str, tuple[tuple[int, int], ...]]
    forms: dict[int, str]
    automaton: AhoCorasick | None

    def find(self, text: str) -> Iterator[NearHit]:
        if self.automaton is None:
            return
        seen: set[tuple[int, int]] = set()
        for number, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True):
            half = self.halves[number]
            for length in half.before:
                if length <= start:
                    yield from self._look_up(text, start - length, end, start - length, start, seen)
            for length in half.behind:
                if end + length <= len(text):
                    yield from self._look_up(text, start, end + length, end, end + length, seen)

    def _look_up(
        self, text: str, start: int, end: int, first: int, last: int, seen: set[tuple[int, int]]
    ) -> Iterator[NearHit]:
        """The forms that [start, end) is but for one character within [first, last)."""
        name = text[start:end]
        for place in range(first - start, last - start):
            for number, _ in self.open_forms.get(f"{name[:place]}{OPEN}{name[place + 1 :]}", ()):
                form = self.forms[number]
                kind = likeness(name[place], form[place])
                if kind is not None and (number, start) not in seen:
                    seen.add((number, start))
                    yield NearHit(number, start, end, near_score(form, kind))


def near_score(form: str, kind: Likeness) -> float:
    score = LEAST_SCORE + A_CHARACTER_MORE * (len(form) - SHORTEST) + (SAME_SHAPE if kind is Likeness.SHAPE else 0)
    return round(min(BEST_SCORE, score), 2)


def build_near_names(forms: Iterable[tuple[int, str, int]]) -> NearNames:
    """`forms`: number, folded form, and how many characters of it, a place's, must be right."""
    halves: defaultdict[str, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    open_forms: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    held: dict[int, str] = {}
    for number, form, fixed in forms:
        if len(form) < SHORTEST or len(form) - fixed < 2:
            continue
        middle = len(form) // 2
        held[number] = form
        halves[form[:middle]][1].add(len(form) - middle)
        halves[form[middle:]][0].add(middle)
        for place in range(fixed, len(form)):
            open_forms[f"{form[:place]}{OPEN}{form[place + 1 :]}"].append((number, place))
    return NearNames(
        halves=tuple(_Half(tuple(sorted(before)), tuple(sorted(behind))) for before, behind in halves.values()),
        open_forms={form: tuple(numbers) for form, numbers in open_forms.items()},
        forms=held,
        automaton=AhoCorasick(list(halves), matchkind=MatchKind.Standard) if halves else None,
    )
