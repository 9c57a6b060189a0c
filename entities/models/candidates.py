"""Names that articles print and nobody registered: what editors may make entries of."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Article, Department
from entities.models.programs import Program


class Candidate(models.Model):
    """One name, however often it is printed. Once dismissed it never comes back; accepted, it leads to its entry."""

    class Type(models.TextChoices):
        DEPARTMENT = "department", "部门"
        PROGRAM = "program", "项目"

    class Status(models.TextChoices):
        OPEN = "open", "待定"
        ACCEPTED = "accepted", "已收入名录"
        MERGED = "merged", "已作别名"
        DISMISSED = "dismissed", "不收"

    key = models.CharField("比较用的写法", max_length=100, unique=True, editable=False)
    name = models.CharField("名称", max_length=100)
    type = models.CharField("像是", max_length=10, choices=Type)
    score = models.FloatField("把握", default=0.0)
    status = models.CharField("处理", max_length=10, choices=Status, default=Status.OPEN)
    article_count = models.PositiveIntegerField("篇数", default=0)
    department = models.ForeignKey(
        Department, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="收入的部门"
    )
    program = models.ForeignKey(
        Program, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="收入的项目"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="处理人"
    )
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = "候选名称"
        verbose_name_plural = "候选名称"
        ordering = ["-article_count", "-score", "id"]
        indexes = [
            models.Index(fields=["-article_count", "-score", "id"], name="candidate_open", condition=Q(status="open"))
        ]

    def __str__(self) -> str:
        return self.name


class Sighting(models.Model):
    """The first place where an article prints a candidate's name, in a named revision."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="sightings", verbose_name="候选名称")
    article = models.ForeignKey(Article, models.CASCADE, related_name="sightings", verbose_name="文章")
    revision_number = models.PositiveIntegerField("所据修订")
    field = models.CharField("字段", max_length=10)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    class Meta:
        verbose_name = "候选名称的出处"
        verbose_name_plural = "候选名称的出处"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "article"], name="sighting_once_an_article"),
            models.CheckConstraint(condition=Q(start__lt=models.F("end")), name="sighting_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}（{self.article_id}）"
