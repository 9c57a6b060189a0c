"""How long something took, in words."""

from django import template

register = template.Library()


@register.filter
def duration(seconds: int | None) -> str:
    """48 秒, 2 分 05 秒; a dash where nobody knows."""
    if seconds is None:
        return "—"
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} 分 {rest:02} 秒" if minutes else f"{rest} 秒"
