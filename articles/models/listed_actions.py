"""What editors do at once that is neither a text nor a border, as a reviewer looks at it. A trigger refuses UPDATE and
DELETE."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class ListedAction(models.Model):
    """One action with what was there before and is there after it, as the service that did it needs to undo it.

    `about` names the thing and is the same for every action on it: `hiding:7`, `link:7:department:12`, `page:5`,
    `issue:3`, by internal ids. `summary` holds no hidden word; of what was hidden, `after` does.
    """

    about = models.CharField("对象", max_length=80)
    summary = models.CharField("做了什么", max_length=300)
    before = models.JSONField("原来", default=dict)
    after = models.JSONField("现在", default=dict)
    reason = models.CharField("说明", max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经手人")
    made_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "列审的操作"
        verbose_name_plural = "列审的操作"
        ordering = ["-id"]
        indexes = [models.Index(fields=["about", "id"], name="listed_action_about")]

    def __str__(self) -> str:
        return self.summary
