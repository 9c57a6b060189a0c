"""Puts paragraphs back where they were printed when columns were read in a wrong order, if the text proves it.

An OCR model that reads across columns gives the first part of one story, another story or part of it, and then the
rest of the first. The rest is moved up behind its story when it speaks of what that story speaks of and of nothing in
the story it stands in, and when the sentences at the joins do not speak against it. Without proof nothing is moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.ingest.stages.cohesion import Cohesion
from articles.ingest.stages.headlines import Headed, settle_stories
from articles.ingest.stages.lifting_state import Lifting
from articles.ingest.stages.sentence_joins import is_left_open, join_gain
from articles.ingest.stages.stories import Stream
from articles.ingest.stages.units import Role, Unit

#: Stories before it in which the beginning of a displaced text is looked for.
_REACH = 9
#: More paragraphs of a story are not looked at.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a proof must reach, and what joins count. Fitted on generated pages, checked on others."""

    proof: float = 8.0
    #: Likelihood by character.
    density: float = 0.02
    #: Characters of a text that is moved though no sentence is left open for it.
    shortest: int = 90
    #: At most this share of the proof may speak for the story that it stands in.
    contradiction: float = 0.25
    open_end: float = 4.0
    left_dangling: float = 3.0
    goes_on: float = 3.0
    distance: float = 1.0
    #: Of a story that begins by itself no more than this share belongs elsewhere, if no open sentence says so.
    largest_share: float = 0.8
    #: And at least so many characters of its beginning stay.
    shortest_stay: int = 105


THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A unit of a story with the sub-heads above it."""

    unit: Unit
    leads: tuple[Unit, ...] = ()


@dataclass(slots=True)
class Flow:
    """The paragraphs of a story in the order in which they were read."""

    paragraphs: list[Paragraph]
    is_headed: bool

    @property
    def first_movable(self) -> int:
        """The first paragraph that can belong to another story: none of a byline's or of what a headline stands on."""
        start = 0
        while start < len(self.paragraphs) and self.paragraphs[start].unit.role is Role.BYLINE:
            start += 1
        if start == 0 and not self.is_headed and self.paragraphs[0].unit.role is Role.BODY:
            return 0
        return start + 1


@dataclass(frozen=True, slots=True)
class Move:
    """Paragraphs `start` to `stop` of flow `source` go on the story of flow `target`, an earlier one."""

    proof: float
    source: int
    start: int
    stop: int
    target: int


def read_flows(stream: Stream, headed: Headed) -> list[Flow]:
    roots = settle_stories(stream, headed)
    heading = {id(unit) for part in headed.headings.values() for unit in part.units}
    leads = {run.after.number: run.units for run in stream.runs if run.after is not None and run.is_adjacent}
    flows: dict[int, Flow] = {}
    for story in stream.stories:
        flow = flows.setdefault(roots[story.number], Flow([], roots[story.number] in headed.headings))
        above = tuple(unit for unit in leads.get(story.number, ()) if id(unit) not in heading)
        flow.paragraphs += [Paragraph(unit, above if index == 0 else ()) for index, unit in enumerate(story.units)]
    return [flow for flow in flows.values() if flow.paragraphs]


def prove_moves(flows: Sequence[Flow]) -> list[Move]:
    """The moves that are proved, no two of which touch the same end of a story."""
    cohesion = Cohesion([[p.unit.text for p in flow.paragraphs[:_LONGEST]] for flow in flows])
    found = []
    for source, flow in enumerate(flows):
        if flow.first_movable >= len(flow.paragraphs):
            continue
        kin = cohesion.kin(source, range(max(0, source - _REACH), source))
        for target, scores in kin.items():
            if sum(max(0.0, score) for score in scores) >= THRESHOLDS.proof / 2:
                search = _Search(flows, source, target, scores, cohesion.self_kin(source, target))
                found += search.best()
    return _compatible(sorted(found, key=lambda move: -move.proof))


