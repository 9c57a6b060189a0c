"""Text as a cell of a spreadsheet. Pure."""

#: What spreadsheet programs take for the beginning of a formula, after OWASP's "CSV Injection"; full-width signs are
#: such to programs set to Chinese or Japanese.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def spreadsheet_cell(text: str) -> str:
    """The text so that no spreadsheet program takes it for a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text
