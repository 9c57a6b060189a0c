"""What names the state of the whole archive: as long as it is the same, what was worked out from the archive holds."""

from collections.abc import Hashable

from django.db import connection

from articles.search.backend import search_backend

#: `xmin` tells apart two transactions that made the same version, one of which was rolled back, and any two states of
#: the few newspapers there are.
STATE_QUERY = """
SELECT (SELECT version || '.' || xmin::text FROM articles_registrystate WHERE id = 1),
    (SELECT string_agg(id || '.' || xmin::text, ' ' ORDER BY id) FROM articles_newspaper)
"""


def archive_version() -> Hashable | None:
    """The state of the registries and newspapers, and of the index, which every change of an article, its links,
    figures and dates reaches within a second. None where there is no index. One query.

    Ask it before working anything out: what changes meanwhile is then kept under a state that is over.
    """
    index = search_backend().version()
    if not index:
        return None
    with connection.cursor() as cursor:
        cursor.execute(STATE_QUERY)
        return index, cursor.fetchone()
