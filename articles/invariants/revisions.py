"""Text is never overwritten: revisions form one chain from 0, and an article shows the last of them."""

from articles.invariants.rules import sql_rule
from articles.services.article_text import WORDS

FIRST_REVISION = """
SELECT article.public_id, 'it has no revision 0'
FROM articles_article article
WHERE NOT EXISTS (SELECT FROM articles_revision WHERE article_id = article.id AND number = 0)
"""

CHAIN = """
SELECT article.public_id, format('revision %s does not supersede revision %s', revision.number, revision.number - 1)
FROM articles_revision revision
JOIN articles_article article ON article.id = revision.article_id
LEFT JOIN articles_revision before ON before.id = revision.supersedes_id
WHERE revision.number > 0
  AND (before.id IS NULL OR before.article_id <> revision.article_id OR before.number <> revision.number - 1)
"""

PRESENT_REVISION = """
SELECT article.public_id, format('it shows revision %s, its last is %s', article.revision_number, last.number)
FROM articles_article article
JOIN (SELECT article_id, max(number) AS number FROM articles_revision GROUP BY article_id) last
    ON last.article_id = article.id
WHERE article.revision_number <> last.number
"""

DIFFERING = ", ".join(f"CASE WHEN article.{name} <> revision.{name} THEN '{name}' END" for name in WORDS)

#: Articles in which something is or was hidden have a rule of their own.
NOTHING_HIDDEN = "NOT EXISTS (SELECT FROM articles_hiddenpassage WHERE article_id = article.id)"

PRESENT_TEXT = f"""
SELECT article.public_id, format('differs from its revision %s in: %s', revision.number, concat_ws(', ', {DIFFERING}))
FROM articles_article article
JOIN articles_revision revision ON revision.article_id = article.id AND revision.number = article.revision_number
WHERE ({" OR ".join(f"article.{name} <> revision.{name}" for name in WORDS)}) AND {NOTHING_HIDDEN}
"""  # noqa: S608 - the names are this program's own

CREDITS = f"""
SELECT article.public_id, format('its credits are %s, its revision %s says %s',
                                 coalesce(held.credits, '[]'), revision.number, coalesce(said.credits, '[]'))
FROM articles_article article
JOIN articles_revision revision ON revision.article_id = article.id AND revision.number = article.revision_number
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(name, role) ORDER BY rank, id) AS credits
    FROM articles_credit WHERE article_id = article.id
) held ON true
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(name, role) ORDER BY place) AS credits
    FROM (
        SELECT credit ->> 'name' AS name, credit ->> 'role' AS role, min(place) AS place
        FROM jsonb_array_elements(revision.credits) WITH ORDINALITY AS entry (credit, place)
        GROUP BY 1, 2
    ) entries
) said ON true
WHERE held.credits IS DISTINCT FROM said.credits AND {NOTHING_HIDDEN}
"""  # noqa: S608 - the condition is this module's own

REPORTERS = """
SELECT article.public_id, format('credit %s: reporter %s is of another newspaper', credit.name, reporter.slug)
FROM articles_credit credit
JOIN articles_reporter reporter ON reporter.id = credit.reporter_id
JOIN articles_article article ON article.id = credit.article_id
JOIN articles_page page ON page.id = article.page_id
WHERE reporter.newspaper_id <> page.newspaper_id
"""

REVISIONS = (
    sql_rule("first-revision", "Every article has a revision 0.", record="article", sql=FIRST_REVISION),
    sql_rule("revision-chain", "Each revision supersedes the one before it.", record="article", sql=CHAIN),
    sql_rule("last-revision", "An article shows its last revision.", record="article", sql=PRESENT_REVISION),
    sql_rule("present-text", "An article's fields say what that revision says.", record="article", sql=PRESENT_TEXT),
    sql_rule("credits", "An article's credits are those of that revision.", record="article", sql=CREDITS),
    sql_rule("reporters", "A credit's reporter is of the article's newspaper.", record="article", sql=REPORTERS),
)
