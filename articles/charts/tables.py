"""The table of numbers behind a chart, with the same links."""

from dataclasses import dataclass
from typing import NamedTuple

#: What stands for a time of which the archive holds nothing; a nought says that it does, and that nothing was found.
NOT_HELD = "—"


class TableCell(NamedTuple):
    """`url` is empty where there is nothing to lead to."""

    text: str
    url: str = ""
    is_number: bool = True


class TableRow(NamedTuple):
    heading: TableCell
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class NumberTable:
    """`columns` head the cells; `corner` heads the rows' own headings."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    @property
    def worded_columns(self) -> frozenset[str]:
        """The columns that hold words."""
        cells = self.rows[0].cells if self.rows else ()
        return frozenset(column for column, cell in zip(self.columns, cells, strict=True) if not cell.is_number)


def count_cell(count: int, url: str, *, is_held: bool = True) -> TableCell:
    if not count:
        return TableCell("0" if is_held else NOT_HELD)
    return TableCell(f"{count:,}", url)
