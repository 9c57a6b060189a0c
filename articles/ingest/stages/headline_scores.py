"""How well a part of a run of short lines heads a story, and how well it stands as a sub-head."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from articles.ingest.stages.followers import host_kin
from articles.ingest.stages.headline_weights import WEIGHTS
from articles.ingest.stages.shared_words import SharedWords, Shares
from articles.ingest.stages.stories import Run, Story, Stream, story_chain
from articles.ingest.stages.units import Unit

#: Stories looked at on either side of a run.
_REACH = 4
#: A line that shares as much of its words with a story may head it wherever it stands.
_SPEAKS_OF = 0.6
#: Characters that a clause has at least, for what it shares to prove anything.
_CLAUSE = 6
#: After these words comes the text that they announce, with its own title.
_ANNOUNCES = ("如下：", "全文：", "如下:", "全文:", "摘要：")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Units `start` to `stop` of a run, taken as one heading."""

    run: Run
    start: int
    stop: int

    @property
    def units(self) -> list[Unit]:
        return self.run.units[self.start : self.stop]

    @property
    def text(self) -> str:
        return "".join(unit.text for unit in self.units)

    @property
    def is_first(self) -> bool:
        return self.start == 0

    @property
    def is_last(self) -> bool:
        return self.stop == len(self.run.units)


#: 一、 （二） 3. 第四： a sub-head in a row of them. One character before it may be a slip of the OCR.
_NUMBERED = re.compile(
    r".?(?:[（(]?[一二三四五六七八九十]{1,3}[）)、．.：:]|第[一二三四五六七八九十]{1,2}[，：:、]|\d{1,2}[、．.](?!\d))"
)


#: Reports begin with a day, a source, or a place.
_BEGINS_REPORT = re.compile(
    r"(?:\d{1,2}月\d{1,2}日|\d{1,2}日|连日来|近日|日前|昨[日天]|今[日天年]|记者|据|为|[\u4e00-\u9fff]{2,4}[市县区]|我市|新华社)"
)


