"""Counts of what is read and searched for, the worth of correcting each article, and who took which in hand."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_archive_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="日期")),
                ("searches", models.PositiveIntegerField(default=0, verbose_name="检索")),
                ("found_nothing", models.PositiveIntegerField(default=0, verbose_name="没有找到")),
            ],
            options={
                "verbose_name": "检索日计数",
                "verbose_name_plural": "检索日计数",
                "ordering": ["-day"],
            },
        ),
        migrations.CreateModel(
            name="AskedQuery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                ("text", models.CharField(max_length=60, verbose_name="检索词")),
                ("times", models.PositiveIntegerField(default=0, verbose_name="次数")),
                ("found_nothing", models.BooleanField(default=False, verbose_name="没有找到")),
            ],
            options={
                "verbose_name": "检索词",
                "verbose_name_plural": "检索词",
                "ordering": ["-day", "id"],
                "constraints": [models.UniqueConstraint(fields=("day", "text"), name="query_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="QueryVisitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                ("query", models.CharField(max_length=32, verbose_name="检索词的散列值")),
                ("visitor", models.CharField(max_length=32, verbose_name="来访者的散列值")),
            ],
            options={
                "verbose_name": "检索来访者",
                "verbose_name_plural": "检索来访者",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("day", "query", "visitor"), name="visitor_once_a_query")
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                ("views", models.PositiveIntegerField(default=0, verbose_name="阅读")),
                ("clicks", models.PositiveIntegerField(default=0, verbose_name="由检索打开")),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                        verbose_name="文章",
                    ),
                ),
            ],
            options={
                "verbose_name": "文章日计数",
                "verbose_name_plural": "文章日计数",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["day"], name="article_day_day")],
                "constraints": [models.UniqueConstraint(fields=("article", "day"), name="article_counted_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="ArticleWorth",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="queue_item",
                        serialize=False,
                        to="articles.article",
                        verbose_name="文章",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="年份")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "报道"),
                            ("photo_caption", "图片说明"),
                            ("brief_list", "简讯"),
                            ("notice", "公告"),
                            ("teaser", "导读"),
                            ("advert", "广告"),
                            ("continuation", "转版续文"),
                            ("page_furniture", "报头版头"),
                        ],
                        max_length=16,
                        verbose_name="体裁",
                    ),
                ),
                ("confidence", models.FloatField(verbose_name="切分把握")),
                ("notes", models.PositiveSmallIntegerField(help_text="切分程序记下的。", verbose_name="切分疑点")),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        help_text="现在的文字里看来不对的地方；空：还没有看过。", null=True, verbose_name="可疑之处"
                    ),
                ),
                ("views", models.PositiveIntegerField(verbose_name="近30天阅读")),
                ("clicks", models.PositiveIntegerField(verbose_name="近30天由检索打开")),
                ("programs", models.PositiveSmallIntegerField(verbose_name="写到的项目")),
                ("worth", models.FloatField(help_text="见 articles.services.item_worth。", verbose_name="分量")),
                ("is_eligible", models.BooleanField(help_text="公开的，不是报头版头。", verbose_name="可校")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="校结时间")),
                ("settled_revision", models.PositiveIntegerField(null=True, verbose_name="校结时的修订")),
                ("settled_doubts", models.PositiveIntegerField(null=True, verbose_name="校结时的疑点")),
                ("held_until", models.DateTimeField(null=True, verbose_name="领取到")),
                (
                    "holder",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="领取人",
                    ),
                ),
                (
                    "newspaper",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.newspaper",
                        verbose_name="报纸",
                    ),
                ),
            ],
            options={
                "verbose_name": "校对队列",
                "verbose_name_plural": "校对队列",
                "ordering": ["-worth", "article"],
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("worth"), descending=True),
                        models.F("article"),
                        condition=models.Q(("is_eligible", True), ("settled_at__isnull", True)),
                        name="queue_order",
                    ),
                    models.Index(
                        models.F("newspaper"),
                        models.OrderBy(models.F("worth"), descending=True),
                        models.F("article"),
                        condition=models.Q(("is_eligible", True), ("settled_at__isnull", True)),
                        name="queue_of_newspaper",
                    ),
                    models.Index(
                        models.F("year"),
                        models.OrderBy(models.F("worth"), descending=True),
                        models.F("article"),
                        condition=models.Q(("is_eligible", True), ("settled_at__isnull", True)),
                        name="queue_of_year",
                    ),
                    models.Index(
                        models.F("kind"),
                        models.OrderBy(models.F("worth"), descending=True),
                        models.F("article"),
                        condition=models.Q(("is_eligible", True), ("settled_at__isnull", True)),
                        name="queue_of_kind",
                    ),
                    models.Index(condition=models.Q(("holder__isnull", False)), fields=["holder"], name="queue_held"),
                    models.Index(condition=models.Q(("views__gt", 0)), fields=["article"], name="queue_counted"),
                    models.Index(
                        condition=models.Q(("places__isnull", True)), fields=["article"], name="queue_not_read"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claimed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="领取"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "在校"),
                            ("corrected", "已校"),
                            ("waiting", "待审"),
                            ("faultless", "无误"),
                            ("released", "放回"),
                            ("expired", "过时"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="articles.article",
                        verbose_name="文章",
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
                "verbose_name": "领取记录",
                "verbose_name_plural": "领取记录",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", False)), fields=["ended_at"], name="claim_ended"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("article",), name="claim_open_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("outcome", "open")),
                            models.Q(models.Q(("outcome", "open"), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_ends_with_an_outcome",
                    ),
                ],
            },
        ),
        # Hashes of the day need no crash safety, and must stand in no log of the server and no backup.
        migrations.RunSQL("ALTER TABLE articles_queryvisitor SET UNLOGGED", migrations.RunSQL.noop),
    ]
