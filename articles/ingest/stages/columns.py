"""Blocks of lines, and how wide the column is that each was printed in; 0 where a line is a whole paragraph."""

from collections.abc import Sequence

from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.lines import Line

#: No newspaper column is wider, in characters; a longer line is a paragraph that an OCR model wrote out.
WIDEST_COLUMN = 45.0


def blocks_of(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or line.blanks_before or line.starts_zone:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def column_widths(blocks: Sequence[Sequence[Line]]) -> list[float]:
    """A width per block: its own where it shows one, else that of a block near by."""
    own = [_own_width(block) for block in blocks]
    if not any(own):
        return [_width_of_short_page(blocks)] * len(blocks)
    printed = sum(len(line.text) for block, width in zip(blocks, own, strict=True) if width for line in block)
    written = sum(len(line.text) for block in blocks for line in block if line.width > WIDEST_COLUMN)
    if written >= printed:
        return [width if width and len(block) >= 6 else 0.0 for block, width in zip(blocks, own, strict=True)]
    following = _next_known(own)
    widths: list[float] = []
    known = 0.0
    for index, block in enumerate(blocks):
        if any(line.width > WIDEST_COLUMN for line in block):
            widths.append(0.0)
            continue
        goes_on = index > 0 and not block[0].starts_zone and not ends_sentence(blocks[index - 1][-1].text)
        known = own[index] or (known if goes_on and known else following[index] or known)
        widths.append(known)
    return widths


def _width_of_short_page(blocks: Sequence[Sequence[Line]]) -> float:
    """Of a page with too few lines for any block to show its width; 0 when one of them is wider than a column."""
    widths = sorted(line.width for block in blocks for line in block[:-1])
    if not widths or any(line.width > WIDEST_COLUMN for block in blocks for line in block):
        return 0.0
    return widths[len(widths) * 3 // 4]


def _next_known(widths: Sequence[float]) -> list[float]:
    """For each block the first width that it or a later one shows."""
    known, found = 0.0, []
    for width in reversed(widths):
        known = width or known
        found.append(known)
    return found[::-1]


def _own_width(block: Sequence[Line]) -> float:
    """The column width that a block of printed lines shows; 0 when it is too short or its lines are paragraphs."""
    widths = sorted(line.width for line in block[:-1] if not line.is_table_row)
    if len(widths) < 2 or widths[-1] > WIDEST_COLUMN:
        return 0.0
    width = widths[len(widths) * 3 // 4]
    alike = sum(1 for other in widths if abs(other - width) <= max(2.6, 0.22 * width))
    return width if alike * 2 > len(widths) else 0.0
