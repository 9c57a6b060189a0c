"""The registry of government programs."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.models import Department, MatchRule

PARTIAL_DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def validate_partial_date(value: str) -> None:
    if not PARTIAL_DATE.fullmatch(value):
        raise ValidationError("请写成 2021、2021-06 或 2021-06-01 的样子。", code="partial_date")


UNLISTED_KINDS = frozenset({"slogan", "phrase"})


class ProgramQuerySet(models.QuerySet["Program"]):
    def listed(self) -> "ProgramQuerySet":
        """Programs to a reader: slogans and policy phrases are linked but not listed."""
        return self.exclude(kind__in=UNLISTED_KINDS)


class Program(models.Model):
    class Kind(models.TextChoices):
        CAMPAIGN = "campaign", "活动"
        PLATFORM = "platform", "平台"
        APP = "app", "应用"
        PROJECT = "project", "项目"
        MECHANISM = "mechanism", "机制"
        POLICY = "policy", "政策"
        CLUSTER = "cluster", "集群"
        SLOGAN = "slogan", "口号"
        PHRASE = "phrase", "政策用语"

    name = models.CharField("名称", max_length=100, unique=True)
    slug = models.SlugField("地址", max_length=120, unique=True, help_text="改名后仍保留。")
    kind = models.CharField("类别", max_length=10, choices=Kind)
    summary = models.CharField("一句话说明", max_length=300, blank=True)
    run_by = models.ForeignKey(
        Department, models.SET_NULL, null=True, blank=True, related_name="programs", verbose_name="主办部门"
    )
    run_by_name = models.CharField("主办机构原名", max_length=100, blank=True, help_text="主办者不在部门名录时填写。")
    started = models.CharField(
        "起始",
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text="年、年月或年月日，如 2021-06。",
    )
    pinyin = models.CharField("拼音", max_length=300, editable=False)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = "项目"
        verbose_name_plural = "项目"
        ordering = ["pinyin", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/programs/{self.slug}/"

    @property
    def is_listed(self) -> bool:
        return self.kind not in UNLISTED_KINDS


class ProgramAlias(models.Model):
    program = models.ForeignKey(Program, models.CASCADE, related_name="aliases", verbose_name="项目")
    surface = models.CharField("别名", max_length=100)
    rule = models.CharField("匹配规则", max_length=12, choices=MatchRule, default=MatchRule.EXACT)

    class Meta:
        verbose_name = "项目别名"
        verbose_name_plural = "项目别名"
        ordering = ["program", "surface"]
        constraints = [
            models.UniqueConstraint(fields=["program", "surface"], name="alias_once_a_program"),
            models.CheckConstraint(condition=~Q(surface=""), name="program_alias_not_empty"),
        ]

    def __str__(self) -> str:
        return self.surface


class ProgramRelation(models.Model):
    """How one program stands to another, read from the first to the second: 企业纾困360 supports 万人助万企."""

    class Kind(models.TextChoices):
        SUPPORTS = "supports", "支撑"
        PART_OF = "part_of", "属于"
        BUILT_ON = "built_on", "建于"
        LOCAL_FORM = "local_form", "是其本地做法"
        CONTINUES = "continues", "接续"
        GOVERNS = "governs", "规范"

    source = models.ForeignKey(Program, models.CASCADE, related_name="relations", verbose_name="项目")
    kind = models.CharField("关系", max_length=12, choices=Kind)
    target = models.ForeignKey(Program, models.CASCADE, related_name="relations_in", verbose_name="对方项目")

    class Meta:
        verbose_name = "项目关系"
        verbose_name_plural = "项目关系"
        ordering = ["source", "kind", "target"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "target"],
                name="relation_once",
                violation_error_message="这个关系已经登记过。",
            ),
            models.CheckConstraint(
                condition=~Q(source=models.F("target")),
                name="no_program_relates_to_itself",
                violation_error_message="项目不能与它自己有关系。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}{self.get_kind_display()}{self.target}"
