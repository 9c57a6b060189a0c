"""Runs of find and replace over many articles, looked at before they are carried out, and taken back as a whole."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from articles.models.articles import Article


class Replacement(models.Model):
    """One run. A draft is what its maker looks through; the worker carries out what waits and what is to be undone."""

    class State(models.TextChoices):
        DRAFT = "draft", "预览中"
        WAITING = "waiting", "替换中"
        DONE = "done", "已替换"
        UNDOING = "undoing", "撤回中"
        UNDONE = "undone", "已撤回"

    find = models.CharField("查找", max_length=100)
    replacement = models.CharField("替换为", max_length=200, blank=True)
    fields = models.JSONField("范围", default=list)
    chosen = models.CharField("所选文章", max_length=300, blank=True)
    state = models.CharField("状态", max_length=8, choices=State, default=State.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁撤回的"
    )
    created_at = models.DateTimeField("时间", db_default=Now())
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "查找替换"
        verbose_name_plural = "查找替换"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], name="replacement_unfinished", condition=Q(state__in=["waiting", "undoing"])),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(find=""), name="replacement_looks_for_something"),
            models.CheckConstraint(condition=~Q(find=F("replacement")), name="replacement_changes_something"),
        ]

    def __str__(self) -> str:
        # The words may be ones that are hidden somewhere: they stand in no log.
        return f"第{self.pk}次查找替换"


class ReplacedArticle(models.Model):
    """An article of a run: the revision that was looked at, and what became of it.

    Places are counted through the fields in order; `excluded` are the numbers of those that the editor took out.
    """

    class Outcome(models.TextChoices):
        PENDING = "pending", "待替换"
        DONE = "done", "已替换"
        WAITS = "waits", "待审校，通过后生效"
        SKIPPED = "skipped", "没有选"
        STALE = "stale", "预览后有人改过，没有替换"
        REFUSED = "refused", "不能替换"
        UNDONE = "undone", "已撤回"
        KEPT = "kept", "替换后有人又改过，没有撤回"

    run = models.ForeignKey(Replacement, models.CASCADE, related_name="articles", verbose_name="查找替换")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+", verbose_name="文章")
    base_revision = models.PositiveIntegerField("所据修订")
    places = models.PositiveIntegerField("处数")
    excluded = models.JSONField("不替换的", default=list, blank=True)
    outcome = models.CharField("结果", max_length=8, choices=Outcome, default=Outcome.PENDING)
    message = models.CharField("说明", max_length=300, blank=True)
    revision_number = models.PositiveIntegerField("写成的修订", null=True, blank=True)

    class Meta:
        verbose_name = "查找替换的文章"
        verbose_name_plural = "查找替换的文章"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["run", "article"], name="article_once_a_replacement")]
        indexes = [models.Index(fields=["run", "outcome", "id"], name="replaced_article_outcome")]

    def __str__(self) -> str:
        return f"{self.run_id}：{self.article_id}"
