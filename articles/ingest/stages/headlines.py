"""Sixth stage: the short lines of a page are given to its stories, all at once.

Every run of short lines is a headline of some story or a sub-head inside one. The choice that is best for the whole
page wins (an assignment), so that a headline far from its body is found and an article without one takes nobody's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from articles.ingest.stages.assignment import best_assignment
from articles.ingest.stages.headline_scores import WEIGHTS, PageScores, Part
from articles.ingest.stages.stories import LONGEST_RUN, Run, Story, Stream, firm, make_firm, windows

#: Longer runs are cut only at their first and last places.
_FREELY_CUT = 3
#: Runs on either side that are looked at when one run is cut another way.
_NEIGHBOURS = 6
#: Pages with more stories or runs are assigned piece by piece.
_LARGEST_WINDOW = 100
#: A short line that is worth more as a sub-head than this is one.
_SURE_SUB_HEAD = 4.0
#: More articles of a page are not found by what their parting gains.
_MOST_BORDERS = 4
#: What another cutting of a run must gain to be preferred to keeping it whole.
_CUT_GAIN = 1.0


@dataclass(slots=True)
class Headed:
    """The result: which part heads which story. Parts without a story are sub-heads or stand alone."""

    headings: dict[int, Part] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)


def assign_headlines(stream: Stream, *, printed: bool) -> Headed:
    """Cuts each run into parts and gives the parts to stories; `printed`: the page is a PDF's text layer."""
    headed = Headed()
    for window in windows(stream, _LARGEST_WINDOW):
        _assign_window(PageScores(window, printed=printed), window, headed)
    return headed


def _assign_window(scores: PageScores, window: Stream, headed: Headed) -> None:
    cuttings = [[Part(run, 0, len(run.units))] for run in window.runs]
    for index, run in enumerate(window.runs):
        if _is_inside_list(window.runs, index):
            continue
        low, high = max(0, index - _NEIGHBOURS), index + _NEIGHBOURS + 1
        best = None
        for cutting in _other_cuttings(run):
            best = best if best is not None else _solve(scores, cuttings[low:high])[0]
            result = _solve(scores, [*cuttings[low:index], cutting, *cuttings[index + 1 : high]])[0]
            if result > best + _CUT_GAIN:
                best, cuttings[index] = result, cutting
    if scores.printed:
        scores = _part_articles(scores, window, cuttings)
    parts = [part for cutting in cuttings for part in cutting]
    for index, number in _solve(scores, cuttings)[1].items():
        if number not in headed.headings:
            headed.headings[number] = parts[index]
    headed.parts += parts


def _part_articles(scores: PageScores, window: Stream, cuttings: Sequence[Sequence[Part]]) -> PageScores:
    """Makes soft stories firm that are articles with their headline elsewhere; the whole page must gain by it."""
    for _ in range(_MOST_BORDERS):
        best, gain = None, WEIGHTS.border
        for index, run in enumerate(window.runs):
            story = run.after
            if story is None or not run.before_soft or scores.alone(Part(run, 0, len(run.units))) > _SURE_SUB_HEAD:
                continue
            near = cuttings[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
            with firm(window.stories, story):
                now = _solve(scores.with_new_borders(), near)[0]
            now -= _solve(scores, near)[0]
            if now > gain:
                best, gain = story, now
        if best is None:
            return scores
        make_firm(window.stories, best)
        scores = scores.with_new_borders()
    return scores


def _is_inside_list(runs: Sequence[Run], index: int) -> bool:
    """Whether a run stands amid short lines without end: a list or rubbish, of which no part can be a headline."""
    near = runs[max(0, index - 1) : index + 2]
    return len(near) == 3 and all(
        len(run.units) >= LONGEST_RUN and run.before is near[1].before and run.after is near[1].after for run in near
    )


def _solve(scores: PageScores, cuttings: Sequence[Sequence[Part]]) -> tuple[float, dict[int, int]]:
    parts = [part for cutting in cuttings for part in cutting]
    total, choice = best_assignment([scores.gains(part) for part in parts])
    return total + sum(scores.alone(part) for part in parts), choice


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
