"""Looking up what an address names, with words for the reader where there is no such thing."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

Entry = TypeVar("Entry", bound=Model)


def get_or_missing(queryset: QuerySet[Entry], missing: str, **lookup: Any) -> Entry:
    """The one row of the lookup, which names a unique field. Raises `Http404` with the Chinese sentence `missing`."""
    entry = queryset.filter(**lookup).first()
    if entry is None:
        raise Http404(missing)
    return entry
