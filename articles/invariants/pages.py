"""Sources are the bytes that came; pages stand in an issue of their own newspaper."""

from articles.invariants.rules import sql_rule

SOURCE_BYTES = """
SELECT id, CASE WHEN size <> octet_length(data)
                THEN format('%s bytes are stored, %s are on record', octet_length(data), size)
                ELSE format('its bytes have the SHA-256 %s, on record is %s', encode(sha256(data), 'hex'), sha256) END
FROM articles_source
WHERE size <> octet_length(data) OR sha256 <> encode(sha256(data), 'hex')
"""

PAGE_ISSUE = """
SELECT page.id, CASE WHEN issue.id IS NULL THEN format('its issue %s does not exist', page.issue_id)
                     ELSE format('it is of newspaper %s, its issue of newspaper %s',
                                 page.newspaper_id, issue.newspaper_id) END
FROM articles_page page LEFT JOIN articles_issue issue ON issue.id = page.issue_id
WHERE page.issue_id IS NOT NULL AND (issue.id IS NULL OR issue.newspaper_id <> page.newspaper_id)
"""

PAGE_LABEL = """
SELECT min(id), format('pages %s of one issue all carry the label %s', string_agg(id::text, ', ' ORDER BY id), label)
FROM articles_page WHERE issue_id IS NOT NULL AND label <> '' GROUP BY issue_id, label HAVING count(*) > 1
"""

PAGES = (
    sql_rule("source-bytes", "A source's bytes have its size and its SHA-256.", record="source", sql=SOURCE_BYTES),
    sql_rule("page-issue", "A page's issue exists and is of the page's newspaper.", record="page", sql=PAGE_ISSUE),
    sql_rule("page-label", "Two pages of one issue never carry one label.", record="page", sql=PAGE_LABEL),
)
