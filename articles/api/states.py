"""What an answer is made of, in one word each: as long as it stays the same, so does the answer.

Asked for with one small statement, so that a conditional request whose answer is known is told 304 and costs no more.
Moments tell nothing here: links, names and withdrawals change an answer without a later date. So there are ETags alone.
"""

import hashlib
from functools import lru_cache

from django.db import connection
from django.http import HttpRequest

from articles.api.endpoints import description_text
from articles.models import (
    Article,
    Credit,
    Department,
    DepartmentLink,
    HiddenPassage,
    Issue,
    Newspaper,
    Page,
    Reporter,
)
from articles.views.archive_version import version_seen_by
from entities.models import Figure, Mention, Program

#: All rows that the page of an article shows something of; its own row counts its revisions. Several bodies of text are
#: hashed, and none is sent.
ARTICLE_STATE = """
SELECT md5(concat_ws('|', a::text, p.label, p.date_earliest, p.date_latest, i::text, n::text,
    (SELECT string_agg(concat(c::text, r::text), ',' ORDER BY c.id)
     FROM {credit} c LEFT JOIN {reporter} r ON r.id = c.reporter_id WHERE c.article_id = a.id),
    (SELECT string_agg(concat(l::text, d::text), ',' ORDER BY l.id)
     FROM {departmentlink} l JOIN {department} d ON d.id = l.department_id WHERE l.article_id = a.id),
    (SELECT string_agg(concat(m::text, g::text), ',' ORDER BY m.id)
     FROM {mention} m JOIN {program} g ON g.id = m.program_id WHERE m.article_id = a.id),
    (SELECT string_agg(f::text, ',' ORDER BY f.id) FROM {figure} f WHERE f.article_id = a.id),
    (SELECT max(h.id) FROM {hiddenpassage} h WHERE h.article_id = a.id)))
FROM {article} a
JOIN {page} p ON p.id = a.page_id
JOIN {newspaper} n ON n.id = p.newspaper_id
LEFT JOIN {issue} i ON i.id = p.issue_id
WHERE a.public_id = %s AND a.state = 'published'
"""
MODELS = (
    Article,
    Credit,
    Department,
    DepartmentLink,
    Figure,
    HiddenPassage,
    Issue,
    Mention,
    Newspaper,
    Page,
    Program,
    Reporter,
)
TABLES = {model.__name__.lower(): model._meta.db_table for model in MODELS}


def archive_tag(request: HttpRequest) -> str | None:
    """For answers made of many articles; none while there is no index."""
    version = version_seen_by(request)
    return _tag(request, version) if version else None


def article_tag(request: HttpRequest, public_id: int) -> str | None:
    """For one article; none for what is not public."""
    if public_id >= 2**63:
        return None
    with connection.cursor() as cursor:
        cursor.execute(ARTICLE_STATE.format(**TABLES), [public_id])
        row = cursor.fetchone()
    return _tag(request, row) if row else None


def _tag(request: HttpRequest, *state: object) -> str:
    content = repr([answer_format(), request.scheme, request.get_host(), request.get_full_path(), state])
    return f'W/"{hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()}"'


@lru_cache(maxsize=1)
def answer_format() -> str:
    """Another program may answer otherwise: its description tells."""
    return hashlib.blake2b(description_text().encode(), digest_size=8).hexdigest()
