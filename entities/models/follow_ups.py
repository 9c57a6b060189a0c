"""How far the archive has followed the changes of the registry, and what was found out before they were made."""

from django.db import models
from django.db.models.functions import Now


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def unfinished(self) -> "FollowUpQuerySet":
        return self.exclude(state=FollowUp.State.DONE)


class FoundBefore(models.Model):
    """The articles that a change can touch, found when it was previewed, so that they are not looked for again when it
    is made. `digest` tells the change with the registry that it was made to, `snapshot` what the archive was then."""

    digest = models.CharField("改动的摘要", max_length=64, unique=True)
    article_ids = models.JSONField("文章", default=list)
    snapshot = models.TextField("快照")
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "预览时找到的文章"
        verbose_name_plural = "预览时找到的文章"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.digest


class FollowUp(models.Model):
    """The articles that changes of the registry touch are linked anew. The first unfinished one is worked at, by one
    process at a time; a kill loses no more than the batch under way.

    `version` is the registry's that the archive is linked by when it is done; a page keeps the version it was stored
    by. Of `total` articles `done` were looked at, the last of them by id `read_to`; `relinked` of these can be touched.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等待"
        RUNNING = "running", "进行中"
        DONE = "done", "完成"

    what = models.CharField("改动", max_length=200, blank=True)
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    version = models.PositiveBigIntegerField("名录版本", null=True)
    read_to = models.BigIntegerField("看到的文章", default=0)
    total = models.PositiveIntegerField("要看的文章", default=0)
    done = models.PositiveIntegerField("已看的文章", default=0)
    relinked = models.PositiveIntegerField("重新关联的文章", default=0)
    added = models.PositiveIntegerField("增加的关联", default=0)
    removed = models.PositiveIntegerField("减少的关联", default=0)
    roles_changed = models.PositiveIntegerField("主办与提及互换", default=0)
    created_at = models.DateTimeField("时间", db_default=Now())
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "名录改动的跟进"
        verbose_name_plural = "名录改动的跟进"
        ordering = ["-id"]
        indexes = [models.Index(fields=["id"], name="follow_up_unfinished", condition=~models.Q(state="done"))]

    def __str__(self) -> str:
        return self.what or f"跟进 {self.pk}"
