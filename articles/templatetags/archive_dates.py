"""Template filters: dates as a Chinese newspaper prints them. In tables a date is written 2022-01-28."""

import datetime
import re
from typing import Protocol

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

WEEKDAYS = "一二三四五六日"
INFERRED = "（推断）"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Dated(Protocol):
    """An issue, or what is told by the day of one."""

    @property
    def is_inferred(self) -> bool: ...


@register.filter
def long_date(date: datetime.date) -> str:
    """2022年1月28日（周五）"""
    return f"{date.year}年{date.month}月{date.day}日（周{WEEKDAYS[date.weekday()]}）"


@register.filter
def short_date(date: datetime.date) -> str:
    """2022年1月28日"""
    return f"{date.year}年{date.month}月{date.day}日"


@register.filter
def inferred(dated: Dated | None) -> str:
    """What stands behind a day that is an estimate; else nothing."""
    return INFERRED if dated is not None and dated.is_inferred else ""


@register.filter
def time_element(date: datetime.date) -> SafeString:
    """The long date in a <time> element."""
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), long_date(date))


@register.filter
def whole_dates(text: str) -> SafeString:
    """The text, in which no date is broken at the end of a line."""
    return mark_safe(_DATE.sub(r'<span class="whole">\g<0></span>', escape(text)))  # noqa: S308 (escaped)


@register.filter
def partial_date(value: str) -> str:
    """2021年6月23日, 2021年6月 or 2021年, for a date as far as it is known."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(value.split("-"), "年月日", strict=False))
