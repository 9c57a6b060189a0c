"""Addresses of a list with one parameter more, less or other. The page number is dropped: the list is another one."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus

from django.http import HttpRequest, QueryDict


def addresses_with(data: QueryDict, name: str) -> Callable[[str], str]:
    """Addresses that add each another value to those of `name`; the rest of them is written but once."""
    rest = _written(_copy(data))
    start = f"{rest}{'' if rest == '?' else '&'}{quote_plus(name)}="
    return lambda value: start + quote_plus(value)


def address_without(data: QueryDict, name: str, value: str | None = None) -> str:
    """Take `value`, or every value, of `name` away."""
    changed = _copy(data)
    changed.setlist(name, [each for each in data.getlist(name) if value is not None and each != value])
    return _written(changed)


@dataclass(frozen=True, slots=True)
class ChoiceLink:
    """One of several ways to see a list."""

    label: str
    url: str
    is_on: bool


def address_of(data: QueryDict, **values: str) -> str:
    """Put the values in the place of those that stand there."""
    changed = _copy(data)
    for name, value in values.items():
        changed[name] = value
    return _written(changed)


def address_below(request: HttpRequest, url: str) -> str:
    """What is asked for of an entry of a registry, its page or what stands below it, at another entry's address."""
    rest, query = request.path.split("/", 3)[3], request.META.get("QUERY_STRING", "")
    return f"{url}{rest}?{query}" if query else url + rest


def _copy(data: QueryDict) -> QueryDict:
    changed = data.copy()
    changed.pop("page", None)
    return changed


def _written(data: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        kept.setlist(name, [value for value in values if value])
    return "?" + kept.urlencode()
