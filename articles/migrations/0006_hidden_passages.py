"""Passages that editors hide: rows are only ever added."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_rate_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HiddenPassage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="文字")),
                ("is_hidden", models.BooleanField(default=True, verbose_name="隐去")),
                ("reason", models.CharField(max_length=300, verbose_name="原因")),
                (
                    "decided_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="时间"),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hidden_passages",
                        to="articles.article",
                        verbose_name="文章",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经手人",
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.hiddenpassage",
                        verbose_name="承自",
                    ),
                ),
            ],
            options={
                "verbose_name": "隐去的文字",
                "verbose_name_plural": "隐去的文字",
                "ordering": ["article", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="hidden_passage_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="hidden_passage_says_why"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER articles_hiddenpassage_append_only BEFORE UPDATE OR DELETE ON articles_hiddenpassage "
            "FOR EACH ROW EXECUTE FUNCTION articles_refuse_change()",
            "DROP TRIGGER articles_hiddenpassage_append_only ON articles_hiddenpassage",
        ),
    ]
