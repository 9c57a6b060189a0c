"""What a newer segmenter would make of a page that a person has touched, kept for an editor to look at."""

from django.db import models
from django.db.models.functions import Now

from articles.models.pages import Page


class SegmentationProposal(models.Model):
    """`articles` are the items as the page result has them (kind, headline, body, spans …)."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="proposals", verbose_name="版面")
    segmenter_version = models.CharField("切分程序版本", max_length=20)
    articles = models.JSONField("建议的文章")
    created_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "切分建议"
        verbose_name_plural = "切分建议"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["page", "segmenter_version"], name="proposal_once_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.page}（{self.segmenter_version}）"
