"""Figures that were stored before they had a day get it."""

from django.db import migrations

FILL = """
UPDATE entities_figure f
SET day = coalesce(f.as_of, i.date)
FROM articles_article a JOIN articles_page p ON p.id = a.page_id LEFT JOIN articles_issue i ON i.id = p.issue_id
WHERE a.id = f.article_id AND f.day IS DISTINCT FROM coalesce(f.as_of, i.date)
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_department_series"), ("entities", "0007_figure_day")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
