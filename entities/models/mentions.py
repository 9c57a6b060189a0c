"""Where articles mention programs, and what people decided of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Article, LinkStatus
from entities.models.programs import Program


class Mention(models.Model):
    """A program named at a place in a named revision's field. Offsets are code points, end exclusive."""

    class Field(models.TextChoices):
        KICKER = "kicker", "引题"
        HEADLINE = "headline", "主题"
        SUBTITLE = "subtitle", "副题"
        BODY = "body", "正文"

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions", verbose_name="文章")
    program = models.ForeignKey(Program, models.PROTECT, related_name="mentions", verbose_name="项目")
    revision_number = models.PositiveIntegerField("所据修订")
    field = models.CharField("字段", max_length=10, choices=Field)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    surface = models.CharField("原文", max_length=200)
    rule = models.CharField("规则", max_length=20)
    score = models.FloatField("把握", default=1.0)
    status = models.CharField("状态", max_length=10, choices=LinkStatus, default=LinkStatus.AUTOMATIC)
    registry_version = models.PositiveBigIntegerField("名录版本", default=0)

    class Meta:
        verbose_name = "项目提及"
        verbose_name_plural = "项目提及"
        ordering = ["article", "field", "start"]
        indexes = [models.Index(fields=["status", "-id"], name="mention_decided", condition=~Q(status="automatic"))]
        constraints = [
            models.UniqueConstraint(fields=["article", "program", "field", "start"], name="mention_once_a_place"),
            models.CheckConstraint(condition=Q(start__lt=models.F("end")), name="mention_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.surface}（{self.article_id}）"


class ProgramDecision(models.Model):
    """A person's word on whether an article speaks of a program; it outlives every re-link."""

    class Verdict(models.TextChoices):
        CONFIRMED = LinkStatus.CONFIRMED.value, "已确认"
        REJECTED = LinkStatus.REJECTED.value, "已否定"

    article = models.ForeignKey(Article, models.CASCADE, related_name="program_decisions", verbose_name="文章")
    program = models.ForeignKey(Program, models.PROTECT, related_name="decisions", verbose_name="项目")
    verdict = models.CharField("判定", max_length=10, choices=Verdict)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="判定人")
    decided_at = models.DateTimeField("判定时间", auto_now=True)

    class Meta:
        verbose_name = "项目判定"
        verbose_name_plural = "项目判定"
        ordering = ["-decided_at"]
        constraints = [models.UniqueConstraint(fields=["article", "program"], name="program_decided_once")]

    def __str__(self) -> str:
        return f"{self.article_id}：{self.program_id} {self.get_verdict_display()}"
