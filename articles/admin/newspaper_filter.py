"""The filter of a list by newspaper, asked so that the database walks the newspaper's own articles."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

#: Digits that a key of the database always has room for.
LONGEST_NUMBER = 19
#: The order that the index of newspapers has, and no other.
BY_NEWSPAPER = ("newspaper_id", "-id")


class NewspaperFilter(admin.RelatedFieldListFilter):
    """PostgreSQL takes a newspaper's articles to be spread evenly over all: to find the newest of one that ended long
    ago it would walk through everything printed since. Of a range, in `BY_NEWSPAPER` order, it has to take the index.
    """

    @property
    def include_empty_choice(self) -> bool:
        """The database writes the newspaper of every article."""
        return False

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        chosen = newspaper_of(request)
        if chosen is None:
            return super().queryset(request, queryset)
        return queryset.filter(newspaper_id__gte=chosen, newspaper_id__lte=chosen)


def newspaper_of(request: HttpRequest) -> int | None:
    """The newspaper that a list is filtered by; None where it is not, or by what is no number."""
    chosen = request.GET.get("newspaper__id__exact", "")
    return int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < LONGEST_NUMBER else None
