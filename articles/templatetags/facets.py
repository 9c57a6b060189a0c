"""Template tag: the values of one facet. A tag, because a page shows hundreds, for which a template takes long."""

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from articles.views.facets import Facet, FacetValue

register = template.Library()


@register.simple_tag
def facet_values(facet: "Facet") -> SafeString:
    """A list; what stands behind those shown first is folded away."""
    has_bars = facet.name == "year" and not facet.years
    items = [_item(value, has_bars) for value in facet.values]
    first, rest = items[: facet.shown_first], items[facet.shown_first :]
    shown = f"<ul>{''.join(first)}</ul>"
    if rest:
        is_open = " open" if facet.is_unfolded else ""
        shown += (
            f'\n<details class="facet-rest"{is_open}><summary>再看 {len(rest)} 个</summary>'
            f"<ul>{''.join(rest)}</ul></details>"
        )
    if facet.more:
        shown += (
            f'\n<p class="facet-more">{escape(facet.more.note)}'
            f'<a href="{escape(facet.more.url)}" rel="nofollow">{escape(facet.more.words)}</a></p>'
        )
    return mark_safe(shown)  # noqa: S308 (addresses and labels are escaped below; the rest are numbers)


def _item(value: "FacetValue", has_bar: bool) -> str:
    chosen = ' aria-current="true" title="去掉这项筛选"' if value.is_on else ""
    bar = (
        f'<svg class="bar" width="100%" height="2" aria-hidden="true"><rect width="{value.share:d}%" height="2"/></svg>'
        if has_bar
        else ""
    )
    return (
        f'\n<li><a href="{escape(value.url)}" rel="nofollow"{chosen}><span class="facet-label">{escape(value.label)}'
        f'</span> <span class="count">{value.count:,d}</span>{bar}</a></li>'
    )
