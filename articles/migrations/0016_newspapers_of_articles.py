"""Each article's newspaper stands beside it: the newest of one are a walk down an index, among however many others.

Triggers write it, so that it is the page's whoever writes the article, its page or the page's newspaper.
"""

import django.db.models.deletion
from django.db import migrations, models

OF_PAGE = """
CREATE FUNCTION articles_newspaper_of_page() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.newspaper_id := (SELECT newspaper_id FROM articles_page WHERE id = NEW.page_id);
    RETURN NEW;
END $$
"""
WRITTEN = """
CREATE TRIGGER articles_article_newspaper BEFORE INSERT OR UPDATE OF page_id, newspaper_id ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_newspaper_of_page()
"""
OF_ARTICLES = """
CREATE FUNCTION articles_newspaper_of_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_article SET newspaper_id = NEW.newspaper_id WHERE page_id = NEW.id;
    RETURN NULL;
END $$
"""
FOLLOWED = """
CREATE TRIGGER articles_page_newspaper AFTER UPDATE OF newspaper_id ON articles_page
    FOR EACH ROW WHEN (OLD.newspaper_id IS DISTINCT FROM NEW.newspaper_id)
    EXECUTE FUNCTION articles_newspaper_of_articles()
"""
FILLED = """
UPDATE articles_article a SET newspaper_id = p.newspaper_id FROM articles_page p WHERE p.id = a.page_id
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_queue")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="newspaper",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="articles.newspaper",
                verbose_name="报纸",
            ),
        ),
        # Before the triggers, which would look every page up once more.
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        migrations.RunSQL(OF_PAGE, "DROP FUNCTION articles_newspaper_of_page()"),
        migrations.RunSQL(WRITTEN, "DROP TRIGGER articles_article_newspaper ON articles_article"),
        migrations.RunSQL(OF_ARTICLES, "DROP FUNCTION articles_newspaper_of_articles()"),
        migrations.RunSQL(FOLLOWED, "DROP TRIGGER articles_page_newspaper ON articles_page"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["newspaper", "-id"], name="article_newspaper"),
        ),
    ]
