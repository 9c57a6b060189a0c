"""Template filter: what was searched for, in quotation marks, as the site's sentences speak of it."""

from django import template

from articles.search.query_text import in_quotes

register = template.Library()


@register.filter
def quoted(words: str, longest: int) -> str:
    return in_quotes(words, longest)
