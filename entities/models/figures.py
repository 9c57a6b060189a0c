"""What articles claim of programs and departments in figures, each with the sentence that says so."""

from django.db import models
from django.db.models import Q

from articles.models import Article, Department
from entities.models.programs import Program


class Figure(models.Model):
    """A figure told of one program or department, in a named revision's body. Offsets are code points, end exclusive.

    `value` and `upper`, of a range, are as printed; the normalised ones with 万 and 亿 worked out, in `unit`.
    `day` is the day that the figure is true of, else the day it was printed: by it, figures stand in order.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="figures", verbose_name="文章")
    program = models.ForeignKey(
        Program, models.CASCADE, null=True, blank=True, related_name="figures", verbose_name="项目"
    )
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, blank=True, related_name="figures", verbose_name="部门"
    )
    revision_number = models.PositiveIntegerField("所据修订")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    sentence_start = models.PositiveIntegerField("句起")
    sentence_end = models.PositiveIntegerField("句止")
    measure = models.CharField("指标", max_length=80)
    surface = models.CharField("原文", max_length=60)
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    upper = models.DecimalField("上限", max_digits=24, decimal_places=6, null=True)
    multiplier = models.CharField("万、亿", max_length=4, blank=True)
    unit = models.CharField("单位", max_length=10)
    normalized = models.DecimalField("折算数值", max_digits=30, decimal_places=6)
    normalized_upper = models.DecimalField("折算上限", max_digits=30, decimal_places=6, null=True)
    qualifier = models.CharField("限定", max_length=20, blank=True)
    as_of = models.DateField("截至", null=True)
    day = models.DateField("日期", null=True, editable=False)
    as_of_words = models.CharField("截至（原文）", max_length=40, blank=True)

    class Meta:
        verbose_name = "数据"
        verbose_name_plural = "数据"
        ordering = ["article", "start"]
        indexes = [
            models.Index(
                fields=["program", "day", "article", "start"],
                name="figure_of_program_by_day",
                condition=Q(program__isnull=False),
            ),
            models.Index(
                fields=["department", "day", "article", "start"],
                name="figure_of_department_by_day",
                condition=Q(department__isnull=False),
            ),
            models.Index(
                fields=["program", "measure", "unit", "day", "article"],
                name="figure_of_program_by_measure",
                condition=Q(program__isnull=False),
            ),
            models.Index(
                fields=["department", "measure", "unit", "day", "article"],
                name="figure_of_dept_by_measure",
                condition=Q(department__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "start", "program", "department"], nulls_distinct=False, name="figure_once_a_place"
            ),
            models.CheckConstraint(
                condition=Q(program__isnull=True) ^ Q(department__isnull=True), name="figure_is_of_one_entry"
            ),
            models.CheckConstraint(condition=Q(start__lt=models.F("end")), name="figure_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}{self.surface}"
