"""A change of a program or of its aliases raises the registry's version too."""

from django.db import migrations

TABLES = ["entities_program", "entities_programalias"]


class Migration(migrations.Migration):
    dependencies = [("entities", "0001_initial"), ("articles", "0002_guards")]

    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_registry AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION articles_raise_registry_version()",
            f"DROP TRIGGER {table}_registry ON {table}",
        )
        for table in TABLES
    ]