def _compatible(moves: Sequence[Move]) -> list[Move]:
    chosen: list[Move] = []
    for move in moves:
        taken = {other.source for other in chosen} | {other.target for other in chosen}
        if move.source not in taken and move.target not in taken:
            chosen.append(move)
    return chosen


class _Search:
    """Finds the paragraphs of one flow that best go on another."""

    def __init__(
        self,
        flows: Sequence[Flow],
        source: int,
        target: int,
        there: Sequence[float],
        here: Sequence[Sequence[float]],
    ) -> None:
        self.paragraphs = flows[source].paragraphs[:_LONGEST]
        self.whole = len(flows[source].paragraphs)
        self.first = flows[source].first_movable
        self.source, self.target = source, target
        self.there, self.here = there, here
        self.open = [is_left_open(paragraph.unit) for paragraph in self.paragraphs]
        self.end = flows[target].paragraphs[-1].unit
        self.end_is_open = is_left_open(self.end)
        self.sizes = [len(paragraph.unit.text) for paragraph in flows[source].paragraphs]
        self.size = sum(self.sizes)

    def best(self) -> list[Move]:
        """The likeliest move, if it is proved. A doubtful best is no reason to make the next best."""
        best, is_proved = None, False
        for start in range(self.first, len(self.paragraphs)):
            before = self._join_before(start)
            stays = sum(self.sizes[:start])
            there = here = 0.0
            for index in range(start, len(self.paragraphs)):
                there += self.there[index]
                here += self.here[index][start]
                proof = there - max(0.0, here) + before + self._joins_after(start, index + 1)
                if best is None or proof > best.proof:
                    best = Move(proof, self.source, start, index + 1, self.target)
                    is_proved = self._is_proof(best, there, here, stays)
        return [best] if best is not None and is_proved else []

    def _is_proof(self, move: Move, there: float, here: float, stays: int) -> bool:
        size = sum(self.sizes[move.start : move.stop])
        return (
            move.proof >= THRESHOLDS.proof
            and there >= THRESHOLDS.density * size
            and here <= THRESHOLDS.contradiction * there
            and (self.end_is_open or (size >= THRESHOLDS.shortest and self._leaves_enough(move, size, stays)))
        )

    def _leaves_enough(self, move: Move, size: int, stays: int) -> bool:
        """Whether what stays is a story still; a headless text that goes as a whole leaves nothing to be one."""
        return move.start == 0 or (size <= THRESHOLDS.largest_share * self.size and stays >= THRESHOLDS.shortest_stay)

    def _join_before(self, start: int) -> float:
        """What the open end of the target says of a text that begins here."""
        value = -THRESHOLDS.distance * (self.source - self.target - 1)
        if self.end_is_open:
            value += THRESHOLDS.open_end + join_gain(self.end.text, self.paragraphs[start].unit.text)
        return value

    def _joins_after(self, start: int, stop: int) -> float:
        """The sentences that the move would leave open."""
        value = 0.0
        if stop < self.whole:
            value -= THRESHOLDS.goes_on
        elif start and self.open[start - 1]:
            value -= THRESHOLDS.left_dangling
        if self.open[stop - 1]:
            value -= THRESHOLDS.left_dangling
        return value


def moved_order(
    order: Sequence[int], lifting: Lifting, flows: Sequence[Flow], moves: Sequence[Move]
) -> tuple[list[int], set[int]]:
    """The places of a page's units with the moved ones behind the story that they go on, and the first of each move."""
    place = {id(lifting.units[index]): index for index in order}
    after: dict[int, list[int]] = {}
    gone: set[int] = set()
    joined: set[int] = set()
    for move in moves:
        moved = flows[move.source].paragraphs[move.start : move.stop]
        places = [place[id(unit)] for paragraph in moved for unit in (*paragraph.leads, paragraph.unit)]
        gone.update(places)
        joined.add(place[id(moved[0].unit)])
        after[place[id(flows[move.target].paragraphs[-1].unit)]] = places
    result: list[int] = []
    for index in order:
        if index not in gone:
            result.append(index)
            result += after.get(index, [])
    return result, joined
