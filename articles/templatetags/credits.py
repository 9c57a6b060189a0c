"""Template filter: who signed an article, in one line. A filter, because every row of a list has one."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.templatetags.words import words

if TYPE_CHECKING:
    from articles.models import Credit
    from articles.views.article_words import MarkedCredit

register = template.Library()


@register.filter
def credit_line(credits: Sequence["Credit | MarkedCredit"]) -> SafeString:
    """记者 王晓明、李敏　通讯员 张三, with any hits marked; names lead nowhere (`_credits.html` links them)."""
    roles = [_role(list(members)) for _, members in groupby(credits, key=lambda credit: credit.role)]
    return mark_safe("　".join(roles))  # noqa: S308 (each part is escaped below)


def _role(credits: Sequence["Credit | MarkedCredit"]) -> str:
    role = words(getattr(credits[0], "role_pieces", ())) or escape(credits[0].role)
    names = (words(getattr(credit, "pieces", ())) or escape(credit.name) for credit in credits)
    return f"{role} {'、'.join(names)}"
