"""How often a visitor asked for what is limited. Hashes of a day's key stand here, never an address or a name."""

from django.db import models


class RateCount(models.Model):
    """One window of one visitor in one scope; `articles.rate_limits` alone reads and writes it.

    The table is unlogged: after a crash it is empty, and neither backups nor archived logs ever hold it.
    """

    scope = models.CharField("范围", max_length=20)
    visitor = models.CharField("来访者", max_length=32, help_text="当日密钥的散列值，不存地址。")
    count = models.PositiveIntegerField("次数")
    ends_at = models.DateTimeField("到期")

    class Meta:
        verbose_name = "访问计数"
        verbose_name_plural = "访问计数"
        ordering = ["id"]
        indexes = [models.Index(fields=["ends_at"], name="rate_count_ends")]
        constraints = [models.UniqueConstraint(fields=["scope", "visitor"], name="rate_counted_once")]

    def __str__(self) -> str:
        return f"{self.scope} {self.visitor}：{self.count}"
