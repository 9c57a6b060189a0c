"""The kinds of facts, and a place in a text that states one. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Fact(StrEnum):
    NAME = "name"
    FIGURE = "figure"
    DATE = "date"
    DEPARTMENT = "department"
    PROGRAM = "program"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Fact.NAME: "人名",
    Fact.FIGURE: "数字",
    Fact.DATE: "日期",
    Fact.DEPARTMENT: "部门",
    Fact.PROGRAM: "项目",
}


@dataclass(frozen=True, slots=True)
class FactPlace:
    """[start, end) of a text, in code points. `is_bare`: a name that nothing but its own characters tells."""

    start: int
    end: int
    kind: Fact
    is_bare: bool = False
