-- What years of editors' work leave at the desk of an archive to measure. `bulk_desk` runs each statement and tells
-- what its heading says. :people are the ids of the editors.

-- who, when and what, by the number of an article
CREATE FUNCTION pg_temp.editor(article bigint) RETURNS int LANGUAGE sql IMMUTABLE AS
    'SELECT (:people::int[])[1 + article % array_length(:people::int[], 1)]';
CREATE FUNCTION pg_temp.reviewer(article bigint) RETURNS int LANGUAGE sql IMMUTABLE AS
    'SELECT pg_temp.editor(article + 1)';
CREATE FUNCTION pg_temp.moment(article bigint) RETURNS timestamptz LANGUAGE sql STABLE AS
    'SELECT now() - interval ''1 minute'' - (article % 97) * (article % 89) * interval ''1 hour''';
CREATE FUNCTION pg_temp.touches(article bigint) RETURNS varchar[] LANGUAGE sql IMMUTABLE AS
    'SELECT (ARRAY[''{}'', ''{name}'', ''{figure}'', ''{date,figure}'', ''{department}'', ''{program}''])[1 + article / 10 % 6]::varchar[]'

-- kinds
UPDATE articles_article SET kind = (ARRAY['brief_list', 'notice', 'advert', 'photo_caption', 'teaser'])[1 + id / 10 % 5]
WHERE id % 10 = 1

-- items of the queue
INSERT INTO articles_articleworth (article_id, newspaper_id, year, kind, confidence, notes, places, views, clicks,
    programs, worth, is_eligible, settled_at)
SELECT a.id, p.newspaper_id, extract(year FROM i.date), a.kind, a.confidence, a.id % 3, a.id % 5, 0, 0, 0,
    a.id * 7919 % 100003 / 10000.0, a.kind <> 'page_furniture', CASE WHEN a.id % 10 = 0 THEN now() END
FROM articles_article a JOIN articles_page p ON p.id = a.page_id LEFT JOIN articles_issue i ON i.id = p.issue_id

-- corrections
INSERT INTO articles_revision (article_id, number, supersedes_id, origin, kicker, headline, subtitle, dateline, agency,
    body, credits, reason, editor_id, created_at)
SELECT a.id, 1, r.id, 'correction', a.kicker, a.headline, a.subtitle, a.dateline, a.agency, a.body || '。', r.credits,
    '校对第' || a.id || '处', pg_temp.editor(a.id), pg_temp.moment(a.id)
FROM articles_article a JOIN articles_revision r ON r.article_id = a.id AND r.number = 0
WHERE a.id % 10 = 0 AND a.revision_number = 0

-- corrected articles
UPDATE articles_article SET revision_number = 1, is_touched = true, body = body || '。'
WHERE id % 10 = 0 AND revision_number = 0

-- reviews of what is live
INSERT INTO articles_review (subject, article_id, newspaper_id, revision_id, touches, editor_id, created_at, state,
    decided_by_id, decided_at, verdict_reason)
SELECT 'live', a.id, p.newspaper_id, r.id, pg_temp.touches(a.id), r.editor_id, r.created_at, s.state,
    CASE WHEN s.state <> 'open' THEN pg_temp.reviewer(a.id) END, CASE WHEN s.state <> 'open' THEN r.created_at END,
    CASE WHEN s.state = 'rejected' THEN '不对' ELSE '' END
FROM articles_article a JOIN articles_revision r ON r.article_id = a.id AND r.number = 1
JOIN articles_page p ON p.id = a.page_id,
LATERAL (SELECT (ARRAY['approved', 'open', 'approved', 'rejected'])[1 + a.id / 10 % 4] AS state) s

-- changes that wait
INSERT INTO articles_waitingchange (article_id, base_id, wanted, runs, editor_id, reason, created_at)
SELECT a.id, r.id, jsonb_build_object('headline', a.headline, 'body', a.body || '！', 'kicker', '', 'subtitle', '',
    'dateline', '', 'agency', '', 'credits', r.credits),
    '[{"field": "body", "old": "", "new": "！", "before": "", "after": ""}]', pg_temp.editor(a.id), '',
    pg_temp.moment(a.id)
FROM articles_article a JOIN articles_revision r ON r.article_id = a.id AND r.number = 0 WHERE a.id % 100 = 5

-- reviews of what waits
INSERT INTO articles_review (subject, article_id, newspaper_id, waiting_id, touches, editor_id, created_at, state,
    decided_by_id, decided_at, verdict_reason)
