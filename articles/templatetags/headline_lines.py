"""Template filter: where a headline may break on a narrow screen."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

#: A quoted name of up to nine characters, which a reader takes in at once and which may hold marks of hits; a number
#: with its measure word, but not that of a character reference.
_KEPT = re.compile(
    r"[“《‘「](?:(?:<[^<>]*>)*[^“”《》‘’「」<>\s](?:<[^<>]*>)*){1,9}[”》’」]"
    r"|(?<![&#\w])\d[\d.,]*[%\u4e00-\u9fff](?![^<>]*>)"
)
#: What parts the lines of a headline that the paper set in several; not within a tag.
_BREAKS = re.compile(r"(\s+(?![^<>]*>)|<br>)")
_TAG = re.compile(r"<(/?)(\w+)[^<>]*>")

register = template.Library()


@register.filter
def headline_lines(html: SafeString) -> SafeString:
    """HTML of a headline whose lines, as spaces part them, break each by itself, and not within what is kept."""
    return mark_safe("".join(map(_line, _BREAKS.split(html))))  # noqa: S308 (was escaped; only elements are added)


def _line(html: str) -> str:
    if not html.strip() or _BREAKS.fullmatch(html) or not _is_whole(html):
        return html
    return f'<span class="line">{_KEPT.sub(_kept, html)}</span>'


def _kept(quoted: re.Match[str]) -> str:
    return f'<span class="kept">{quoted.group()}</span>' if _is_whole(quoted.group()) else quoted.group()


def _is_whole(html: str) -> bool:
    """Whether every element that begins here ends here."""
    open_elements: list[str] = []
    for end, name in _TAG.findall(html):
        if not end:
            open_elements.append(name)
        elif not open_elements or open_elements.pop() != name:
            return False
    return not open_elements
