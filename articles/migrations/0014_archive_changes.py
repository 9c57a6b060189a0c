"""Every statement that changes what the site shows leaves a mark, whoever makes it.

A row is added, not counted up: writers never wait for each other. A mark is seen when what it stands for is, because
both are of one transaction. Of 100 marks one is made by whoever adds the hundredth, of those that nobody else is at.
"""

from django.db import migrations, models

#: Tables of this app that pages, lists, files, feeds and the API show something of.
SHOWN = [
    "articles_article",
    "articles_credit",
    "articles_department",
    "articles_departmentalias",
    "articles_departmentlink",
    "articles_departmentsuccession",
    "articles_hiddenpassage",
    "articles_issue",
    "articles_newspaper",
    "articles_page",
    "articles_pagereplacement",
    "articles_redirect",
    "articles_reporter",
    "articles_revision",
    "articles_source",
    "articles_span",
]

MARK_CHANGE = """
CREATE FUNCTION articles_mark_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    added bigint;
BEGIN
    INSERT INTO articles_archivechange (mark) VALUES (hashtextextended(gen_random_uuid()::text, 0))
        RETURNING id INTO added;
    IF added % 100 = 0 THEN
        WITH gone AS (
            DELETE FROM articles_archivechange WHERE id IN (
                SELECT id FROM articles_archivechange WHERE id < added FOR UPDATE SKIP LOCKED
            ) RETURNING mark
        )
        INSERT INTO articles_archivechange (mark) SELECT bit_xor(mark) FROM gone HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END $$
"""


def marked(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION articles_mark_change()",
        f"DROP TRIGGER {table}_change ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_replacements")]

    operations = [
        migrations.CreateModel(
            name="ArchiveChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.BigIntegerField(editable=False, verbose_name="记号")),
            ],
            options={"verbose_name": "文库变动", "verbose_name_plural": "文库变动", "ordering": ["-id"]},
        ),
        migrations.RunSQL(MARK_CHANGE, "DROP FUNCTION articles_mark_change()"),
        *[marked(table) for table in SHOWN],
    ]
