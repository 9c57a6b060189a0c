"""Template block: a part of a page that is the same for every reader, kept as long as the archive does not change.

    {% unchanged "program" program.pk %} … {% endunchanged %}

What the part shows should stand in the context as something lazy, so that it is not asked for either. A part of a page
that is left unkept is not kept either: it may be what could not be made whole.
"""

import sys

from django import template
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from articles.views.archive_version import version_seen_by
from articles.views.kept import kept
from articles.views.kept_answers import is_left_unkept

register = template.Library()


class UnchangedNode(Node):
    def __init__(self, nodelist: NodeList, keys: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self._keys = keys

    def render(self, context: Context) -> SafeString:
        request = context["request"]
        version = version_seen_by(request)
        if version is None:
            return self.nodelist.render(context)
        key = (UnchangedNode, *(each.resolve(context) for each in self._keys))
        part = kept().find(version, key)
        if not isinstance(part, str):
            part = self.nodelist.render(context)
            if not is_left_unkept(request):
                kept().keep(version, key, part, sys.getsizeof(part))
        return mark_safe(part)  # noqa: S308 (it was rendered by the template engine)


@register.tag
def unchanged(parser: Parser, token: Token) -> UnchangedNode:
    name, *keys = token.split_contents()
    if not keys:
        raise TemplateSyntaxError(f"{{% {name} %}} needs what tells its part from others")
    nodelist = parser.parse(("endunchanged",))
    parser.delete_first_token()
    return UnchangedNode(nodelist, [parser.compile_filter(key) for key in keys])
