"""Every text an article ever had. A trigger refuses UPDATE and DELETE."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models.articles import Article
from articles.models.pages import Source


class Revision(models.Model):
    """Revision 0 is the text composed when the article was born; each later one supersedes the one before."""

    class Origin(models.TextChoices):
        OCR = "ocr", "版面文字"
        IMPORT = "import", "批量导入"
        TYPED = "typed", "编辑录入"
        CORRECTION = "correction", "校订"
        REVERT = "revert", "恢复旧文"
        REINGEST = "reingest", "重新入库"
        JOINED = "joined", "转版接续"
        BORDERS = "borders", "调整起止"

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions", verbose_name="文章")
    number = models.PositiveIntegerField("序号")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="取代"
    )
    origin = models.CharField("来历", max_length=12, choices=Origin)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="来源文件")
    kicker = models.TextField("引题", blank=True)
    headline = models.TextField("主题", blank=True)
    subtitle = models.TextField("副题", blank=True)
    dateline = models.TextField("电头", blank=True)
    agency = models.TextField("通讯社", blank=True)
    body = models.TextField("正文", blank=True)
    credits = models.JSONField("署名", default=list, blank=True, help_text="每项：name、role。")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="编辑"
    )
    reason = models.CharField("说明", max_length=300, blank=True)
    created_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "修订"
        verbose_name_plural = "修订"
        ordering = ["article", "-number"]
        indexes = [models.Index(fields=["editor", "-id"], name="revision_by_person", condition=Q(editor__isnull=False))]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once_an_article"),
            models.CheckConstraint(
                condition=(Q(number=0) & Q(supersedes__isnull=True)) | (Q(number__gt=0) & Q(supersedes__isnull=False)),
                name="revision_supersedes_one",
            ),
            models.CheckConstraint(
                condition=~Q(origin__in=["correction", "revert", "borders"]) | Q(editor__isnull=False),
                name="correction_names_its_editor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} 第{self.number}稿"
