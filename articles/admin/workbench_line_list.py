"""The markup of a list of OCR lines. A page has a thousand of them: a template would take as long as all the rest."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.admin.workbench_page import Item, ShownLine

#: Characters of a line that its box is named by.
NAMED = 20

_LINE = (
    '<li class="bench-line{own}" data-place="{place}" data-end="{end}" data-key="{key}">'
    '<input type="checkbox" name="line" value="{key}" aria-label="{label}">'
    '<span class="bench-at" aria-hidden="true">{number}</span>'
    '<span class="bench-part is-{part}" aria-hidden="true">{mark}</span>'
    '<span class="bench-text">{text}</span></li>'
)


def line_list(lines: Iterable[ShownLine]) -> SafeString:
    """Over the lines of each item its name, which leads to it."""
    groups = (
        format_html("{}{}", heading(item), format_html_join("\n", _LINE, map(_values, held)))
        for item, held in groupby(lines, key=lambda shown: shown.item)
    )
    return format_html_join("\n", "{}", ((group,) for group in groups))


def heading(item: Item) -> SafeString:
    if item.is_chosen:
        return format_html('<li class="bench-item is-own">第{}篇（本篇）</li>', item.number)
    words = '<li class="bench-item"><a href="?article={}">第{}篇 {}</a></li>'
    return format_html(words, item.article.pk, item.number, item.title)


def _values(shown: ShownLine) -> dict[str, object]:
    line, item = shown.line, shown.item
    whose = shown.part_label if item.is_chosen else f"第{item.number}篇"
    words = line.text if len(line.text) <= NAMED else f"{line.text[:NAMED]}…"
    return {
        "own": " is-own" if item.is_chosen else "",
        "place": shown.place,
        "end": shown.end,
        "key": shown.key,
        "label": f"第{line.number}行，{whose}：{words}",
        "number": "″" if line.is_rest else line.number,
        "part": line.part,
        "mark": shown.part_label if item.is_chosen else item.number,
        "text": line.text,
    }
