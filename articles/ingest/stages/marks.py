"""The Markdown, HTML and LaTeX marks of an OCR model's page, taken out of its text without moving a character.

Each mark gives way to as many fillers as it has characters, so that an offset means the same place in the page and in
what is read of it. Fillers are white space to `str.isspace`; decoding leaves no control character in a page, so none
of them can stand in it already.
"""

import html
import re
from bisect import bisect_left
from dataclasses import dataclass

from articles.ingest.stages.formulas import raised, read_formula

#: In place of a mark's characters; where HTML begins a line or a table's row; where it begins a table's cell, a
#: paragraph or a heading.
FILLER, BREAK, CELL, PARAGRAPH = "\x1f", "\x1e", "\x1d", "\x1c"
_ESCAPED = "\x02"

_COMMENT = re.compile(r"<!--(?:(?!<!--).){0,4000}?-->", re.DOTALL)
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[\w+-]{0,12}[ \t]*$", re.MULTILINE)
#: A rule across the page, or the one under a table's head; a row of empty cells.
_RULE = re.compile(r"^(?=.*\S.*\S.*\S|[ \t]*\|)[|\s:—\-_=*~]+$")
_HEADING = re.compile(r"^[ \t\u3000]*(#{2,6}(?!#)|#(?=\s|[^\s#0-9A-Za-z][^#\n]*$)|#$)[ \t\u3000]*", re.MULTILINE)
#: A quotation's mark; pointers to a page (>>> 详见A06版) keep theirs, which say what they are.
_QUOTE = re.compile(r"^[ \t]*>(?!.{0,40}\d版)[> \t]*", re.MULTILINE)
#: A list's mark; - 3 - is a page's number.
_ITEM = re.compile(r"^[ \t]*([-*+])[ \t]+(?!\d{1,3}[ \t]*-[ \t]*$)(?=\S)", re.MULTILINE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~|<>$=])")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,400}\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{0,200})\](\((?=[^()\s]{0,400}[/.#:])[^()\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{1,400}\))"
)
_BORDERS = "p|div|h[1-6]|hr|ul|ol|table|section|article|header|footer|center|blockquote|figure|figcaption"
_BLOCKS = f"{_BORDERS}|br|tr|li|thead|tbody|tfoot|caption|pre|html|body|head|title"
_INLINE = "span|b|i|u|s|em|strong|small|big|del|ins|mark|font|a|img|sup|sub|code|td|th"
_TAG = re.compile(rf"<(/?)({_BLOCKS}|{_INLINE})(?:\s[^<>\n]{{0,300}})?\s?/?>", re.IGNORECASE)
_IS_BORDER = re.compile(rf"(?:{_BORDERS})$")
_IS_BLOCK = re.compile(rf"(?:{_BLOCKS})$")
_TITLE = re.compile(r"h[1-6]$")
#: A table's row, which a model may write over several lines.
_ROW = re.compile(r"<tr\b[^<>]{0,300}>(?:(?!<tr\b).){0,4000}?</tr>", re.IGNORECASE | re.DOTALL)
_RAISED = re.compile(r"<(sup|sub)>([^<>\n]{1,40})</\1>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_FORMULA = re.compile(r"\$([^$\n\u4e00-\u9fff]{1,80})\$")
_ZERO_WIDTH = re.compile("[\ufeff\u200b\u2060\u00ad]+")

#: Marks that stand on both sides of what they set off. Stars hide characters of a name too (王*明, 李**、王**), so one
#: that opens stands where a word may begin, and a single one is closed only where it also opened at a word's edge.
_PAIRS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(\*\*\*)(?=[^\s*])([^*\n]{1,400}?)(?<=\S)(\*\*\*)",
        r"(?:(?<![\w*])(?=\*\*[^\s*])|(?<!\*)(?=\*\*[\w“‘《「【]))(\*\*)([^*\n]{1,400}?)(?<=[^\s、，])(\*\*)(?!\*)",
        r"(?<![\w_])(__)(?=[^\s_])([^\n]{1,400}?)(?<=[^\s_])(__)(?!\w)",
        r"(?<![\w*])(\*)(?=[^\s*])([^*\n]{1,400}?)(?<=[\w。！？”’》）])(\*)(?!\*)",
        r"(?<![\w_])(_)(?=[^\s_])([^_\n]{1,400}?)(?<=[^\s_])(_)(?![\w_])",
        r"(~~)(?=[^\s~])([^~\n]{1,400}?)(?<=\S)(~~)",
        r"(?<!=)(==)(?=[^\s=])([^=\n]{1,400}?)(?<=\S)(==)(?!=)",
        r"(?<!`)(`{1,2})(?=[^`\n])([^`\n]{1,400}?)(\1)(?!`)",
    )
)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """What is read of a page: as long as the page's text, with fillers for its marks."""

    text: str
    #: Where headings' marks begin, in order, and the level of each.
    headings: tuple[int, ...]
    levels: tuple[int, ...]

    def level_in(self, start: int, end: int) -> int:
        """The level of the heading whose mark begins in this range, 0 without one."""
        place = bisect_left(self.headings, start)
        return self.levels[place] if place < len(self.headings) and self.headings[place] < end else 0


