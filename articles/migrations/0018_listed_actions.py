"""What editors do at once is listed for review; passwords set by others; when expired rows were erased last."""

import sys
from typing import Any

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

FORGOTTEN = (
    "{count} reviews of what editors hid, linked, dated and labelled were deleted: before this migration there is no "
    "place for them. What was done stays done, and stands in the log of changes.\n"
)


def forget_actions(apps: Any, schema_editor: Any) -> None:
    """For the way back: no trigger lets a review go otherwise, and no older program could show these."""
    with schema_editor.connection.cursor() as cursor:
        # A table with checks still to be made cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE articles_review DISABLE TRIGGER articles_review_decided_once")
        cursor.execute("DELETE FROM articles_review WHERE action_id IS NOT NULL")
        count = cursor.rowcount
        cursor.execute("ALTER TABLE articles_review ENABLE TRIGGER articles_review_decided_once")
    if count:
        sys.stderr.write(FORGOTTEN.format(count=count))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_newspapers_of_articles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ListedAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=80, verbose_name="对象")),
                ("summary", models.CharField(max_length=300, verbose_name="做了什么")),
                ("before", models.JSONField(default=dict, verbose_name="原来")),
                ("after", models.JSONField(default=dict, verbose_name="现在")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="时间"),
                ),
            ],
            options={
                "verbose_name": "列审的操作",
                "verbose_name_plural": "列审的操作",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PasswordToChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "set_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="时间"),
                ),
            ],
            options={
                "verbose_name": "要改的密码",
                "verbose_name_plural": "要改的密码",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Upkeep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begun_at", models.DateTimeField(verbose_name="开始")),
            ],
            options={
                "verbose_name": "到期清理",
                "verbose_name_plural": "到期清理",
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="review",
            name="review_of_one_thing",
        ),
        migrations.AlterField(
            model_name="review",
            name="subject",
            field=models.CharField(
                choices=[
                    ("waiting", "等待公开"),
                    ("live", "已经公开"),
                    ("borders", "起止改动"),
                    ("hiding", "隐去文字"),
                    ("link", "关联判定"),
                    ("place", "日期与版次"),
                ],
                max_length=8,
                verbose_name="性质",
            ),
        ),
        migrations.AddIndex(
            model_name="borderchange",
            index=models.Index(fields=["action", "-id"], name="border_change_action"),
        ),
        migrations.AddField(
            model_name="listedaction",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经手人",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="action",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="review",
                to="articles.listedaction",
                verbose_name="操作",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("action__isnull", True),
                        ("border_change__isnull", True),
                        ("revision__isnull", True),
                        ("subject__in", ("waiting",)),
                        ("waiting__isnull", False),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("border_change__isnull", True),
                        ("revision__isnull", False),
                        ("subject__in", ("live",)),
                        ("waiting__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("border_change__isnull", False),
                        ("revision__isnull", True),
                        ("subject__in", ("borders",)),
                        ("waiting__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", False),
                        ("border_change__isnull", True),
                        ("revision__isnull", True),
                        ("subject__in", ("hiding", "link", "place")),
                        ("waiting__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="review_of_one_thing",
            ),
        ),
        migrations.AddField(
            model_name="passwordtochange",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="用户",
            ),
        ),
        migrations.AddConstraint(
            model_name="upkeep",
            constraint=models.CheckConstraint(condition=models.Q(("id", 1)), name="upkeep_is_one_row"),
        ),
        migrations.AddIndex(
            model_name="listedaction",
            index=models.Index(fields=["about", "id"], name="listed_action_about"),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER articles_listedaction_append_only BEFORE UPDATE OR DELETE ON articles_listedaction "
            "FOR EACH ROW EXECUTE FUNCTION articles_refuse_change()",
            "DROP TRIGGER articles_listedaction_append_only ON articles_listedaction",
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_actions),
    ]