SELECT 'waiting', a.id, p.newspaper_id, w.id, pg_temp.touches(a.id), w.editor_id, w.created_at, s.state,
    CASE WHEN s.state <> 'open' THEN pg_temp.reviewer(a.id) END, CASE WHEN s.state <> 'open' THEN w.created_at END, ''
FROM articles_waitingchange w JOIN articles_article a ON a.id = w.article_id JOIN articles_page p ON p.id = a.page_id,
LATERAL (SELECT (ARRAY['approved', 'open'])[1 + a.id / 100 % 2] AS state) s

-- changes of borders
INSERT INTO articles_borderchange (action, pages, articles, before, after, carried, made_by_id, made_at, reason)
SELECT (ARRAY['merge', 'split', 'move', 'kind'])[1 + a.id / 100 % 4], ARRAY[a.page_id], ARRAY[a.id], '[]', '[]', '{}',
    pg_temp.editor(a.id), pg_temp.moment(a.id), ''
FROM articles_article a WHERE a.id % 100 = 7

-- reviews of borders
INSERT INTO articles_review (subject, article_id, newspaper_id, border_change_id, touches, editor_id, created_at, state,
    decided_by_id, decided_at, verdict_reason)
SELECT 'borders', a.id, p.newspaper_id, b.id, '{}', b.made_by_id, b.made_at, s.state,
    CASE WHEN s.state <> 'open' THEN pg_temp.reviewer(a.id) END, CASE WHEN s.state <> 'open' THEN b.made_at END, ''
FROM articles_borderchange b JOIN articles_article a ON a.id = b.articles[1] JOIN articles_page p ON p.id = a.page_id,
LATERAL (SELECT (ARRAY['approved', 'open'])[1 + a.id / 100 % 2] AS state) s

-- lines of the log
INSERT INTO articles_auditentry (at, actor_id, program, action, article_number, record_type, record_id, record_words,
    summary, details)
SELECT pg_temp.moment(a.id), CASE WHEN a.id % 3 > 0 THEN pg_temp.editor(a.id) END,
    CASE WHEN a.id % 3 = 0 THEN (ARRAY['ingest', 'relink', 'resegment'])[1 + a.id / 3 % 3] ELSE '' END,
    (ARRAY['link', 'place', 'borders', 'kind', 'withdrawn', 'hidden', 'changed', 'created'])[1 + a.id / 3 % 8],
    a.public_id, 'articles.article', a.id, left(a.headline, 40), '改动第' || a.id || '条', '{}'
FROM articles_article a

-- readers' reports
INSERT INTO articles_report (number, article_id, newspaper_id, address, revision_number, kind, message, passage,
    proposal, has_contact, sent_at, accept_by, answer_by, state, assigned_to_id, closed_at)
SELECT 'B' || a.id, a.id, p.newspaper_id, '', 0,
    (ARRAY['typo', 'headline', 'date', 'privacy', 'other'])[1 + a.id / 50 % 5], '这里有一个错字', '', '', false,
    pg_temp.moment(a.id), pg_temp.moment(a.id)::date + 2, pg_temp.moment(a.id)::date + 10, s.state,
    CASE WHEN s.state IN ('assigned', 'handling') THEN pg_temp.editor(a.id) END,
    CASE WHEN s.state IN ('answered', 'refused') THEN now() END
FROM articles_article a JOIN articles_page p ON p.id = a.page_id,
LATERAL (SELECT (ARRAY['answered', 'received', 'answered', 'accepted', 'answered', 'handling', 'refused', 'assigned'])
    [1 + a.id / 50 % 8] AS state) s
WHERE a.id % 50 = 3

-- claims
INSERT INTO articles_claim (article_id, editor_id, claimed_at, ended_at, outcome)
SELECT a.id, pg_temp.editor(a.id), pg_temp.moment(a.id) - interval '90 seconds', pg_temp.moment(a.id),
    (ARRAY['corrected', 'faultless', 'waiting', 'released'])[1 + a.id / 10 % 4]
FROM articles_article a WHERE a.id % 10 = 0

-- days of reading
INSERT INTO articles_articleday (article_id, day, views, clicks)
SELECT a.id, now()::date - (a.id % 29)::int, 1 + a.id % 40, a.id % 7 FROM articles_article a WHERE a.id % 5 = 0
ON CONFLICT DO NOTHING

-- queries of readers
INSERT INTO articles_askedquery (day, text, times, found_nothing)
SELECT now()::date - d, '检索词' || n, 1 + n * 7919 % 90, n % 7 = 0
FROM generate_series(0, 89) d, generate_series(1, 1500) n ON CONFLICT DO NOTHING