def read_marks(page_text: str) -> MarkedText:
    """The text of a page with its marks read; pure plain text comes back as it is."""
    text = page_text
    if "<!--" in text:
        text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", FILLER, found.group()), text)
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(_fill, text)
    text = "\n".join(FILLER * len(line) if _RULE.match(line) else line for line in text.split("\n"))
    escapes = [found.start() + 1 for found in _ESCAPE.finditer(text)] if "\\" in text else []
    if escapes:
        text = _ESCAPE.sub(FILLER + _ESCAPED, text)
    if "$" in text:
        text = _FORMULA.sub(_read_formula, text)
    headings: dict[int, int] = {}
    text = _without_tags(text, headings) if "<" in text else text
    text = _without_line_marks(text, headings)
    text = _without_pairs(text)
    if "&" in text:
        text = _ENTITY.sub(_read_entity, text)
    text = _ZERO_WIDTH.sub(_fill, text)
    if escapes:
        characters = list(text)
        for place in escapes:
            characters[place] = page_text[place] if characters[place] == _ESCAPED else characters[place]
        text = "".join(characters)
    starts = sorted(headings)
    return MarkedText(text, tuple(starts), tuple(headings[start] for start in starts))


def plain(raw: str) -> str:
    """Read text without its fillers."""
    return raw.replace(FILLER, "") if FILLER in raw else raw


def _fill(found: re.Match[str]) -> str:
    return FILLER * len(found.group())


def _padded(shown: str, length: int) -> str:
    return shown + FILLER * (length - len(shown))


def _without_tags(text: str, headings: dict[int, int]) -> str:
    is_in_cell = False

    def read_tag(found: re.Match[str]) -> str:
        nonlocal is_in_cell
        closing, name = found.group(1), found.group(2).lower()
        if name in ("td", "th"):
            is_in_cell = not closing
            return _padded(FILLER if closing else CELL, len(found.group()))
        title = bool(_TITLE.match(name))
        if is_in_cell and (title or name in ("p", "div", "br")):
            return _padded(" " if name == "br" or (title and closing) else FILLER, len(found.group()))
        if title and not closing:
            headings[found.start()] = int(name[1])
        filler = PARAGRAPH if _IS_BORDER.match(name) else BREAK if _IS_BLOCK.match(name) else FILLER
        return _padded(filler, len(found.group()))

    text = _ROW.sub(lambda found: found.group().replace("\n", FILLER), _RAISED.sub(_read_raised, text))
    return _TAG.sub(read_tag, text)


def _read_raised(found: re.Match[str]) -> str:
    """10<sup>3</sup> is 10³; what has no raised or lowered form stays as it is, without its tags."""
    words = found.group(2)
    return _padded(raised(words, is_low=found.group(1).lower() == "sub") or words, len(found.group()))


def _read_formula(found: re.Match[str]) -> str:
    shown = read_formula(found.group(1))
    return found.group() if shown is None else _padded(shown, len(found.group()))


def _read_entity(found: re.Match[str]) -> str:
    shown = html.unescape(found.group())
    if shown == found.group() or len(shown) > 1 or not (shown.isprintable() or shown.isspace()):
        return found.group()
    return _padded(" " if shown.isspace() else shown, len(found.group()))


def _without_line_marks(text: str, headings: dict[int, int]) -> str:
    def read_heading(found: re.Match[str]) -> str:
        headings[found.start(1)] = len(found.group(1))
        return _fill(found)

    if "#" in text:
        text = _HEADING.sub(read_heading, text)
    if ">" in text:
        text = _QUOTE.sub(_fill, text)
    return _ITEM.sub(_fill, text)


def _without_pairs(text: str) -> str:
    if "](" in text:
        text = _LINK.sub(_keep_words, _PICTURE.sub(_fill, text))
    for pattern, sign in zip(_PAIRS, ("***", "**", "__", "*", "_", "~~", "==", "`"), strict=True):
        if sign in text:
            text = pattern.sub(_keep_inside, text)
    return text


def _keep_words(found: re.Match[str]) -> str:
    return FILLER + found.group(1) + FILLER * (len(found.group()) - 1 - len(found.group(1)))


def _keep_inside(found: re.Match[str]) -> str:
    return FILLER * len(found.group(1)) + found.group(2) + FILLER * len(found.group(3))
