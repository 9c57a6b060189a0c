"""What a change of the registry changed, so that a re-link reads only the articles it can touch.

A row trigger runs before the statement trigger that raises the version, hence the 1 it adds. The start row says since
when the log is whole: what was linked by an older registry is linked anew altogether.
"""

from django.db import migrations

LOG = """
CREATE FUNCTION entities_log_registry_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner text := TG_ARGV[1];
    columns text[] := string_to_array(TG_ARGV[2], ',');
    old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    next_version bigint := coalesce((SELECT version FROM articles_registrystate WHERE id = 1), 0) + 1;
BEGIN
    IF TG_OP = 'UPDATE' AND NOT EXISTS (
        SELECT 1 FROM unnest(columns) AS name WHERE old_row -> name IS DISTINCT FROM new_row -> name
    ) THEN
        RETURN NULL;
    END IF;
    INSERT INTO entities_registrychange (version, type, entry_id, before, after)
        VALUES (next_version, TG_ARGV[0], (coalesce(old_row, new_row) ->> owner)::bigint, old_row, new_row);
    IF TG_OP = 'UPDATE' AND old_row -> owner IS DISTINCT FROM new_row -> owner THEN
        INSERT INTO entities_registrychange (version, type, entry_id, before, after)
            VALUES (next_version, TG_ARGV[0], (new_row ->> owner)::bigint, NULL, new_row);
    END IF;
    RETURN NULL;
END $$
"""

START = """
INSERT INTO entities_registrychange (version, type, entry_id, before)
    VALUES (coalesce((SELECT version FROM articles_registrystate WHERE id = 1), 0), 'start', 0, NULL)
"""

#: Table → type, the column that names the entry, the columns that matter to matching.
LOGGED = {
    "articles_department": ("department", "id", "name,level,place,kind"),
    "articles_departmentalias": ("department", "department_id", "department_id,surface,rule"),
    "entities_program": ("program", "id", "name,kind,run_by_id"),
    "entities_programalias": ("program", "program_id", "program_id,surface,rule"),
    "entities_place": ("place", "id", "name,level"),
}


def log_changes(table: str) -> migrations.RunSQL:
    arguments = ", ".join(f"'{argument}'" for argument in LOGGED[table])
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_log AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION entities_log_registry_change({arguments})",
        f"DROP TRIGGER {table}_log ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("entities", "0003_registry"), ("articles", "0004_department_series")]

    operations = [
        migrations.RunSQL(LOG, "DROP FUNCTION entities_log_registry_change()"),
        *[log_changes(table) for table in LOGGED],
        migrations.RunSQL(
            "CREATE TRIGGER entities_place_registry AFTER INSERT OR UPDATE OR DELETE ON entities_place "
            "FOR EACH STATEMENT EXECUTE FUNCTION articles_raise_registry_version()",
            "DROP TRIGGER entities_place_registry ON entities_place",
        ),
        migrations.RunSQL(START, migrations.RunSQL.noop),
    ]
