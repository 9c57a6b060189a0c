"""Tables as CSV and as XLSX. Rows are written as they come, so that the length of a list costs no memory."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from articles.exports.rows import HEADINGS, Row
from articles.spreadsheets import guarded
from articles.xml_text import xml_text

#: Width of each column in characters; the others are as wide as the program likes.
WIDTHS = {
    "B": 12,
    "C": 12,
    "F": 20,
    "G": 44,
    "H": 20,
    "I": 20,
    "J": 24,
    "K": 24,
    "L": 24,
    "N": 44,
    "O": 36,
    "P": 24,
    "Q": 24,
}
LONGEST_CELL = 32_767
FORMATS = ("csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Layout:
    """`widths` are in characters, by the letter of the column."""

    title: str
    headings: Sequence[str]
    widths: Mapping[str, int]


ARTICLES = Layout("报道", HEADINGS, WIDTHS)


def write_table(
    file: IO[bytes],
    file_format: str,
    rows: Iterable[Row],
    about: Sequence[tuple[str, str]],
    layout: Layout = ARTICLES,
) -> None:
    """In one of `FORMATS`."""
    if file_format == "csv":
        write_csv(file, rows, layout)
    else:
        write_xlsx(file, rows, about, layout)


def write_csv(file: IO[bytes], rows: Iterable[Row], layout: Layout = ARTICLES) -> None:
    """It begins with a byte order mark, by which spreadsheet programs know UTF-8."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([guarded(heading) for heading in layout.headings])
    writer.writerows([guarded(each) if isinstance(each, str) else each for each in row] for row in rows)
    text.detach()


def write_xlsx(
    file: IO[bytes], rows: Iterable[Row], about: Sequence[tuple[str, str]], layout: Layout = ARTICLES
) -> None:
    """The rows on one sheet; on another what they are, as names and values."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(layout.title)
    sheet.freeze_panes = "A2"
    for column, width in layout.widths.items():
        sheet.column_dimensions[column].width = width
    sheet.append([_cell(sheet, heading) for heading in layout.headings])
    for row in rows:
        sheet.append([_cell(sheet, each) for each in row])
    notes = book.create_sheet("说明")
    notes.column_dimensions["B"].width = 80
    for pair in about:
        notes.append([_cell(notes, each) for each in pair])
    book.save(file)


def _cell(sheet: WriteOnlyWorksheet, value: str | int | Decimal) -> Cell:
    """Text stays text, whatever it begins with."""
    if isinstance(value, int | Decimal):
        return WriteOnlyCell(sheet, value if isinstance(value, int) else float(value))
    cell = WriteOnlyCell(sheet, xml_text(value)[:LONGEST_CELL])
    cell.data_type = "s"
    return cell
