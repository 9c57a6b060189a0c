"""What of a list its reader has picked already: a library of template tags, named in the settings."""

from typing import Any

from django import template

from articles.clippings.basket import read_basket

register = template.Library()


@register.simple_tag(takes_context=True)
def picked_ids(context: dict[str, Any]) -> frozenset[int]:
    """The public ids in the basket of whoever asks: a page that asks is his alone."""
    return frozenset(read_basket(context["request"]))
