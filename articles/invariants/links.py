"""Links say where in which text they were found, and what a person decided names that person."""

from articles.invariants.rules import sql_rule

#: The text of a field of a revision, by the field's name in `{field}`.
FIELD_TEXT = """CASE {field} WHEN 'kicker' THEN revision.kicker WHEN 'headline' THEN revision.headline
    WHEN 'subtitle' THEN revision.subtitle WHEN 'body' THEN revision.body END"""

MENTION_TEXT = FIELD_TEXT.format(field="mention.field")

# A mention that a person filed stands at no place of the text.
MENTION_PLACES = f"""
SELECT article.public_id,
       CASE WHEN revision.id IS NULL THEN format('program %s: there is no revision %s',
                                                 mention.program_id, mention.revision_number)
            ELSE format('program %s: %s %s to %s of revision %s is not “%s”', mention.program_id,
                        mention.field, mention.start, mention."end", mention.revision_number, mention.surface) END
FROM entities_mention mention
JOIN articles_article article ON article.id = mention.article_id
LEFT JOIN articles_revision revision
    ON revision.article_id = mention.article_id AND revision.number = mention.revision_number
WHERE mention.rule <> 'person'
  AND substr({MENTION_TEXT}, mention.start + 1, mention."end" - mention.start) IS DISTINCT FROM mention.surface
"""  # noqa: S608 - the parts are this module's own

EVIDENCE_TEXT = FIELD_TEXT.format(field="(piece ->> 'field')")

EVIDENCE_PLACES = f"""
SELECT article.public_id,
       CASE WHEN revision.id IS NULL THEN format('department %s: there is no revision %s',
                                                 link.department_id, link.revision_number)
            ELSE format('department %s: %s %s to %s of revision %s is not “%s”', link.department_id, piece ->> 'field',
                        piece ->> 'start', piece ->> 'end', link.revision_number, piece ->> 'surface') END
FROM articles_departmentlink link
CROSS JOIN LATERAL jsonb_array_elements(link.evidence) AS piece
JOIN articles_article article ON article.id = link.article_id
LEFT JOIN articles_revision revision
    ON revision.article_id = link.article_id AND revision.number = link.revision_number
WHERE substr({EVIDENCE_TEXT}, (piece ->> 'start')::int + 1, (piece ->> 'end')::int - (piece ->> 'start')::int)
      IS DISTINCT FROM piece ->> 'surface'
"""  # noqa: S608 - the parts are this module's own

# What a person confirmed stays where it was found, also when the text names it no more.
PRESENT_LINKS = """
SELECT article.public_id, format('department %s was found in revision %s, the present one is %s',
                                 link.department_id, link.revision_number, article.revision_number)
FROM articles_departmentlink link JOIN articles_article article ON article.id = link.article_id
WHERE link.revision_number <> article.revision_number AND article.state <> 'superseded'
UNION ALL
SELECT article.public_id, format('program %s was found in revision %s, the present one is %s',
                                 mention.program_id, mention.revision_number, article.revision_number)
FROM entities_mention mention JOIN articles_article article ON article.id = mention.article_id
WHERE mention.revision_number <> article.revision_number AND mention.status <> 'confirmed'
  AND article.state <> 'superseded'
"""

DECISIONS = """
SELECT article.public_id, format('department %s is %s, but not by whom and when', link.department_id, link.status)
FROM articles_departmentlink link JOIN articles_article article ON article.id = link.article_id
WHERE link.status IN ('confirmed', 'rejected') AND (link.decided_by_id IS NULL OR link.decided_at IS NULL)
UNION ALL
SELECT article.public_id, format('program %s is shown as %s, decided was %s', mention.program_id, mention.status,
                                 coalesce(decision.verdict, 'nothing'))
FROM entities_mention mention
JOIN articles_article article ON article.id = mention.article_id
LEFT JOIN entities_programdecision decision
    ON decision.article_id = mention.article_id AND decision.program_id = mention.program_id
WHERE article.state <> 'superseded'
  AND CASE WHEN decision.id IS NULL THEN mention.status IN ('confirmed', 'rejected')
           ELSE mention.status <> decision.verdict END
"""

LINKS = (
    sql_rule("mention-places", "A mention's words stand where it says.", record="article", sql=MENTION_PLACES),
    sql_rule("evidence-places", "A department's evidence stands where it says.", record="article", sql=EVIDENCE_PLACES),
    sql_rule("present-links", "Links were found in the present revision.", record="article", sql=PRESENT_LINKS),
    sql_rule("decisions", "What a person decided names who and when, and holds.", record="article", sql=DECISIONS),
)
