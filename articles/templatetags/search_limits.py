"""Template tags: how long a query may be, as the search itself has it."""

from django import template

from articles.search.parsing import MAX_LENGTH, MAX_TERMS

register = template.Library()


@register.simple_tag
def longest_query() -> int:
    """In characters."""
    return MAX_LENGTH


@register.simple_tag
def most_terms() -> int:
    return MAX_TERMS
