"""What readers report and what was done about it: neither is ever written over."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

#: What a reader wrote, and when, stays; the state and whose it is follow from the steps.
WRITTEN = (
    "number",
    "article_id",
    "newspaper_id",
    "address",
    "revision_number",
    "kind",
    "message",
    "passage",
    "proposal",
    "has_contact",
    "sent_at",
    "accept_by",
    "answer_by",
)

KEEP_REPORT = f"""
CREATE FUNCTION articles_keep_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR ROW({", ".join(f"NEW.{name}" for name in WRITTEN)})
            IS DISTINCT FROM ROW({", ".join(f"OLD.{name}" for name in WRITTEN)}) THEN
        RAISE EXCEPTION '% keeps what was written: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=15, unique=True, verbose_name="编号")),
                (
                    "address",
                    models.CharField(
                        blank=True, help_text="报错时所在的页面，不是文章的。", max_length=300, verbose_name="页面"
                    ),
                ),
                ("revision_number", models.PositiveIntegerField(blank=True, null=True, verbose_name="所见修订")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("typo", "错字"),
                            ("headline", "标题"),
                            ("borders", "分篇"),
                            ("date", "日期"),
                            ("entries", "部门项目"),
                            ("missing", "缺漏"),
                            ("privacy", "隐私"),
                            ("other", "其他"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("message", models.TextField(blank=True, verbose_name="哪里不对")),
                ("passage", models.TextField(blank=True, verbose_name="原文")),
                ("proposal", models.TextField(blank=True, verbose_name="应为")),
                ("has_contact", models.BooleanField(default=False, verbose_name="留了联系方式")),
                (
                    "sent_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="收到"),
                ),
                ("accept_by", models.DateField(verbose_name="受理期限")),
                ("answer_by", models.DateField(verbose_name="反馈期限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "待受理"),
                            ("accepted", "已受理"),
                            ("assigned", "已转办"),
                            ("handling", "办理中"),
                            ("answered", "已反馈"),
                            ("refused", "不予受理"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结")),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="articles.article",
                        verbose_name="文章",
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承办人",
                    ),
                ),
                (
                    "newspaper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.newspaper",
                        verbose_name="报纸",
                    ),
                ),
            ],
            options={
                "verbose_name": "读者报错",
                "verbose_name_plural": "读者报错",
                "ordering": ["-id"],
                "permissions": [("handle_report", "办理读者报错"), ("view_report_contact", "查看报错人的联系方式")],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReportContact",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="contact",
                        serialize=False,
                        to="articles.report",
                        verbose_name="报错",
                    ),
                ),
                ("text", models.CharField(max_length=100, verbose_name="联系方式")),
            ],
            options={
                "verbose_name": "报错人的联系方式",
                "verbose_name_plural": "报错人的联系方式",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReportStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("accepted", "受理"),
                            ("assigned", "转办"),
                            ("handling", "办理"),
                            ("answered", "反馈"),
                            ("refused", "不予受理"),
                            ("reopened", "重新办理"),
                            ("noted", "备注"),
                        ],
                        max_length=10,
                        verbose_name="步骤",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("note", models.TextField(blank=True, verbose_name="备注")),
                (
                    "taken_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="时间"),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承办人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="articles.report",
                        verbose_name="报错",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经手人",
                    ),
                ),
            ],
            options={
                "verbose_name": "报错办理步骤",
                "verbose_name_plural": "报错办理步骤",
                "ordering": ["report", "id"],
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["state", "-id"], name="report_state"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False)), fields=["closed_at"], name="report_closed"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["answer_by"], name="report_open_answer_by"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("message", ""), ("passage", ""), ("proposal", ""), _negated=True),
                name="report_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state__in", ["answered", "refused"])),
                    models.Q(
                        ("closed_at__isnull", True), ("state__in", ["received", "accepted", "assigned", "handling"])
                    ),
                    _connector="OR",
                ),
                name="report_closed_when_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("action__in", ["answered", "refused"]), ("answer", ""), _negated=True),
                name="report_closed_with_an_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action", "assigned"), ("assigned_to__isnull", False)),
                    models.Q(models.Q(("action", "assigned"), _negated=True), ("assigned_to__isnull", True)),
                    _connector="OR",
                ),
                name="report_assigned_to_somebody",
            ),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER articles_reportstep_append_only BEFORE UPDATE OR DELETE ON articles_reportstep "
            "FOR EACH ROW EXECUTE FUNCTION articles_refuse_change()",
            "DROP TRIGGER articles_reportstep_append_only ON articles_reportstep",
        ),
        migrations.RunSQL(KEEP_REPORT, "DROP FUNCTION articles_keep_report()"),
        migrations.RunSQL(
            "CREATE TRIGGER articles_report_kept BEFORE UPDATE OR DELETE ON articles_report "
            "FOR EACH ROW EXECUTE FUNCTION articles_keep_report()",
            "DROP TRIGGER articles_report_kept ON articles_report",
        ),
    ]
