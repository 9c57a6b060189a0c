"""Which changed runs of a text touch facts, and which do not. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.changed_runs import Run, changed_runs
from articles.facts.bare_names import is_mended
from articles.facts.kinds import Fact, FactPlace

#: Runs with no more than so many kept characters between them are one change of one word: both or neither.
ONE_WORD = 2


@dataclass(frozen=True, slots=True)
class SortedRun:
    """A run with the kinds of facts that it touches, none of which it may."""

    run: Run
    touches: frozenset[Fact]


def sort_runs(
    old: str, new: str, *, old_places: Sequence[FactPlace], new_places: Sequence[FactPlace]
) -> list[SortedRun]:
    """All runs from `old` to `new`, in order. A run touches a fact that either text states where it changes it.

    Runs within one word go together, so that no half of a change is published.
    """
    runs = changed_runs(old, new)
    touched = [_touched(run, _not_mended(run, runs, old_places, new), new_places) for run in runs]
    groups: list[list[int]] = []
    for number, run in enumerate(runs):
        if groups and run.start - runs[number - 1].end <= ONE_WORD:
            groups[-1].append(number)
        else:
            groups.append([number])
    found: list[SortedRun] = []
    for group in groups:
        kinds = frozenset[Fact]().union(*(touched[number] for number in group))
        found += [SortedRun(runs[number], kinds) for number in group]
    return found


def with_earlier(runs: Sequence[SortedRun], together: Sequence[SortedRun]) -> list[SortedRun]:
    """The runs, each touching also what the runs from an older text to the same new one touch where it stands."""
    return [SortedRun(each.run, each.touches.union(*_of_same_place(each.run, together))) for each in runs]


def _of_same_place(run: Run, together: Iterable[SortedRun]) -> Iterator[frozenset[Fact]]:
    for each in together:
        if each.run.new_start <= run.new_end and run.new_start <= each.run.new_end:
            yield each.touches


def _not_mended(run: Run, runs: Sequence[Run], places: Iterable[FactPlace], new: str) -> Iterator[FactPlace]:
    """Without what only looked like a name because of the one wrong character that was put right."""
    shift = run.new_start - run.start
    is_one = len(run.old) == len(run.new) == 1
    for place in places:
        is_alone = sum(_meets(each.start, each.end, place) for each in runs) == 1
        if not (
            (is_one and is_alone and place.is_bare and _meets(run.start, run.end, place))
            and is_mended(new, (place.start + shift, place.end + shift), run.new_start)
        ):
            yield place


def _touched(run: Run, old_places: Iterable[FactPlace], new_places: Iterable[FactPlace]) -> frozenset[Fact]:
    kinds = {place.kind for place in old_places if _meets(run.start, run.end, place)}
    kinds |= {place.kind for place in new_places if _meets(run.new_start, run.new_end, place)}
    if not run.old.strip() and not run.new.strip():
        # White space makes another number of a number, and nothing else of a name.
        kinds &= {Fact.FIGURE}
    return frozenset(kinds)


def _meets(start: int, end: int, place: FactPlace) -> bool:
    """Of an empty range, whether it stands inside the place: there it was put in, or something taken out."""
    return place.start < end and start < place.end
