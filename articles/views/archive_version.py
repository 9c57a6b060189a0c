"""What names the state of the whole archive: as long as it is the same, what was worked out from the archive holds."""

from collections.abc import Hashable

from django.db import connection
from django.http import HttpRequest

from articles.models import ArchiveChange
from articles.search.backend import search_backend

VERSION = "articles.archive_version"
#: Marks are drawn at random, so that no two states of any database are named the same, nor one that was rolled back.
STATE_QUERY = f"SELECT bit_xor(mark) FROM {ArchiveChange._meta.db_table}"  # noqa: S608 - the table's own name


def archive_version() -> Hashable | None:
    """The state of all that is shown, of which every committed change leaves a mark, and of the index as this process
    sees it. None where there is no index. One small query.

    Ask it before working anything out: what changes meanwhile is then kept under a state that is over.
    """
    index = search_backend().version()
    if not index:
        return None
    with connection.cursor() as cursor:
        cursor.execute(STATE_QUERY)
        return index, cursor.fetchone()[0]


def version_seen_by(request: HttpRequest) -> Hashable | None:
    """The state of the archive when this request first asked for it."""
    if VERSION not in request.META:
        request.META[VERSION] = archive_version()
    version: Hashable | None = request.META[VERSION]
    return version
