"""The desk's three roles, 编辑, 审校 and 管理员, as groups with their rights."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations

from articles.services.roles import grant_roles


def make_groups(apps: Any, schema_editor: Any) -> None:
    """Rights come into being only after a whole `migrate`; those of the models so far are made here and now."""
    for label in ("articles", "entities", "auth"):
        app = apps.get_app_config(label)
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = None
    grant_roles(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_reviews"),
        ("entities", "0010_changes_in_order"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        # The groups stay when the migration is taken back: people are in them.
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
