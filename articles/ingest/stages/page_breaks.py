"""Cuts a source into printed pages: at form feeds, and where the furniture of another page begins in the middle."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles.ingest.stages.furniture import Furniture, read_furniture, stray_dates

#: Non-blank characters that a page has at least; less between two heads is one page's head and foot.
_SMALLEST_PAGE = 150
#: Form feeds in such numbers, so close together, part no pages.
_MANY_SHEETS, _SMALLEST_SHEET = 200, 60
#: Non-blank lines at the top and at the foot of a page where furniture stands.
EDGE = 6


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text, cut from the source at `offset`, and its first line's number in the source."""

    text: str
    offset: int
    first_line: int

    @property
    def last_line(self) -> int:
        return self.first_line + self.text.rstrip("\n").count("\n")


def split_pages(text: str) -> list[PageText]:
    """Pages without a single non-blank character are left out."""
    pages = []
    offset, line = 0, 1
    sheets = text.split("\f")
    if len(sheets) > _MANY_SHEETS and len(text) < len(sheets) * _SMALLEST_SHEET:
        sheets = [text]
    for sheet in sheets:
        for start, end in _cut_sheet(sheet):
            piece = sheet[start:end]
            if piece.strip():
                pages.append(PageText(piece, offset + start, line + sheet.count("\n", 0, start)))
        offset += len(sheet) + 1
        line += sheet.count("\n")
    return pages


def _cut_sheet(sheet: str) -> list[tuple[int, int]]:
    """The ranges of the pages in text that has no form feed."""
    cuts = [0]
    label, weight = "", 0
    block_start, block_label = -1, ""
    for seen, (start, end, furniture) in enumerate(_lines(sheet)):
        if furniture is None:
            if block_label and block_label != label:
                if label and weight >= _SMALLEST_PAGE and _weight(sheet, block_start) >= _SMALLEST_PAGE:
                    cuts.append(block_start)
                    weight = 0
                if (not label and seen <= EDGE) or cuts[-1] == block_start:
                    label = block_label
            block_start, block_label = -1, ""
            weight += end - start
        else:
            block_start = start if block_start < 0 else block_start
            block_label = block_label or (furniture.label if furniture.is_head and furniture.is_sure else "")
    cuts.append(len(sheet))
    return list(pairwise(cuts))


def _lines(sheet: str) -> Iterator[tuple[int, int, Furniture | None]]:
    """Non-blank lines with where they stand and what furniture they are, if any."""
    start = 0
    for raw in sheet.split("\n"):
        end = start + len(raw)
        stripped = raw.strip()
        if stripped:
            furniture = read_furniture(stripped.lstrip("# ")) if len(stripped) <= 70 else None
            yield start, end, furniture
        start = end + 1


def _weight(sheet: str, start: int) -> int:
    return len("".join(sheet[start : start + 4000].split()))


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the furniture at a page's edges says, and on which line of the source the date stands."""

    furniture: tuple[tuple[int, str, Furniture], ...] = ()

    @property
    def label(self) -> str:
        """A label that stands with other furniture is surer than a number alone."""
        found = sorted((not item.is_sure, order) for order, (_, _, item) in enumerate(self.furniture) if item.label)
        return self.furniture[found[0][1]][2].label if found else ""


def read_head(page: PageText) -> PageHead:
    lines = [(number, raw.strip()) for number, raw in enumerate(page.text.split("\n"), page.first_line) if raw.strip()]
    stray = stray_dates([raw.lstrip("# ") for _, raw in lines], EDGE)
    found = []
    for place, (number, raw) in enumerate(lines):
        if EDGE <= place < len(lines) - EDGE or place in stray:
            continue
        furniture = read_furniture(raw.lstrip("# "))
        if furniture:
            found.append((number, raw, furniture))
    return PageHead(tuple(found))
