"""What names the state of the whole archive: as long as it is the same, what was worked out from the archive holds."""

from collections.abc import Hashable

from django.db import connection

from articles.search.backend import search_backend
from entities.registry import STATE_QUERY


def archive_version() -> Hashable | None:
    """The state of the registries, and of the index, which every change of an article, its links, figures and dates
    reaches within a second. None where there is no index. One query.

    Ask it before working anything out: what changes meanwhile is then kept under a state that is over.
    """
    index = search_backend().version()
    if not index:
        return None
    with connection.cursor() as cursor:
        cursor.execute(STATE_QUERY)
        return index, cursor.fetchone()
