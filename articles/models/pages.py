"""Sources, byte for byte as they came, and the newspaper pages they hold."""

import re
from urllib.parse import quote

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models.newspapers import Issue, Newspaper

#: A label that can stand in an address as it is, and that is not taken for a page's number in the archive.
_ADDRESSABLE = re.compile(r"(?!p[0-9]+$)(?!\.{1,2}$)[^/\\\s\x00-\x1f]+")


class Source(models.Model):
    """A file as it came. A trigger refuses UPDATE and DELETE."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    name = models.CharField("文件名", max_length=500)
    data = models.BinaryField("原始字节")
    size = models.PositiveBigIntegerField("字节数")
    encoding = models.CharField("编码", max_length=20)
    received_at = models.DateTimeField("收到时间", db_default=Now())

    class Meta:
        verbose_name = "来源文件"
        verbose_name_plural = "来源文件"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class Page(models.Model):
    """One printed page. `text` is the decoded text of the page, the ground on which spans stand.

    A page that a publisher's text import made has no source and an empty text. A page whose date is unknown has no
    issue.
    """

    class LabelSource(models.TextChoices):
        GIVEN = "given", "随文件给出"
        PRINTED = "printed", "版面印出"
        EDITOR = "editor", "编辑确认"
        UNKNOWN = "unknown", "不详"

    newspaper = models.ForeignKey(Newspaper, models.PROTECT, related_name="pages", verbose_name="报纸")
    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, blank=True, related_name="pages", verbose_name="期", db_constraint=False
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="pages", verbose_name="来源文件"
    )
    number_in_source = models.PositiveIntegerField("在来源中的序号", default=1)
    first_line = models.PositiveIntegerField("来源首行", default=1)
    label = models.CharField("版次", max_length=12, blank=True, help_text="如 A01；不详时留空。")
    label_source = models.CharField("版次来源", max_length=10, choices=LabelSource, default=LabelSource.UNKNOWN)
    text = models.TextField("版面文字", blank=True, editable=False)
    line_sketch = ArrayField(
        models.BigIntegerField(),
        verbose_name="行指纹",
        default=list,
        editable=False,
        help_text="articles.ingest.sketch：认出同一版面的另一次扫描。",
    )
    date_earliest = models.DateField("最早可能日期", null=True, blank=True)
    date_latest = models.DateField("最晚可能日期", null=True, blank=True)
    date_evidence = models.JSONField("日期依据", default=list, blank=True)
    segmenter_version = models.CharField("切分程序版本", max_length=20, blank=True)
    registry_version = models.PositiveBigIntegerField("名录版本", default=0)
    stored_at = models.DateTimeField("入库时间", db_default=Now())

    class Meta:
        verbose_name = "版面"
        verbose_name_plural = "版面"
        ordering = ["issue", "label", "id"]
        indexes = [
            models.Index(fields=["-id"], name="page_undated", condition=Q(issue__isnull=True)),
            GinIndex(fields=["line_sketch"], name="page_line_sketch", opclasses=["array_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["issue", "label"], condition=~Q(label=""), name="page_label_once_an_issue"),
            models.UniqueConstraint(fields=["source", "number_in_source"], name="page_number_once_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.issue or self.newspaper} {self.name}"

    def get_absolute_url(self) -> str:
        """The address of a page of an issue; an undated one stands with the others of its source."""
        if self.issue is not None:
            return f"{self.issue.get_absolute_url()}{quote(self.address_label)}/"
        if self.source_id is None:
            return self.newspaper.get_absolute_url()
        return f"/{self.newspaper.slug}/undated/{self.source_id}/#p{self.pk}"

    @property
    def name(self) -> str:
        """What readers call the page within its issue."""
        return f"第{self.label}版" if self.label else "版次不详"

    @property
    def is_undated(self) -> bool:
        return self.issue_id is None

    @property
    def address_label(self) -> str:
        """The last part of the page's address: its label, else `p` and its number in the archive."""
        return self.label if _ADDRESSABLE.fullmatch(self.label) else f"p{self.pk}"


class PageReplacement(models.Model):
    """Other bytes were taken in for a page already held; the source they took the place of is kept."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="replacements", verbose_name="版面")
    old_source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+", verbose_name="原来源")
    new_source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name="新来源")
    replaced_at = models.DateTimeField("替换时间", db_default=Now())

    class Meta:
        verbose_name = "版面替换"
        verbose_name_plural = "版面替换"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.page}：{self.old_source} → {self.new_source}"
