"""When what is kept only for a time was erased last."""

from django.db import models


class Upkeep(models.Model):
    """The one row: whoever sets `begun_at` anew erases, and no other process does; `done_at` follows at the end."""

    begun_at = models.DateTimeField("开始", null=True)
    done_at = models.DateTimeField("完成", null=True)

    class Meta:
        verbose_name = "到期清理"
        verbose_name_plural = "到期清理"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="upkeep_is_one_row")]

    def __str__(self) -> str:
        return f"{self.done_at}"
