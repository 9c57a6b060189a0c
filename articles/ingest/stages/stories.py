"""Fifth stage: the free units become stories (a start and what follows it) and runs of short lines between them.

A story that begins only because a short line stands before it is *soft*: should that line prove to be a sub-head, the
story is the going-on of its host.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from articles.ingest.stages import cues
from articles.ingest.stages.lifting_state import Lifting
from articles.ingest.stages.units import Role, Unit


@dataclass(slots=True, eq=False)
class Story:
    """Body and byline units from one start to the next. `host` is set on soft stories only."""

    number: int
    units: list[Unit] = field(default_factory=list)
    host: "Story | None" = None
    root_: "Story | None" = None
    #: Position in the page's order of units, of the first and the last unit.
    first: int = 0
    last: int = 0
    zone: int = 0
    labels: list[Unit] = field(default_factory=list)
    is_continuation: bool = False
    #: It begins with a byline or an opening; other firm stories begin at a zone break or after an end.
    is_signed: bool = False
    #: A section label (■延伸阅读, ● 新闻提示) stands right above it and no writer is named: a box beside an article.
    is_box: bool = False
    has_text: bool = False

    @property
    def is_soft(self) -> bool:
        return self.host is not None

    @property
    def root(self) -> "Story":
        return self.root_ or self

    @property
    def is_signed_off(self) -> bool:
        """It ends with its writer's name."""
        return len(self.units) > 1 and self.has_text and self.units[-1].role is Role.BYLINE

    @property
    def is_closed(self) -> bool:
        """Whether its last words say that it ends here or goes on elsewhere."""
        tail = self.units[-1].text[-_TAIL:] if self.units else ""
        ends = (cues.MARK_OUT, cues.REPRINT_END, cues.SIGNED_END)
        return self.is_signed_off or any(pattern.search(tail) for pattern in ends)


@dataclass(slots=True, eq=False)
class Run:
    """Short units in a row, the story before and the story after (None at the page's ends)."""

    units: list[Unit]
    first: int
    zone: int
    before: Story | None = None
    after: Story | None = None
    #: A zone break or a lifted item stands between the run and the story before or after.
    zone_before: bool = False
    zone_after: bool = False
    #: Nothing stands between the run and the story after it.
    is_adjacent: bool = False

    @property
    def before_soft(self) -> bool:
        """A plain paragraph follows: the run is a sub-head, or the headline of an article without a byline."""
        return self.is_adjacent and self.after is not None and self.after.is_soft


@dataclass(slots=True)
class Stream:
    stories: list[Story] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


#: More short lines in a row than any heading has.
LONGEST_RUN = 8
#: Units after a byline among which its text begins.
_LOOK_AHEAD = 6
#: Characters of an opening in which its writer is named.
_OPENING = 80
#: And at its end, where it is signed or points elsewhere.
_TAIL = 40


