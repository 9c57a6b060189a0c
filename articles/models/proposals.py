"""What a newer segmenter would make of a page that a person has touched, and what people decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models.borders import BorderChange
from articles.models.pages import Page


class SegmentationProposal(models.Model):
    """`articles` are the items as the page result has them (kind, headline, body, spans …)."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="proposals", verbose_name="版面")
    segmenter_version = models.CharField("切分程序版本", max_length=20)
    text_sha256 = models.CharField("版面文字的 SHA-256", max_length=64, default="", editable=False)
    articles = models.JSONField("建议的文章")
    created_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "切分建议"
        verbose_name_plural = "切分建议"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "segmenter_version", "text_sha256"], name="proposal_once_a_version_and_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}（{self.segmenter_version}）"


class ProposalDecision(models.Model):
    """A person took over or turned down a difference that a proposal shows; `key` names it, "" means all of them."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "接受"
        DISMISSED = "dismissed", "不采纳"

    proposal = models.ForeignKey(
        SegmentationProposal, models.CASCADE, related_name="decisions", verbose_name="切分建议"
    )
    key = models.CharField("差异", max_length=64, blank=True)
    verdict = models.CharField("决定", max_length=10, choices=Verdict)
    change = models.ForeignKey(
        BorderChange, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="起止改动"
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经手人")
    decided_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "对切分建议的决定"
        verbose_name_plural = "对切分建议的决定"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "key"], condition=Q(verdict="dismissed"), name="difference_dismissed_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict="accepted", change__isnull=False) | Q(verdict="dismissed", change__isnull=True),
                name="accepted_by_a_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}：{self.get_verdict_display()}"
