"""Template block: a part of a page that is the same for every reader, kept as long as the archive does not change.

    {% unchanged "program" program.pk %} … {% endunchanged %}

What the part shows should stand in the context as something lazy, so that it is not asked for either.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from django import template
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from articles.views.archive_version import archive_version

register = template.Library()

#: Parts that a process keeps: of 200,000 characters each, no more than 60 MB.
MOST_PARTS = 150


class KeptParts:
    """The parts last asked for of one state of the archive; those of an earlier one are forgotten. Thread-safe."""

    def __init__(self) -> None:
        self._version: Hashable = None
        self._parts: OrderedDict[Hashable, str] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, version: Hashable, key: Hashable) -> str | None:
        with self._lock:
            if version != self._version:
                self._version = version
                self._parts.clear()
            if key in self._parts:
                self._parts.move_to_end(key)
            return self._parts.get(key)

    def keep(self, version: Hashable, key: Hashable, part: str) -> None:
        with self._lock:
            if version == self._version:
                self._parts[key] = part
            while len(self._parts) > MOST_PARTS:
                self._parts.popitem(last=False)


_kept = KeptParts()


class UnchangedNode(Node):
    def __init__(self, nodelist: NodeList, keys: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self._keys = keys

    def render(self, context: Context) -> SafeString:
        version = archive_version()
        if version is None:
            return self.nodelist.render(context)
        key = tuple(each.resolve(context) for each in self._keys)
        part = _kept.find(version, key)
        if part is None:
            part = self.nodelist.render(context)
            _kept.keep(version, key, part)
        return mark_safe(part)  # noqa: S308 (it was rendered by the template engine)


@register.tag
def unchanged(parser: Parser, token: Token) -> UnchangedNode:
    name, *keys = token.split_contents()
    if not keys:
        raise TemplateSyntaxError(f"{{% {name} %}} needs what tells its part from others")
    nodelist = parser.parse(("endunchanged",))
    parser.delete_first_token()
    return UnchangedNode(nodelist, [parser.compile_filter(key) for key in keys])