class _Reader:
    """Goes once over the free units."""

    def __init__(self, lifting: Lifting, order: Sequence[int], joined: Collection[int]) -> None:
        self.indexes = order
        self.joined = joined
        self.units = lifting.units
        self.stream = Stream()
        self.story: Story | None = None
        self.run: Run | None = None
        self.zone = 0
        self.last_index = -1
        self.pending_labels: list[Unit] = []

    def read(self) -> Stream:
        for position, index in enumerate(self.indexes):
            unit = self.units[index]
            if any(self.units[n].starts_zone for n in range(min(self.last_index + 1, index), index + 1)):
                self.zone += 1
            self._take(position, index, unit)
            self.last_index = index
        if self.pending_labels:
            self._attach_labels()
        return self.stream

    def _take(self, position: int, index: int, unit: Unit) -> None:
        if unit.role is Role.LABEL:
            self.pending_labels.append(unit)
        elif unit.role in (Role.SHORT, Role.TEASER, Role.BRIEF, Role.NOTICE, Role.ADVERT, Role.FURNITURE):
            self._take_short(index, unit)
        elif unit.role is Role.BYLINE:
            self._take_byline(position, index, unit)
        elif unit.role is Role.OPENING:
            if self.story is not None and (self._awaits_body() or self._has_told_nothing(unit)):
                self._extend(self.story, index, unit)
            else:
                self._start(index, unit, signed=True)
        elif unit.role is Role.CONTINUATION:
            self._start(index, unit, signed=False).is_continuation = True
        else:
            self._take_body(index, unit)

    def _take_short(self, index: int, unit: Unit) -> None:
        run = self.run
        if run is None or unit.starts_zone or index != self.last_index + 1 or len(run.units) >= LONGEST_RUN:
            run = Run([], index, self.zone, before=self.story, zone_before=unit.starts_zone)
            self.stream.runs.append(run)
            self.run = run
        run.units.append(unit)

    def _take_byline(self, position: int, index: int, unit: Unit) -> None:
        story = self.story
        following = self._following(position)
        begins = following is not None and (
            following.role is Role.BODY
            or (following.role is Role.OPENING and not _names_writer(following))
            or self._heads_body(position)
        )
        goes_on = story is not None and self.run is None and not (unit.starts_zone and begins)
        signs_off = unit.text[0] in "（("
        if story is not None and goes_on and (signs_off or self._awaits_body() or not begins):
            self._extend(story, index, unit)
        else:
            self._start(index, unit, signed=True)

    def _following(self, position: int) -> Unit | None:
        """The next free unit in the same zone, further bylines left out."""
        passed = self.indexes[position]
        for index in self.indexes[position + 1 : position + _LOOK_AHEAD]:
            if any(self.units[n].starts_zone for n in range(passed + 1, index + 1)):
                return None
            if self.units[index].role is not Role.BYLINE:
                return self.units[index]
            passed = index
        return None

    def _heads_body(self, position: int) -> bool:
        """Headline, byline, sub-head, paragraph: the byline belongs to what follows."""
        ahead = [self.units[index] for index in self.indexes[position + 1 : position + 3]]
        return (
            self.run is not None
            and len(ahead) == 2
            and ahead[0].role is Role.SHORT
            and ahead[1].role is Role.BODY
            and not any(unit.starts_zone for unit in ahead)
        )

    def _take_body(self, index: int, unit: Unit) -> None:
        host = self.story
        goes_on = host is not None and index in self.joined
        if host is None or (not goes_on and (unit.starts_zone or host.is_closed)):
            self._start(index, unit, signed=False)
        elif self.run is not None:
            story = self._start(index, unit, signed=False)
            story.host, story.root_ = host, host.root
        else:
            self._extend(host, index, unit)

    def _awaits_body(self) -> bool:
        """Whether the present story has so far only a byline."""
        story = self.story
        return story is not None and self.run is None and story.is_signed and not story.has_text

    def _has_told_nothing(self, opening: Unit) -> bool:
        """Whether the present story has not ended a sentence yet, when an opening comes that names no writer."""
        story = self.story
        if story is None or self.run is not None or opening.starts_zone or _names_writer(opening):
            return False
        return story.is_signed and not any(unit.is_finished for unit in story.units)

    def _start(self, index: int, unit: Unit, *, signed: bool) -> Story:
        story = Story(len(self.stream.stories), first=index, zone=self.zone, is_signed=signed)
        story.is_box = bool(self.pending_labels) and not signed
        self.stream.stories.append(story)
        if self.run is not None:
            self.run.is_adjacent = not unit.starts_zone
            self.run = None
        for run in reversed(self.stream.runs):
            if run.after is not None:
                break
            run.after = story
            run.zone_after = run.zone != self.zone
        self._attach_labels()
        self.story = story
        self._extend(story, index, unit)
        return story

    def _extend(self, story: Story, index: int, unit: Unit) -> None:
        story.units.append(unit)
        story.has_text = story.has_text or unit.role is not Role.BYLINE
        story.last = index
        self._attach_labels()

    def _attach_labels(self) -> None:
        """A section label stands below its sidebar, or above it when no story is at hand yet."""
        if self.story is not None and self.pending_labels:
            self.story.labels += self.pending_labels
            self.pending_labels = []


def _names_writer(opening: Unit) -> bool:
    """Whether an opening names who wrote it: a byline above it is then another's."""
    return bool(cues.BRACKET_BYLINE.search(opening.text[:_OPENING]))


def read_stories(lifting: Lifting, order: Sequence[int], joined: Collection[int] = ()) -> Stream:
    """`order`: the free units (their places in `lifting`) as they are to be read. Those of `joined` begin no story."""
    return _Reader(lifting, order, joined).read()


def windows(stream: Stream, largest: int) -> list[Stream]:
    """The stream itself, or where it has more stories or runs than `largest`, pieces of it that have fewer."""
    if not stream.runs or max(len(stream.stories), len(stream.runs)) <= largest:
        return [stream]
    pieces: list[Stream] = []
    borders: list[int] = []
    for run in stream.runs:
        after = run.after.number if run.after is not None else len(stream.stories)
        if not pieces or len(pieces[-1].runs) >= largest // 2 or after - borders[-1] >= largest // 2:
            pieces.append(Stream())
            borders.append(after)
        pieces[-1].runs.append(run)
    for piece, first, last in zip(pieces, borders, [*borders[1:], len(stream.stories)], strict=True):
        piece.stories = stream.stories[max(0, first - 1) : min(last, first + largest)]
    return pieces


def make_firm(stories: Sequence[Story], story: Story) -> None:
    """Makes a soft story one that stands for itself; the soft ones behind it become its followers."""
    host = story.root
    story.host = story.root_ = None
    for other in stories:
        if other.is_soft and other.root is host and other.number > story.number:
            other.root_ = story


@contextmanager
def firm(stories: Sequence[Story], story: Story) -> Iterator[None]:
    """Within it a soft story is a firm one."""
    before = [(other, other.host, other.root_) for other in stories if other.is_soft]
    make_firm(stories, story)
    try:
        yield
    finally:
        for other, host, root in before:
            other.host, other.root_ = host, root


def story_chain(stories: Sequence[Story], root: Story) -> list[Story]:
    """Those of the stories that are a firm story or one of its soft followers."""
    return [story for story in stories if story.root is root]
