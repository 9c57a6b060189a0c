"""What names the state of the whole archive: as long as it is the same, what was worked out from the archive holds."""

from collections.abc import Hashable

from django.db import connection
from django.http import HttpRequest

from articles.search.backend import search_backend

VERSION = "articles.archive_version"
#: `xmin` tells apart two transactions that made the same version, one of which was rolled back, and with `ctid` any two
#: states of the few newspapers there are. A page that is new may hold no article that would reach the index.
STATE_QUERY = """
SELECT (SELECT version || '.' || xmin::text FROM articles_registrystate WHERE id = 1),
    (SELECT string_agg(id || '.' || xmin::text || ctid::text, ' ' ORDER BY id) FROM articles_newspaper),
    (SELECT max(id) FROM articles_issue), (SELECT max(id) FROM articles_page)
"""


def archive_version() -> Hashable | None:
    """The state of the registries, newspapers and pages, and of the index, which every change of an article, its links,
    figures and dates reaches within a second. None where there is no index. One query.

    Ask it before working anything out: what changes meanwhile is then kept under a state that is over.
    """
    index = search_backend().version()
    if not index:
        return None
    with connection.cursor() as cursor:
        cursor.execute(STATE_QUERY)
        return index, cursor.fetchone()


def version_seen_by(request: HttpRequest) -> Hashable | None:
    """The state of the archive when this request first asked for it."""
    if VERSION not in request.META:
        request.META[VERSION] = archive_version()
    version: Hashable | None = request.META[VERSION]
    return version
