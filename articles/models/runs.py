"""Ingest runs and what became of each file in them."""

from django.db import models
from django.db.models.functions import Now

from articles.models.pages import Source


class IngestRun(models.Model):
    class State(models.TextChoices):
        RUNNING = "running", "进行中"
        DONE = "done", "完成"
        FAILED = "failed", "有失败"
        INTERRUPTED = "interrupted", "中断"

    started_at = models.DateTimeField("开始", db_default=Now())
    finished_at = models.DateTimeField("结束", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=State, default=State.RUNNING)
    options = models.JSONField("选项", default=dict, blank=True)
    counts = models.JSONField("统计", default=dict, blank=True)

    class Meta:
        verbose_name = "入库批次"
        verbose_name_plural = "入库批次"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"第{self.pk}批"


class IngestItem(models.Model):
    """One file in one run. `path` is where it was read, so that a failed one can be tried again."""

    class Outcome(models.TextChoices):
        STORED = "stored", "入库"
        REPLACED = "replaced", "替换旧版"
        DUPLICATE = "duplicate", "已在库中"
        PAGE_HELD = "page_held", "同版已在库中"
        FAILED = "failed", "失败"

    run = models.ForeignKey(IngestRun, models.CASCADE, related_name="items", verbose_name="批次")
    path = models.TextField("路径")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    error_code = models.CharField("错误代码", max_length=40, blank=True)
    message = models.TextField("说明", blank=True)
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="来源文件"
    )
    held_by = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="已有来源"
    )
    options = models.JSONField("选项", default=dict, blank=True, help_text="报纸、日期、版次；重试时照用。")
    retried_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="retries", verbose_name="重试"
    )
    finished_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "入库文件"
        verbose_name_plural = "入库文件"
        ordering = ["-id"]
        indexes = [models.Index(fields=["outcome", "-id"], name="ingest_item_outcome")]

    def __str__(self) -> str:
        return self.path
