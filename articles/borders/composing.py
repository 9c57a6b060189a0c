"""A field of an item's text, put together from the glyphs of its pieces. Pure."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from articles.borders.glyphs import Glyph
from articles.borders.words import Grounds, Memory, Place
from articles.ingest.drafts import Part
from articles.ingest.stages.cues import ends_sentence

#: The gaps behind the glyphs that have words, from one glyph of a field up to another.
Gaps = Callable[[Glyph, Glyph], list[str]]
Pair = tuple[Place, Place]


def compose(glyphs: Sequence[Glyph], part: Part, gaps: Gaps, grounds: Grounds, memory: Memory) -> str:
    """The text of a field. Where two glyphs stood side by side before, now or at an earlier change, what stood between
    them stands there again; otherwise the page and the sentence tell whether a paragraph begins."""
    text = ""
    last: Glyph | None = None
    for glyph in glyphs:
        if not glyph.content:
            continue
        if last is not None:
            text += _between(text, last, glyph, part, gaps, grounds, memory)
        text += glyph.content
        last = glyph
    return text if part is Part.BODY else _on_one_line(text)


def _between(text: str, last: Glyph, glyph: Glyph, part: Part, gaps: Gaps, grounds: Grounds, memory: Memory) -> str:
    held = gaps(last, glyph) if _follows(last, glyph) else []
    if len(held) == 1:
        return held[0]
    if not held and _follows(last, glyph):
        return ""
    if last.place and glyph.place:
        seam = memory.seams.get((last.place, glyph.place))
        if seam is not None:
            return seam
        if held:
            return _strongest(held)
        if _on_one_printed_line(last.place, glyph.place, grounds):
            return _latin_space(text, glyph.content)
    if part is not Part.BODY:
        return " "
    if {last.field, glyph.field} != {Part.BODY} or not (last.place and glyph.place) or ends_sentence(text):
        return "\n"
    return _latin_space(text, glyph.content)


def _follows(last: Glyph, glyph: Glyph) -> bool:
    return (last.item, last.field) == (glyph.item, glyph.field) and glyph.index > last.index


def _strongest(gaps: Sequence[str]) -> str:
    """What stands between two of which what was between them went away: a paragraph's end stays one."""
    return next((gap for gap in gaps if "\n" in gap), "")


def _on_one_printed_line(place: Place, other: Place, grounds: Grounds) -> bool:
    if place[0] != other[0] or other[1] <= place[1]:
        return False
    between = grounds[place[0]].text[place[1] + 1 : other[1]]
    return not between.strip() and "\n" not in between


def _latin_space(left: str, right: str) -> str:
    both = left[-1:].isascii() and right[:1].isascii() and left[-1:].isalnum() and right[:1].isalnum()
    return " " if both else ""


def _on_one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def neighbours(glyphs: Sequence[Glyph]) -> list[tuple[Glyph, Glyph]]:
    """Glyphs that stand side by side in a text, those without words left out."""
    told = [glyph for glyph in glyphs if glyph.content]
    return list(pairwise(told))
