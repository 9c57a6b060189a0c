"""Template filters: quotation marks as the site's sentences print them."""

from django import template

from articles.search.query_text import in_quotes

register = template.Library()


@register.filter
def quoted(words: str, longest: int) -> str:
    """What was searched for."""
    return in_quotes(words, longest)


@register.filter
def nested(text: str) -> str:
    """Quotation marks within others become single ones, and double ones again within those (GB/T 15834)."""
    found, depth = [], 0
    for char in text:
        if char == "“":
            found.append("“‘"[depth % 2])
            depth += 1
        elif char == "”" and depth:
            depth -= 1
            found.append("”’"[depth % 2])
        else:
            found.append(char)
    return "".join(found)
