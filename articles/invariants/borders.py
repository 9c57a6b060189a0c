"""Border changes name what there is: articles that exist, and revisions of theirs."""

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

BORDERS = (
    sql_rule("border-items", "A border change names articles and revisions that exist.", record="change", sql=AFTER),
    sql_rule("border-undone", "A border change takes back an earlier one.", record="change", sql=UNDOES),
)
