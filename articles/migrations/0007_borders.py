"""Border changes, which are only ever added to; what people decide about a newer segmenter's proposals."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_hidden_passages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BorderChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("merge", "合并"),
                            ("split", "拆分"),
                            ("move", "移动文字"),
                            ("part", "改作标题、署名或正文"),
                            ("reorder", "调整次序"),
                            ("kind", "改体裁"),
                            ("join", "接上转版"),
                            ("part_continuation", "拆开转版"),
                            ("proposal", "采纳切分建议"),
                            ("undo", "撤销"),
                        ],
                        max_length=20,
                        verbose_name="动作",
                    ),
                ),
                (
                    "pages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="涉及的版面编号。",
                        size=None,
                        verbose_name="版面",
                    ),
                ),
                (
                    "articles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="改动的文章的内部编号。",
                        size=None,
                        verbose_name="文章",
                    ),
                ),
                ("before", models.JSONField(verbose_name="改前")),
                ("after", models.JSONField(verbose_name="改后")),
                ("carried", models.JSONField(blank=True, default=dict, verbose_name="随带")),
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="时间"),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="说明")),
            ],
            options={
                "verbose_name": "起止改动",
                "verbose_name_plural": "起止改动",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ProposalDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(blank=True, max_length=64, verbose_name="差异")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("accepted", "接受"), ("dismissed", "不采纳")], max_length=10, verbose_name="决定"
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="时间"),
                ),
            ],
            options={
                "verbose_name": "对切分建议的决定",
                "verbose_name_plural": "对切分建议的决定",
                "ordering": ["-id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="revision",
            name="correction_names_its_editor",
        ),
        migrations.RemoveConstraint(
            model_name="segmentationproposal",
            name="proposal_once_a_version",
        ),
        migrations.AddField(
            model_name="segmentationproposal",
            name="text_sha256",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="版面文字的 SHA-256"),
        ),
        migrations.AlterField(
            model_name="revision",
            name="origin",
            field=models.CharField(
                choices=[
                    ("ocr", "版面文字"),
                    ("import", "批量导入"),
                    ("typed", "编辑录入"),
                    ("correction", "校订"),
                    ("revert", "恢复旧文"),
                    ("reingest", "重新入库"),
                    ("joined", "转版接续"),
                    ("borders", "调整起止"),
                ],
                max_length=12,
                verbose_name="来历",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("origin__in", ["correction", "revert", "borders"]), _negated=True),
                    ("editor__isnull", False),
                    _connector="OR",
                ),
                name="correction_names_its_editor",
            ),
        ),
        migrations.AddConstraint(
            model_name="segmentationproposal",
            constraint=models.UniqueConstraint(
                fields=("page", "segmenter_version", "text_sha256"), name="proposal_once_a_version_and_text"
            ),
        ),
        migrations.AddField(
            model_name="borderchange",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经手人",
            ),
        ),
        migrations.AddField(
            model_name="borderchange",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="articles.borderchange",
                verbose_name="撤销的改动",
            ),
        ),
        migrations.AddField(
            model_name="proposaldecision",
            name="change",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.borderchange",
                verbose_name="起止改动",
            ),
        ),
        migrations.AddField(
            model_name="proposaldecision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经手人",
            ),
        ),
        migrations.AddField(
            model_name="proposaldecision",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="articles.segmentationproposal",
                verbose_name="切分建议",
            ),
        ),
        migrations.AddIndex(
            model_name="borderchange",
            index=django.contrib.postgres.indexes.GinIndex(fields=["pages"], name="border_change_pages"),
        ),
        migrations.AddIndex(
            model_name="borderchange",
            index=django.contrib.postgres.indexes.GinIndex(fields=["articles"], name="border_change_articles"),
        ),
        migrations.AddConstraint(
            model_name="borderchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action", "undo"), ("undoes__isnull", False)),
                    models.Q(models.Q(("action", "undo"), _negated=True), ("undoes__isnull", True)),
                    _connector="OR",
                ),
                name="undo_names_what_it_undoes",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposaldecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict", "dismissed")),
                fields=("proposal", "key"),
                name="difference_dismissed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposaldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("change__isnull", False), ("verdict", "accepted")),
                    models.Q(("change__isnull", True), ("verdict", "dismissed")),
                    _connector="OR",
                ),
                name="accepted_by_a_change",
            ),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER articles_borderchange_append_only BEFORE UPDATE OR DELETE ON articles_borderchange "
            "FOR EACH ROW EXECUTE FUNCTION articles_refuse_change()",
            "DROP TRIGGER articles_borderchange_append_only ON articles_borderchange",
        ),
    ]
