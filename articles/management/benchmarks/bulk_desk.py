"""Fills what the desk lists, over the articles of an archive to measure: what years of editors' work leave, in bulk.

One article in ten was corrected, one in a hundred waits for a reviewer or had its borders changed; the log has a line
for every article and every revision, the queue a row for every article. By number, so that the same archive gives the
same rows. The statements stand in `bulk_desk.sql`.
"""

import re
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.models import User
from django.db import connection, transaction

from articles.models import ArticleWorth

EDITORS = 20

_STATEMENTS = Path(__file__).with_suffix(".sql")
_HEADING = re.compile(r"^-- (.+)$", re.M)


def fill_desk(progress: Callable[[str, int], object]) -> None:
    """Once for an archive: where its queue has rows, nothing is done. `progress` is told what was written."""
    if ArticleWorth.objects.exists():
        return
    names = [f"bench-{number}" for number in range(1, EDITORS + 1)]
    people = [User.objects.get_or_create(username=name, defaults={"is_staff": True})[0].pk for name in names]
    written = f"''{{{','.join(map(str, people))}}}''"
    with transaction.atomic(), connection.cursor() as cursor:
        for block in _STATEMENTS.read_text("utf-8").split("\n\n")[1:]:
            cursor.execute(block.replace(":people", written))
            for what in _HEADING.findall(block):
                progress(what, cursor.rowcount)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
