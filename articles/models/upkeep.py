"""When a process last began to erase what is kept only for a time."""

from django.db import models


class Upkeep(models.Model):
    """The one row: whichever process sets `begun_at` anew erases, and no other does so within the hour."""

    begun_at = models.DateTimeField("开始")

    class Meta:
        verbose_name = "到期清理"
        verbose_name_plural = "到期清理"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="upkeep_is_one_row")]

    def __str__(self) -> str:
        return f"{self.begun_at}"
