"""Fills what the desk lists, over the articles of an archive to measure: what years of editors' work leave, in bulk.

One article in ten was corrected, one in a hundred waits for a reviewer or had its borders changed; the log has a line
for every article and every revision, the queue a row for every article. By number, so that the same archive gives the
same rows.
"""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import connection, transaction

from articles.models import ArticleWorth

EDITORS = 20

#: The newest days hold most.
_MOMENT = "now() - interval '1 minute' - (a.id % 97) * (a.id % 89) * interval '1 hour'"
_EDITOR = "editors[1 + a.id % array_length(editors, 1)]"
_REVIEWER = "editors[1 + (a.id + 1) % array_length(editors, 1)]"
_TOUCHES = "(ARRAY['{}', '{name}', '{figure}', '{date,figure}', '{department}', '{program}'])[1 + a.id / 10 % 6]"
_WITH = "WITH people AS (SELECT array_agg(id ORDER BY id) AS editors FROM auth_user WHERE username LIKE 'bench-%') "

#: What is written, and the statement.
_STATEMENTS = (
    (
        "items of the queue",
        """INSERT INTO articles_articleworth (article_id, newspaper_id, year, kind, confidence, notes, places, views,
            clicks, programs, worth, is_eligible, settled_at)
        SELECT a.id, p.newspaper_id, extract(year FROM i.date), a.kind, a.confidence, a.id % 3, a.id % 5, 0, 0, 0,
            a.id * 7919 % 100003 / 10000.0, a.kind <> 'page_furniture', CASE WHEN a.id % 10 = 0 THEN now() END
        FROM articles_article a JOIN articles_page p ON p.id = a.page_id LEFT JOIN articles_issue i ON i.id = p.issue_id
        ON CONFLICT DO NOTHING""",
    ),
    (
        "corrections",
        _WITH
        + f"""INSERT INTO articles_revision (article_id, number, supersedes_id, origin, kicker, headline, subtitle,
            dateline, agency, body, credits, reason, editor_id, created_at)
        SELECT a.id, 1, r.id, 'correction', a.kicker, a.headline, a.subtitle, a.dateline, a.agency, a.body || '。',
            r.credits, '校对第' || a.id || '处', {_EDITOR}, {_MOMENT}
        FROM articles_article a JOIN articles_revision r ON r.article_id = a.id AND r.number = 0, people
        WHERE a.id % 10 = 0 AND a.revision_number = 0""",
    ),
    (
        "corrected articles",
        """UPDATE articles_article SET revision_number = 1, is_touched = true, body = body || '。'
        WHERE id % 10 = 0 AND revision_number = 0""",
    ),
    (
        "reviews of what is live",
        _WITH
        + f"""INSERT INTO articles_review (subject, article_id, newspaper_id, revision_id, touches, editor_id,
            created_at, state, decided_by_id, decided_at, verdict_reason)
        SELECT 'live', a.id, p.newspaper_id, r.id, {_TOUCHES}::varchar[], r.editor_id, r.created_at, s.state,
            CASE WHEN s.state <> 'open' THEN {_REVIEWER} END, CASE WHEN s.state <> 'open' THEN r.created_at END,
            CASE WHEN s.state = 'rejected' THEN '不对' ELSE '' END
        FROM articles_article a JOIN articles_revision r ON r.article_id = a.id AND r.number = 1
        JOIN articles_page p ON p.id = a.page_id, people,
        LATERAL (SELECT (ARRAY['approved', 'open', 'approved', 'rejected'])[1 + a.id / 10 % 4] AS state) s""",
    ),
    (
        "changes that wait",
        _WITH
        + f"""INSERT INTO articles_waitingchange (article_id, base_id, wanted, runs, editor_id, reason, created_at)
        SELECT a.id, r.id, jsonb_build_object('headline', a.headline, 'body', a.body || '！', 'kicker', '',
            'subtitle', '', 'dateline', '', 'agency', '', 'credits', r.credits),
            '[{{"field": "body", "old": "", "new": "！", "before": "", "after": ""}}]', {_EDITOR}, '', {_MOMENT}
        FROM articles_article a JOIN articles_revision r ON r.article_id = a.id AND r.number = 0, people
        WHERE a.id % 100 = 5""",
    ),
    (
        "reviews of what waits",
        _WITH
        + f"""INSERT INTO articles_review (subject, article_id, newspaper_id, waiting_id, touches, editor_id, created_at,
            state, decided_by_id, decided_at, verdict_reason)
        SELECT 'waiting', a.id, p.newspaper_id, w.id, {_TOUCHES}::varchar[], w.editor_id, w.created_at, s.state,
            CASE WHEN s.state <> 'open' THEN {_REVIEWER} END, CASE WHEN s.state <> 'open' THEN w.created_at END, ''
        FROM articles_waitingchange w JOIN articles_article a ON a.id = w.article_id
        JOIN articles_page p ON p.id = a.page_id, people,
        LATERAL (SELECT (ARRAY['approved', 'open'])[1 + a.id / 100 % 2] AS state) s""",
    ),
    (
        "changes of borders",
        _WITH
        + f"""INSERT INTO articles_borderchange (action, pages, articles, before, after, carried, made_by_id, made_at,
            reason)
        SELECT (ARRAY['merge', 'split', 'move', 'kind'])[1 + a.id / 100 % 4], ARRAY[a.page_id], ARRAY[a.id], '[]', '[]',
            '{{}}', {_EDITOR}, {_MOMENT}, '' FROM articles_article a, people WHERE a.id % 100 = 7""",
    ),
    (
        "reviews of borders",
        _WITH
        + f"""INSERT INTO articles_review (subject, article_id, newspaper_id, border_change_id, touches, editor_id,
            created_at, state, decided_by_id, decided_at, verdict_reason)
        SELECT 'borders', a.id, p.newspaper_id, b.id, '{{}}', b.made_by_id, b.made_at, s.state,
            CASE WHEN s.state <> 'open' THEN {_REVIEWER} END, CASE WHEN s.state <> 'open' THEN b.made_at END, ''
        FROM articles_borderchange b JOIN articles_article a ON a.id = b.articles[1]
        JOIN articles_page p ON p.id = a.page_id, people,
        LATERAL (SELECT (ARRAY['approved', 'open'])[1 + a.id / 100 % 2] AS state) s""",
    ),
    (
        "lines of the log",
        _WITH
        + f"""INSERT INTO articles_auditentry (at, actor_id, program, action, article_number, record_type, record_id,
            record_words, summary, details)
        SELECT {_MOMENT}, CASE WHEN a.id % 3 > 0 THEN {_EDITOR} END,
            CASE WHEN a.id % 3 = 0 THEN (ARRAY['ingest', 'relink', 'resegment'])[1 + a.id / 3 % 3] ELSE '' END,
            (ARRAY['link', 'place', 'borders', 'kind', 'withdrawn', 'hidden', 'changed', 'created'])[1 + a.id / 3 % 8],
            a.public_id, 'articles.article', a.id, left(a.headline, 40), '改动第' || a.id || '条', '{{}}'
        FROM articles_article a, people""",
    ),
    (
        "readers' reports",
        _WITH
        + f"""INSERT INTO articles_report (number, article_id, newspaper_id, address, revision_number, kind, message,
            passage, proposal, has_contact, sent_at, accept_by, answer_by, state, assigned_to_id, closed_at)
        SELECT 'B' || a.id, a.id, p.newspaper_id, '', 0, (ARRAY['typo', 'headline', 'date', 'privacy', 'other'])[1 +
            a.id / 50 % 5], '这里有一个错字', '', '', false, {_MOMENT}, ({_MOMENT})::date + 2, ({_MOMENT})::date + 10,
            s.state, CASE WHEN s.state IN ('assigned', 'handling') THEN {_EDITOR} END,
            CASE WHEN s.state IN ('answered', 'refused') THEN now() END
        FROM articles_article a JOIN articles_page p ON p.id = a.page_id, people,
        LATERAL (SELECT (ARRAY['answered', 'received', 'answered', 'accepted', 'answered', 'handling', 'refused',
            'assigned'])[1 + a.id / 50 % 8] AS state) s WHERE a.id % 50 = 3""",
    ),
    (
        "claims",
        _WITH
        + f"""INSERT INTO articles_claim (article_id, editor_id, claimed_at, ended_at, outcome)
        SELECT a.id, {_EDITOR}, {_MOMENT} - interval '90 seconds', {_MOMENT}, (ARRAY['corrected', 'faultless',
            'waiting', 'released'])[1 + a.id / 10 % 4] FROM articles_article a, people WHERE a.id % 10 = 0""",
    ),
    (
        "days of reading",
        """INSERT INTO articles_articleday (article_id, day, views, clicks)
        SELECT a.id, now()::date - (a.id % 29)::int, 1 + a.id % 40, a.id % 7 FROM articles_article a WHERE a.id % 5 = 0
        ON CONFLICT DO NOTHING""",
    ),
    (
        "queries of readers",
        """INSERT INTO articles_askedquery (day, text, times, found_nothing)
        SELECT now()::date - d, '检索词' || n, 1 + n * 7919 % 90, n % 7 = 0
        FROM generate_series(0, 89) d, generate_series(1, 1500) n ON CONFLICT DO NOTHING""",
    ),
)


def fill_desk(progress: Callable[[str, int], object]) -> None:
    """Once for an archive: where its queue has rows, nothing is done. `progress` is told what was written."""
    if ArticleWorth.objects.exists():
        return
    for number in range(1, EDITORS + 1):
        User.objects.get_or_create(username=f"bench-{number}", defaults={"is_staff": True})
    with transaction.atomic(), connection.cursor() as cursor:
        for what, statement in _STATEMENTS:
            cursor.execute(statement)
            progress(what, cursor.rowcount)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
