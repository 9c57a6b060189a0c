"""Changes of programs, their mentions and figures leave a mark, as all do that change what the site shows."""

from django.db import migrations

SHOWN = [
    "entities_figure",
    "entities_mention",
    "entities_movedslug",
    "entities_place",
    "entities_program",
    "entities_programalias",
    "entities_programrelation",
]


def marked(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION articles_mark_change()",
        f"DROP TRIGGER {table}_change ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("entities", "0010_changes_in_order"), ("articles", "0014_archive_changes")]

    operations = [marked(table) for table in SHOWN]
