"""Counts the rows of a big table only as far as an editor would ever turn pages."""

from functools import cached_property
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet

#: Whoever is past so many rows searches or filters.
COUNT_LIMIT = 5000


class LimitedCountPaginator(Paginator):
    """`count` stops at `COUNT_LIMIT`; rows beyond it are reached by search and filter."""

    @cached_property
    def count(self) -> int:
        return min(self.counted, COUNT_LIMIT)

    @property
    def is_limited(self) -> bool:
        return self.counted > COUNT_LIMIT

    @cached_property
    def counted(self) -> int:
        """One more than the limit when there are more: no row after that is looked at."""
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by()[: COUNT_LIMIT + 1].count()
