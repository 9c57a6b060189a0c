"""A place of an article's present text that looks wrong, and what it might be meant as. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class DoubtKind(StrEnum):
    CHARACTER = "character"
    NAME = "name"
    FIGURE = "figure"
    DATE = "date"
    MARKS = "marks"
    REPEAT = "repeat"
    UNREADABLE = "unreadable"
    SEGMENTER = "segmenter"


@dataclass(frozen=True, slots=True)
class Doubt:
    """`field[start:end]`, in code points, end exclusive; an empty range is a place between two characters.

    `words` tell an editor in Chinese what is wrong. Each of `proposals` would stand in the range's stead; an empty one
    takes it out. None means that nobody but a reader of the page can tell.
    """

    field: str
    start: int
    end: int
    kind: DoubtKind
    words: str
    proposals: tuple[str, ...] = ()

    def meets(self, other: "Doubt") -> bool:
        return self.field == other.field and self.start < other.end and other.start < self.end
