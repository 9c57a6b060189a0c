"""What Django's models cannot say.

The public number sequence, the pages' composite key, append-only tables, the registry counter.
"""

from django.db import migrations

APPEND_ONLY = ["articles_source", "articles_revision"]
REGISTRY = ["articles_department", "articles_departmentalias"]

SEQUENCE = "CREATE SEQUENCE articles_public_id_seq AS bigint START 1"

PAGE_ISSUE = """
ALTER TABLE articles_page ADD CONSTRAINT page_issue_of_its_newspaper
    FOREIGN KEY (issue_id, newspaper_id) REFERENCES articles_issue (id, newspaper_id) DEFERRABLE INITIALLY DEFERRED
"""

REFUSE_CHANGE = """
CREATE FUNCTION articles_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

RAISE_REGISTRY_VERSION = """
CREATE FUNCTION articles_raise_registry_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_registrystate (id, version) VALUES (1, 1)
        ON CONFLICT (id) DO UPDATE SET version = articles_registrystate.version + 1;
    RETURN NULL;
END $$
"""


def append_only(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION articles_refuse_change()",
        f"DROP TRIGGER {table}_append_only ON {table}",
    )


def registry_counter(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_registry AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION articles_raise_registry_version()",
        f"DROP TRIGGER {table}_registry ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.RunSQL(SEQUENCE, "DROP SEQUENCE articles_public_id_seq"),
        migrations.RunSQL(PAGE_ISSUE, "ALTER TABLE articles_page DROP CONSTRAINT page_issue_of_its_newspaper"),
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION articles_refuse_change()"),
        *[append_only(table) for table in APPEND_ONLY],
        migrations.RunSQL(RAISE_REGISTRY_VERSION, "DROP FUNCTION articles_raise_registry_version()"),
        *[registry_counter(table) for table in REGISTRY],
    ]
