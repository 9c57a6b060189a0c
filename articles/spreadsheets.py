"""Cells of CSV files that spreadsheet programs open: none is taken for a formula, and all can be read back. Pure.

The signs are those of OWASP's page on CSV injection, full-width ones among them.
"""

import re

_FORMULA = re.compile("'*[ \u3000]*[=+\\-@＝＋－＠\t\r\n]")


def guarded(text: str) -> str:
    """The text with an apostrophe before it, if a spreadsheet program would take it for a formula."""
    return "'" + text if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made the cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
