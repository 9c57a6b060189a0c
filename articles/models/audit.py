"""The one log of everything that was changed, by whom. A trigger refuses UPDATE and DELETE."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from articles.models.articles import Article
from articles.models.borders import BorderChange


class AuditGrams(Func):
    """All pairs of neighbouring characters, by which a text is found in the log without reading all of it."""

    function = "articles_audit_grams"
    output_field = ArrayField(models.TextField())


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def of_article(self, public_id: int) -> "AuditQuerySet":
        """What was done to the article alone, and the changes of borders that touched it; both by an index."""
        pks = list(Article.objects.filter(public_id=public_id).values_list("pk", flat=True))
        touched = BorderChange.objects.filter(articles__contains=pks) if pks else BorderChange.objects.none()
        changes = list(touched.order_by().values_list("pk", flat=True))
        lines = Q(article_number=public_id)
        if changes:
            lines |= Q(record_type=BorderChange._meta.label_lower, record_id__in=changes)
        return self.filter(lines)


class AuditEntry(models.Model):
    """One change, written in the transaction that makes it. What a person does is one line; what a program does to many
    records is one line for its run, its file or its page.

    Texts stand in revisions, not here: `details` refers to them. No password, no contact and no hidden word does. An
    article is named by its number alone, whose title may be hidden or withdrawn later; its revisions hold the reasons.
    A trigger writes the line of a revision that a person makes, from wherever it is made, but for changes of borders:
    whoever makes those records them as a whole.
    """

    class Action(models.TextChoices):
        TEXT = "text", "文字"
        REPLACED = "replaced", "查找替换"
        BORDERS = "borders", "边界与转接"
        KIND = "kind", "体裁"
        WITHDRAWN = "withdrawn", "撤下"
        RESTORED = "restored", "恢复公开"
        HIDDEN = "hidden", "隐去文字"
        SHOWN = "shown", "恢复显示"
        LINK = "link", "关联判定"
        PLACE = "place", "日期与版次"
        CREDIT = "credit", "署名归属"
        CREATED = "created", "新增"
        CHANGED = "changed", "修改"
        MERGED = "merged", "并入条目"
        REMOVED = "removed", "删除"
        ACCOUNT = "account", "账号"
        RIGHTS = "rights", "权限"
        PROGRAM = "program", "程序批量处理"

    at = models.DateTimeField("时间", db_default=Now())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="人",
    )
    program = models.CharField("程序", max_length=60, blank=True, help_text="没有人在场时，是哪个命令。")
    action = models.CharField("做了什么", max_length=10, choices=Action)
    article_number = models.BigIntegerField("文章编号", null=True, blank=True)
    record_type = models.CharField("记录种类", max_length=60, blank=True, help_text="如 articles.department。")
    record_id = models.BigIntegerField("记录", null=True, blank=True)
    record_words = models.CharField("名称", max_length=200, blank=True)
    summary = models.TextField("内容")
    details = models.JSONField("细节", default=dict, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "操作日志"
        verbose_name_plural = "操作日志"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_latest"),
            models.Index(fields=["actor", "-at", "-id"], name="audit_by_person", condition=Q(actor__isnull=False)),
            models.Index(fields=["program", "-at", "-id"], name="audit_by_program", condition=~Q(program="")),
            models.Index(fields=["action", "-at", "-id"], name="audit_of_action"),
            models.Index(
                fields=["article_number", "-at", "-id"],
                name="audit_of_article",
                condition=Q(article_number__isnull=False),
            ),
            models.Index(fields=["record_type", "record_id", "-at", "-id"], name="audit_of_record"),
            GinIndex(AuditGrams(F("summary"), F("record_words")), name="audit_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(actor__isnull=False) | ~Q(program=""), name="audit_names_a_person_or_a_program"
            )
        ]

    def __str__(self) -> str:
        return self.summary
