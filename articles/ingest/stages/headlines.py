"""Sixth stage: the short lines of a page are given to its stories, all at once.

Every run of short lines is a headline of some story or a sub-head inside one. The choice that is best for the whole
page wins (an assignment), so that a headline far from its body is found and an article without one takes nobody's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from articles.ingest.stages.borders import part_articles
from articles.ingest.stages.choices import Cutting, best_choice, near
from articles.ingest.stages.close_calls import CloseCall, close_calls
from articles.ingest.stages.headline_scores import PageScores, Part
from articles.ingest.stages.stories import LONGEST_RUN, Run, Story, Stream, windows

#: Longer runs are cut only at their first and last places.
_FREELY_CUT = 3
#: Pages with more stories or runs are assigned piece by piece.
_LARGEST_WINDOW = 100
#: Where more runs stand, with less text to each, they are a list or rubbish, and each is taken whole.
_MOST_RUNS, _LEAST_TEXT = 24, 120
#: What another cutting of a run must gain to be preferred to keeping it whole.
_CUT_GAIN = 1.0


@dataclass(slots=True)
class Headed:
    """The result: which part heads which story. Parts without a story are sub-heads or stand alone."""

    headings: dict[int, Part] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    close_calls: list[CloseCall] = field(default_factory=list)


def assign_headlines(stream: Stream, *, printed: bool) -> Headed:
    """Cuts each run into parts and gives the parts to stories; `printed`: the page is a PDF's text layer."""
    headed = Headed()
    for window in windows(stream, _LARGEST_WINDOW):
        _assign_window(PageScores(window, printed=printed), window, headed)
    return headed


def _assign_window(scores: PageScores, window: Stream, headed: Headed) -> None:
    cuttings: list[Cutting] = [[Part(run, 0, len(run.units))] for run in window.runs]
    if not _is_list(window):
        for index, run in enumerate(window.runs):
            if not _is_inside_list(window.runs, index):
                cuttings[index] = _best_cutting(scores, cuttings, index, run)
        if scores.printed:
            scores = part_articles(scores, window, cuttings)
    parts = [part for cutting in cuttings for part in cutting]
    choice = best_choice(scores, cuttings)[1]
    for index, number in choice.items():
        if number not in headed.headings:
            headed.headings[number] = parts[index]
    headed.parts += parts
    headed.close_calls += close_calls(scores, parts, choice)


def _best_cutting(scores: PageScores, cuttings: Sequence[Cutting], index: int, run: Run) -> Cutting:
    """How a run is best cut, its neighbours being cut as they are."""
    whole = cuttings[index]
    promising = [cutting for cutting in _other_cuttings(run) if _most_gain(scores, cutting, whole) > _CUT_GAIN]
    if not promising:
        return whole
    before, behind = near(cuttings, index)
    chosen, best = whole, best_choice(scores, [*before, whole, *behind])[0]
    for cutting in promising:
        result = best_choice(scores, [*before, cutting, *behind])[0]
        if result > best + _CUT_GAIN:
            chosen, best = cutting, result
    return chosen


def _most_gain(scores: PageScores, cutting: Cutting, whole: Cutting) -> float:
    """No more than this is gained by the cutting: all its parts have the best heading each, the whole has none."""
    parts = sum(scores.alone(part) + max(0.0, *scores.gains(part).values(), 0.0) for part in cutting)
    return parts - sum(scores.alone(part) for part in whole)


def _is_list(window: Stream) -> bool:
    text = sum(len(unit.text) for story in window.stories for unit in story.units)
    return len(window.runs) > _MOST_RUNS and text < _LEAST_TEXT * len(window.runs)


def _is_inside_list(runs: Sequence[Run], index: int) -> bool:
    """Whether a run stands amid short lines without end: a list or rubbish, of which no part can be a headline."""
    near = runs[max(0, index - 1) : index + 2]
    return len(near) == 3 and all(
        len(run.units) >= LONGEST_RUN and run.before is near[1].before and run.after is near[1].after for run in near
    )


def _other_cuttings(run: Run) -> list[list[Part]]:
    size = len(run.units)
    places = range(1, size) if size <= _FREELY_CUT else (1, 2, size - 2, size - 1)
    single = [[place] for place in sorted(set(places)) if _may_cut(run, place)]
    double = [[a, b] for [a] in single for [b] in single if a < b] if size <= _FREELY_CUT + 1 else []
    cuttings = []
    for cuts in [*single, *double]:
        borders = [0, *cuts, size]
        cuttings.append([Part(run, a, b) for a, b in pairwise(borders)])
    return cuttings


def _may_cut(run: Run, place: int) -> bool:
    """A subtitle that begins with a dash is never torn from what stands above it."""
    return not run.units[place].text.startswith("—")


def settle_stories(stream: Stream, headed: Headed) -> dict[int, int]:
    """For each story its root's number: a soft story whose run heads it, or heads another story, stands for itself."""
    used = {(id(part.run), part.stop) for part in headed.headings.values()}
    cut_off: set[int] = set(headed.headings)
    for run in stream.runs:
        if run.before_soft and run.after is not None and (id(run), len(run.units)) in used:
            cut_off.add(run.after.number)
    roots: dict[int, int] = {}
    for story in stream.stories:
        host: Story | None = story.host
        roots[story.number] = story.number if host is None or story.number in cut_off else roots[host.number]
    return roots
