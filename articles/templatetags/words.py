"""Template filters: a text cut where hits begin and end, with its marks; hidden passages, said to who cannot see them.

Filters, because lists show hundreds.
"""

import re
from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.search.snippets import Piece
from articles.services.blacking_out import BLOCK

_BLOCKS = re.compile(f"{BLOCK}(?:[\\s{BLOCK}]*{BLOCK})?")
_HIDDEN = '<span class="blacked"><span aria-hidden="true">{}</span><span class="hidden">［已隐去］</span></span>'

register = template.Library()


@register.filter
def words(pieces: Iterable[Piece]) -> SafeString:
    """Every piece escaped; a hit in a <mark>, which has an id where it has a number."""
    return mark_safe("".join(map(_html, pieces)))  # noqa: S308 (each piece is escaped below)


@register.filter
def blacked(text: str) -> SafeString:
    """The text escaped; each run of blocks is one element that says what it stands for."""
    escaped = escape(text)
    if BLOCK in escaped:
        escaped = _BLOCKS.sub(lambda match: _HIDDEN.format(match.group()), escaped)
    return mark_safe(escaped)  # noqa: S308 (escaped above)


def _html(piece: Piece) -> str:
    text = blacked(piece.text)
    if not piece.marked:
        return text
    return f'<mark id="hit-{piece.number}">{text}</mark>' if piece.number else f"<mark>{text}</mark>"
