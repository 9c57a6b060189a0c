"""Changes of the registry stand in the log under the version they make, also when two editors save at once; and the
log tells all that alters links: when a department was, who succeeded it, where a newspaper is at home.

A row trigger runs before the statement trigger that raises the version, hence the 1 it adds. It waits for whoever
changes the registry at the moment, so that it adds it to the version the other one leaves.
"""

from django.db import migrations

LOG = """
CREATE OR REPLACE FUNCTION entities_log_registry_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner text := TG_ARGV[1];
    columns text[] := string_to_array(TG_ARGV[2], ',');
    old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    next_version bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND NOT EXISTS (
        SELECT 1 FROM unnest(columns) AS name WHERE old_row -> name IS DISTINCT FROM new_row -> name
    ) THEN
        RETURN NULL;
    END IF;
    INSERT INTO articles_registrystate (id, version) VALUES (1, 0) ON CONFLICT DO NOTHING;
    SELECT version + 1 INTO next_version FROM articles_registrystate WHERE id = 1 FOR UPDATE;
    INSERT INTO entities_registrychange (version, type, entry_id, before, after)
        VALUES (next_version, TG_ARGV[0], (coalesce(old_row, new_row) ->> owner)::bigint, old_row, new_row);
    IF TG_OP = 'UPDATE' AND old_row -> owner IS DISTINCT FROM new_row -> owner THEN
        INSERT INTO entities_registrychange (version, type, entry_id, before, after)
            VALUES (next_version, TG_ARGV[0], (new_row ->> owner)::bigint, NULL, new_row);
    END IF;
    RETURN NULL;
END $$
"""

DEPARTMENT_TRIGGER = """
DROP TRIGGER articles_department_log ON articles_department;
CREATE TRIGGER articles_department_log AFTER INSERT OR UPDATE OR DELETE ON articles_department
    FOR EACH ROW EXECUTE FUNCTION entities_log_registry_change('department', 'id', '{columns}')
"""

SUCCESSIONS = """
CREATE TRIGGER articles_departmentsuccession_log AFTER INSERT OR UPDATE OR DELETE ON articles_departmentsuccession
    FOR EACH ROW EXECUTE FUNCTION
    entities_log_registry_change('succession', 'predecessor_id', 'predecessor_id,successor_id,happened_on');
CREATE TRIGGER articles_departmentsuccession_registry AFTER INSERT OR UPDATE OR DELETE ON articles_departmentsuccession
    FOR EACH STATEMENT EXECUTE FUNCTION articles_raise_registry_version()
"""

#: Of triggers of one event the first by name runs first.
NEWSPAPERS = """
CREATE TRIGGER articles_newspaper_log AFTER UPDATE ON articles_newspaper
    FOR EACH ROW WHEN (OLD.city IS DISTINCT FROM NEW.city OR OLD.province IS DISTINCT FROM NEW.province)
    EXECUTE FUNCTION entities_log_registry_change('newspaper', 'id', 'city,province');
CREATE TRIGGER articles_newspaper_registry AFTER UPDATE ON articles_newspaper
    FOR EACH ROW WHEN (OLD.city IS DISTINCT FROM NEW.city OR OLD.province IS DISTINCT FROM NEW.province)
    EXECUTE FUNCTION articles_raise_registry_version()
"""


class Migration(migrations.Migration):
    dependencies = [("entities", "0009_moved_slugs"), ("articles", "0004_department_series")]

    operations = [
        migrations.RunSQL(LOG, migrations.RunSQL.noop),
        migrations.RunSQL(
            DEPARTMENT_TRIGGER.format(columns="name,level,place,kind,valid_from,valid_to"),
            DEPARTMENT_TRIGGER.format(columns="name,level,place,kind"),
        ),
        migrations.RunSQL(
            SUCCESSIONS,
            "DROP TRIGGER articles_departmentsuccession_log ON articles_departmentsuccession; "
            "DROP TRIGGER articles_departmentsuccession_registry ON articles_departmentsuccession",
        ),
        migrations.RunSQL(
            NEWSPAPERS,
            "DROP TRIGGER articles_newspaper_log ON articles_newspaper; "
            "DROP TRIGGER articles_newspaper_registry ON articles_newspaper",
        ),
    ]
