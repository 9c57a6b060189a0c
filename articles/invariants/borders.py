"""Border changes name what there is, stand in the log once, and wait for no review when taken back for good."""

from articles.invariants.rules import sql_rule

AFTER = """
SELECT change.id, CASE WHEN article.id IS NULL THEN format('there is no article with the id %s', item.key)
                       ELSE format('article %s has no revision %s', article.public_id, item.value ->> 'revision') END
FROM articles_borderchange change
CROSS JOIN LATERAL jsonb_each(change.after -> 'items') AS item
LEFT JOIN articles_article article ON article.id = item.key::bigint
LEFT JOIN articles_revision revision
    ON revision.article_id = article.id AND revision.number = (item.value ->> 'revision')::int
WHERE article.id IS NULL OR revision.id IS NULL
"""

UNDOES = """
SELECT later.id, format('it takes back change %s, which came after it', earlier.id)
FROM articles_borderchange later JOIN articles_borderchange earlier ON earlier.id = later.undoes_id
WHERE earlier.id >= later.id
"""

LOGGED = """
SELECT change.id, format('%s lines of the log tell of it', count(line.id))
FROM articles_borderchange change
LEFT JOIN articles_auditentry line ON line.record_type = 'articles.borderchange' AND line.record_id = change.id
GROUP BY change.id HAVING count(line.id) <> 1
"""

REVIEWED = """
SELECT review.border_change_id, format('its review %s is open, and change %s took it back', review.id, later.id)
FROM articles_review review JOIN articles_borderchange later ON later.undoes_id = review.border_change_id
WHERE review.state = 'open'
  AND NOT EXISTS (SELECT FROM articles_borderchange again WHERE again.undoes_id = later.id)
  AND NOT EXISTS (SELECT FROM articles_review its WHERE its.border_change_id = later.id AND its.state = 'open')
"""

BORDERS = (
    sql_rule("border-items", "A border change names articles and revisions that exist.", record="change", sql=AFTER),
    sql_rule("border-undone", "A border change takes back an earlier one.", record="change", sql=UNDOES),
    sql_rule("border-logged", "A border change is one line of the log.", record="change", sql=LOGGED),
    sql_rule(
        "border-reviewed",
        "A border change that was taken back waits for no review but that of its undo.",
        record="change",
        sql=REVIEWED,
    ),
)
