"""What belongs to the registry as a whole: places, its files, and the log of its changes."""

from django.db import models
from django.db.models import Q


class Place(models.Model):
    """A province, city, county or town. Articles that name a county read 区委 as that county's."""

    class Level(models.TextChoices):
        PROVINCE = "province", "省"
        CITY = "city", "市"
        COUNTY = "county", "县区"
        TOWN = "town", "乡镇街道"

    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )

    class Meta:
        verbose_name = "地方"
        verbose_name_plural = "地方"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "parent"],
                nulls_distinct=False,
                name="place_once_in_its_parent",
                violation_error_message="同一上级之下已有这个地方。",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="place_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class RegistryChange(models.Model):
    """An entry, alias or other row before and after a change that may alter links. Triggers write it; relinking reads
    it.

    `before` is null for a new row, `after` for one that is gone. `version` is the registry's after the change. The one
    row of the type `start` says from which version on the log is whole.
    """

    class Type(models.TextChoices):
        DEPARTMENT = "department", "部门"
        PROGRAM = "program", "项目"
        PLACE = "place", "地方"
        SUCCESSION = "succession", "部门沿革"
        NEWSPAPER = "newspaper", "报纸"
        START = "start", "记录的起点"

    version = models.PositiveBigIntegerField("名录版本", db_index=True)
    type = models.CharField("种类", max_length=10, choices=Type)
    entry_id = models.BigIntegerField("条目")
    before = models.JSONField("原来", null=True)
    after = models.JSONField("现在", null=True)

    class Meta:
        verbose_name = "名录改动"
        verbose_name_plural = "名录改动"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.version}：{self.get_type_display()} {self.entry_id}"


class LoadedLine(models.Model):
    """A line of a registry file that was loaded. It is never loaded again: what editors made of it is theirs."""

    file = models.CharField("文件", max_length=60)
    key = models.CharField("行", max_length=250)

    class Meta:
        verbose_name = "已载入的名录行"
        verbose_name_plural = "已载入的名录行"
        constraints = [models.UniqueConstraint(fields=["file", "key"], name="line_loaded_once")]

    def __str__(self) -> str:
        return f"{self.file}：{self.key}"
