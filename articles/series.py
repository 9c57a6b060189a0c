"""Series of departments: which departments are, under other names, the same body through the years. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Series:
    """Who succeeded whom, as ids. Circles, which no registry should hold, do no harm."""

    successors: Mapping[int, Set[int]] = field(default_factory=dict)
    predecessors: Mapping[int, Set[int]] = field(default_factory=dict)

    def heads(self, department: int) -> Set[int]:
        """The present bodies that the department became; itself when nobody succeeded it."""
        reached = self._reached(department, self.successors)
        return {each for each in reached if not self.successors.get(each)} or {department}

    def head(self, department: int) -> int:
        """The one present body that the department became; itself where it was split between several."""
        heads = self.heads(department)
        return next(iter(heads)) if len(heads) == 1 else department

    def members(self, department: int) -> Set[int]:
        """The department and all that went into it."""
        return self._reached(department, self.predecessors)

    def kin(self, department: int) -> Set[int]:
        """All that any way of successions joins to the department, itself included."""
        reached = {department}
        while (
            further := {
                each for held in reached for each in {*self.successors.get(held, ()), *self.predecessors.get(held, ())}
            }
            - reached
        ):
            reached |= further
        return reached

    def filed_under(self, department: int) -> Set[int]:
        """The departments under which an article that names this one is found: itself and the present bodies."""
        return {department} | self.heads(department)

    def is_one_body(self, first: int, second: int) -> bool:
        """Whether one of the two became, perhaps over others, the other."""
        return first in self.members(second) or second in self.members(first)

    def circle(self) -> Set[int]:
        """Departments that, by way of others, came of themselves; empty in a sound registry."""
        return {
            each
            for each, before in self.predecessors.items()
            if any(each in self._reached(one, self.predecessors) for one in before)
        }

    def _reached(self, department: int, steps: Mapping[int, Set[int]]) -> Set[int]:
        reached = {department}
        ahead = [department]
        while ahead:
            further = steps.get(ahead.pop(), set()) - reached
            reached |= further
            ahead += further
        return reached


def series_of(successions: Iterable[tuple[int, int]]) -> Series:
    """`successions`: (predecessor, successor)."""
    successors: defaultdict[int, set[int]] = defaultdict(set)
    predecessors: defaultdict[int, set[int]] = defaultdict(set)
    for predecessor, successor in successions:
        successors[predecessor].add(successor)
        predecessors[successor].add(predecessor)
    return Series(dict(successors), dict(predecessors))
