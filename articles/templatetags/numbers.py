"""Template filter: whole numbers as a reader takes them in."""

from django import template

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """1,234,567"""
    return f"{number:,}"