class PageScores:
    """Scores over one page; the page's habit (headlines before or after their bodies) is read off it first."""

    def __init__(self, stream: Stream, *, printed: bool, words: SharedWords | None = None) -> None:
        self.stream = stream
        self.printed = printed
        self.words = words or SharedWords(stream.stories)
        self._shares = Shares(self.words, stream.stories)
        self._parts: dict[tuple[int, int, int], Mapping[int, float]] = {}
        self._memo: dict[tuple[int, int, int], tuple[float, dict[int, float]]] = {}

    def with_new_borders(self) -> "PageScores":
        """The scores when stories have got other hosts; what the page as a whole tells stays."""
        scores = PageScores(self.stream, printed=self.printed, words=self.words)
        scores.habit, scores._kin = self.habit, self._kin
        return scores

    def alone(self, part: Part) -> float:
        """The worth of a part that heads nothing: a sub-head, or a line that belongs nowhere."""
        return self._scores(part)[0]

    def gains(self, part: Part) -> dict[int, float]:
        """By the number of a story: what heading it is worth above standing alone."""
        return self._scores(part)[1]

    def _scores(self, part: Part) -> tuple[float, dict[int, float]]:
        key = (id(part.run), part.start, part.stop)
        if key not in self._memo:
            alone = self._alone(part)
            self._memo[key] = (alone, {s.number: self._heading(part, s) - alone for s in self._candidates(part)})
        return self._memo[key]

    def _alone(self, part: Part) -> float:
        run = part.run
        if run.before is not None and run.before.units[-1].text.endswith(_ANNOUNCES) and not run.zone_before:
            return WEIGHTS.announced
        if run.before_soft and part.is_last and part.is_first and run.after is not None:
            return WEIGHTS.sub_head - self._border(part, run.after)
        near = [story.root.number for story in (run.before, run.after) if story is not None]
        return WEIGHTS.orphan - WEIGHTS.orphan_words * max(
            (self.overlap(part.text, number) for number in near), default=0
        )

    def _candidates(self, part: Part) -> list[Story]:
        """Firm stories within reach, and the soft one that the part would begin."""
        run = part.run
        stories = self.stream.stories
        offset = stories[0].number if stories else 0
        middle = (run.after.number if run.after is not None else offset + len(stories)) - offset
        found = []
        for step in (-1, 1):
            number, seen = (middle - 1 if step < 0 else middle), 0
            while 0 <= number < len(stories) and seen < _REACH:
                if not stories[number].is_soft:
                    found.append(stories[number])
                    seen += 1
                number += step
        near = {story.number for story in found}
        spoken_of = self._spoken_of(part) - near
        found += [story for story in stories if story.number in spoken_of and not story.is_soft]
        if run.before_soft and part.is_last and run.after is not None:
            found.append(run.after)
        if run.before is not None and run.before.is_soft and part.is_first and not run.before_soft:
            found.append(run.before)
        return found

    def _spoken_of(self, part: Part) -> set[int]:
        """The stories that say what one clause of a part at least says: a kicker before it need not."""
        clauses = (clause for unit in part.units for clause in unit.headline_text.split() if len(clause) >= _CLAUSE)
        return {
            number for clause in clauses for number, share in self._shares.of(clause).items() if share >= _SPEAKS_OF
        }

    def _heading(self, part: Part, story: Story) -> float:
        run = part.run
        if story.is_soft and story is run.after:
            return self._soft(part, story)
        shared = self.part_shares(part).get(story.number, 0.0)
        value = WEIGHTS.headed + WEIGHTS.overlap * shared - WEIGHTS.foreign * (shared < 0.1)
        if story.is_soft:
            return value + WEIGHTS.beside - WEIGHTS.habit * self.habit - WEIGHTS.headless_soft
        value += self._place(part, story)
        if run.before_soft and part.is_last and not (run.before is not None and run.before.is_closed):
            value -= WEIGHTS.cut_off_body
        value -= WEIGHTS.of_continuation * story.is_continuation + WEIGHTS.of_box * story.is_box
        value -= WEIGHTS.trailing_dash * part.text.endswith("——")
        return value

    def _place(self, part: Part, story: Story) -> float:
        """Nearness: directly before, directly after, or further off by so many stories and zones."""
        run = part.run
        if run.after is story and not run.zone_after:
            ahead = len(run.units) - part.stop
            return WEIGHTS.beside + WEIGHTS.habit * self.habit - WEIGHTS.inside_run * ahead - (not run.is_adjacent)
        if run.before is not None and run.before.root is story and not run.zone_before:
            return WEIGHTS.beside - WEIGHTS.habit * self.habit - WEIGHTS.inside_run * part.start
        offset = self.stream.stories[0].number
        after = (run.after.number if run.after is not None else offset + len(self.stream.stories)) - offset
        place = story.number - offset
        low, high = sorted((place, after if place >= after else after - 1))
        between = self._firm_until[high + 1] - self._firm_until[low + 1]
        zones = abs(story.zone - run.zone)
        return -WEIGHTS.far - WEIGHTS.each_story_between * between - WEIGHTS.zone_between * zones

    @cached_property
    def _firm_until(self) -> list[int]:
        """How many firm stories stand before each place, the end and what would stand behind it too."""
        counts = [0, *accumulate(not story.is_soft for story in self.stream.stories)]
        return [*counts, counts[-1]]

    def _soft(self, part: Part, story: Story) -> float:
        """A headline of an article without byline, over against a sub-head of the story above."""
        units = part.units
        value = WEIGHTS.clauses * (" " in units[-1].headline_text and len(part.text) >= 12)
        value -= WEIGHTS.trailing_dash * any(unit.text.endswith("——") for unit in units)
        own = self.part_shares(part).get(story.number, 0.0)
        value += WEIGHTS.own_words * own + WEIGHTS.lead_words * max(0.0, own - 0.4)
        value -= WEIGHTS.host_words * self.words.share_of_any(part.text, self._before(story))
        return value

    def _before(self, story: Story) -> set[int]:
        """The stories of its host that stand before a soft one."""
        chain = story_chain(self.stream.stories, story.root)
        return {other.number for other in chain if other.number < story.number}

    def _border(self, part: Part, story: Story) -> float:
        """How surely a part before a soft story parts two articles, whichever of them it heads."""
        units = part.units
        value = WEIGHTS.dash_subtitle * any(unit.text.startswith("—") for unit in units[1:])
        value += WEIGHTS.length * max(-4, min(14, max(len(unit.text) for unit in units) - 12))
        value += WEIGHTS.level * max(self._level_sign(unit, story.root) for unit in units)
        value += WEIGHTS.begins_report * bool(_BEGINS_REPORT.match(story.units[0].text))
        value -= WEIGHTS.numbered * bool(_NUMBERED.match(units[-1].text))
        value += WEIGHTS.signed_twice * self._is_signed_twice(story)
        value -= WEIGHTS.siblings * self._siblings(part.run)
        column = units[-1].column
        if column and max(line.width for line in units[-1].lines) > column + 1.2:
            value += WEIGHTS.wider_than_column
        value -= WEIGHTS.kin * math.tanh(self._kin.get(story.number, 0.0) / WEIGHTS.kin_scale)
        return value

    @cached_property
    def _kin(self) -> dict[int, float]:
        return host_kin(self.stream.stories)

    def _is_signed_twice(self, story: Story) -> bool:
        """The host names its writer at its beginning, and what follows names one at its end: they are two articles."""
        if not story.root.is_signed:
            return False
        return any(other.is_signed_off for other in story_chain(self.stream.stories, story.root) if other.is_soft)

    def _siblings(self, run: Run) -> int:
        """How many other single lines much as long stand before soft stories of the same host; 3 at most."""
        if run.after is None or len(run.units) > 1:
            return 0
        root = run.after.root
        size = len(run.units[0].text)
        alike = 0
        for other in self.stream.runs:
            if other is not run and other.before_soft and len(other.units) == 1 and other.after is not None:
                alike += other.after.root is root and abs(len(other.units[0].text) - size) <= 3
        return min(3, alike)

    def _level_sign(self, unit: Unit, host: Story) -> float:
        """1 for a headline's level below a text that has such a headline itself; deeper levels are sub-heads'."""
        if not self._levels:
            return 0.0
        if not unit.level:
            return -1.0
        if unit.level > max(self._levels.values()):
            return -1.5
        return 1.0 if host.number in self._levels else 0.3

    @cached_property
    def _levels(self) -> dict[int, int]:
        """By the number of a firm story: the highest level in the run directly before it, where it has one."""
        found = {}
        for run in self.stream.runs:
            levels = [unit.level for unit in run.units if unit.level]
            if levels and run.is_adjacent and run.after is not None and not run.after.is_soft:
                found[run.after.number] = min(levels)
        return found

    @cached_property
    def habit(self) -> float:
        """+1: headlines stand before their bodies on this page; -1: after them."""
        evidence = 0.0 if self.printed else 2.0
        for run in self.stream.runs:
            before = run.before.root if run.before is not None and not run.zone_before else None
            after = run.after if run.is_adjacent and run.after is not None and not run.after.is_soft else None
            text = "".join(unit.text for unit in run.units)
            if before is not None and after is not None:
                evidence += 2 * (self.overlap(text, after.number) - self.overlap(text, before.number))
            elif after is not None:
                evidence += 1.0
            elif before is not None and not run.before_soft:
                evidence -= 1.0
        return math.tanh(evidence / 2)

    def overlap(self, text: str, number: int) -> float:
        return self._shares.of(text).get(number, 0.0)

    def part_shares(self, part: Part) -> Mapping[int, float]:
        """The shares of a part's words by story; a series title shares none, so the best line of a part counts most."""
        key = (id(part.run), part.start, part.stop)
        if key not in self._parts:
            self._parts[key] = self._of_part(part)
        return self._parts[key]

    def _of_part(self, part: Part) -> Mapping[int, float]:
        whole = self._shares.of(part.text)
        if part.stop - part.start == 1:
            return whole
        lines = [self._shares.of(unit.text) for unit in part.units]
        numbers = set(whole).union(*lines)
        return {
            number: 0.3 * whole.get(number, 0.0) + 0.7 * max(line.get(number, 0.0) for line in lines)
            for number in numbers
        }
