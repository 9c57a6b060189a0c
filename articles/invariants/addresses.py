"""Addresses outlive what they led to: numbers are allotted once, superseded articles redirect to living ones."""

from articles.invariants.rules import sql_rule

PUBLIC_IDS = """
SELECT min(public_id), CASE WHEN count(*) > 1 THEN format('%s articles carry this number', count(*))
                            ELSE 'its number was never allotted' END
FROM articles_article
GROUP BY public_id
HAVING count(*) > 1 OR public_id < 1
    OR public_id > (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM articles_public_id_seq)
"""

SUPERSEDED = """
SELECT article.public_id, CASE WHEN redirect.id IS NULL THEN 'it became part of another, but its address leads nowhere'
                               ELSE 'it became part of another, but still holds text of a page' END
FROM articles_article article
LEFT JOIN articles_redirect redirect ON redirect.old_public_id = article.public_id
WHERE article.state = 'superseded'
  AND (redirect.id IS NULL OR EXISTS (SELECT FROM articles_span span WHERE span.article_id = article.id))
"""

REDIRECTS = """
SELECT redirect.old_public_id,
       CASE WHEN target.state = 'superseded' THEN format('leads to article %s, itself superseded', target.public_id)
            WHEN old.id IS NULL THEN 'there was never an article of this number'
            ELSE 'the article of this number is alive' END
FROM articles_redirect redirect
JOIN articles_article target ON target.id = redirect.article_id
LEFT JOIN articles_article old ON old.public_id = redirect.old_public_id
WHERE target.state = 'superseded' OR old.id IS NULL OR old.state <> 'superseded'
"""

WITHDRAWN = """
SELECT public_id, CASE WHEN state = 'withdrawn' THEN 'it is withdrawn without a reason'
                       ELSE 'it has a reason for a withdrawal that is not in force' END
FROM articles_article
WHERE (state = 'withdrawn') = (withdrawn_reason = '') AND state <> 'superseded'
"""

ADDRESSES = (
    sql_rule("public-ids", "Public numbers are allotted, each to one article.", record="article", sql=PUBLIC_IDS),
    sql_rule(
        "superseded", "A superseded article redirects and holds no text of a page.", record="article", sql=SUPERSEDED
    ),
    sql_rule(
        "redirects", "A redirect leads from a superseded article to a living one.", record="redirect", sql=REDIRECTS
    ),
    sql_rule("withdrawn", "A withdrawal has a reason, and only a withdrawal.", record="article", sql=WITHDRAWN),
)
