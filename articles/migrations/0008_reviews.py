"""Changes that wait for a reviewer, and what is listed for one: a row is decided once, and never changed or deleted."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

DECIDED_ONCE = """
CREATE FUNCTION articles_review_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    verdict text[] := ARRAY['state', 'decided_by_id', 'decided_at', 'verdict_reason', 'outcome_id'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'open' AND to_jsonb(NEW) - verdict = to_jsonb(OLD) - verdict THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is decided once: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_borders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-id"],
                "permissions": [
                    ("review_article", "可审校：通过、退回、恢复旧稿"),
                    ("withdraw_article", "可撤下和恢复公开"),
                ],
                "verbose_name": "文章",
                "verbose_name_plural": "文章",
            },
        ),
        migrations.CreateModel(
            name="WaitingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", models.JSONField(verbose_name="要改成的文字")),
                ("runs", models.JSONField(verbose_name="改动之处")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="时间"),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting_changes",
                        to="articles.article",
                        verbose_name="文章",
                    ),
                ),
                (
                    "base",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                        verbose_name="所据的稿",
                    ),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编辑",
                    ),
                ),
            ],
            options={
                "verbose_name": "待审的改动",
                "verbose_name_plural": "待审的改动",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[("waiting", "等待公开"), ("live", "已经公开"), ("borders", "起止改动")],
                        max_length=8,
                        verbose_name="性质",
                    ),
                ),
                (
                    "touches",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name", "人名"),
                                ("figure", "数字"),
                                ("date", "日期"),
                                ("department", "部门"),
                                ("program", "项目"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="涉及",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="时间"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待审"),
                            ("approved", "通过"),
                            ("rejected", "退回"),
                            ("taken_back", "自己收回"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审校时间")),
                ("verdict_reason", models.CharField(blank=True, max_length=300, verbose_name="审校说明")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="articles.article",
                        verbose_name="文章",
                    ),
                ),
                (
                    "border_change",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="articles.borderchange",
                        verbose_name="起止改动",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审校",
                    ),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编辑",
                    ),
                ),
                (
                    "newspaper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.newspaper",
                        verbose_name="报纸",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approved_reviews",
                        to="articles.revision",
                        verbose_name="由此写成的稿",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="articles.revision",
                        verbose_name="修订",
                    ),
                ),
                (
                    "waiting",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="articles.waitingchange",
                        verbose_name="待审的改动",
                    ),
                ),
            ],
            options={
                "verbose_name": "审校",
                "verbose_name_plural": "审校",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["subject", "-id"], name="review_open"),
                    models.Index(fields=["editor", "-id"], name="review_by_editor"),
                    models.Index(fields=["newspaper", "-id"], name="review_by_newspaper"),
                    models.Index(fields=["state", "-id"], name="review_by_state"),
                    models.Index(fields=["created_at"], name="review_by_time"),
                    django.contrib.postgres.indexes.GinIndex(fields=["touches"], name="review_by_fact"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("border_change__isnull", True),
                                ("revision__isnull", True),
                                ("subject", "waiting"),
                                ("waiting__isnull", False),
                            ),
                            models.Q(
                                ("border_change__isnull", True),
                                ("revision__isnull", False),
                                ("subject", "live"),
                                ("waiting__isnull", True),
                            ),
                            models.Q(
                                ("border_change__isnull", False),
                                ("revision__isnull", True),
                                ("subject", "borders"),
                                ("waiting__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="review_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="review_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("state", "taken_back"), ("decided_by", models.F("editor"))),
                            models.Q(
                                models.Q(("state", "taken_back"), _negated=True),
                                models.Q(("decided_by", models.F("editor")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="review_never_of_own_work",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "rejected"), _negated=True),
                            models.Q(("verdict_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="rejected_review_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER articles_waitingchange_append_only BEFORE UPDATE OR DELETE ON articles_waitingchange "
            "FOR EACH ROW EXECUTE FUNCTION articles_refuse_change()",
            "DROP TRIGGER articles_waitingchange_append_only ON articles_waitingchange",
        ),
        migrations.RunSQL(DECIDED_ONCE, "DROP FUNCTION articles_review_decided_once() CASCADE"),
        migrations.RunSQL(
            "CREATE TRIGGER articles_review_decided_once BEFORE UPDATE OR DELETE ON articles_review "
            "FOR EACH ROW EXECUTE FUNCTION articles_review_decided_once()",
            "DROP TRIGGER articles_review_decided_once ON articles_review",
        ),
    ]
