"""The registry of government programs and where articles mention them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Article, Department, LinkStatus, MatchRule

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


class Mention(models.Model):
    """A program named at a place in a named revision's field. Offsets are code points, end exclusive."""

    class Field(models.TextChoices):
        KICKER = "kicker", "引题"
        HEADLINE = "headline", "主题"
        SUBTITLE = "subtitle", "副题"
        BODY = "body", "正文"

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions", verbose_name="文章")
    program = models.ForeignKey(Program, models.PROTECT, related_name="mentions", verbose_name="项目")
    revision_number = models.PositiveIntegerField("所据修订")
    field = models.CharField("字段", max_length=10, choices=Field)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    surface = models.CharField("原文", max_length=200)
    rule = models.CharField("规则", max_length=20)
    score = models.FloatField("把握", default=1.0)
    status = models.CharField("状态", max_length=10, choices=LinkStatus, default=LinkStatus.AUTOMATIC)
    registry_version = models.PositiveBigIntegerField("名录版本", default=0)

    class Meta:
        verbose_name = "项目提及"
        verbose_name_plural = "项目提及"
        ordering = ["article", "field", "start"]
        indexes = [models.Index(fields=["status", "-id"], name="mention_decided", condition=~Q(status="automatic"))]
        constraints = [
            models.UniqueConstraint(fields=["article", "program", "field", "start"], name="mention_once_a_place"),
            models.CheckConstraint(condition=Q(start__lt=models.F("end")), name="mention_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.surface}（{self.article_id}）"


class ProgramDecision(models.Model):
    """A person's word on whether an article speaks of a program; it outlives every re-link."""

    class Verdict(models.TextChoices):
        CONFIRMED = LinkStatus.CONFIRMED.value, "已确认"
        REJECTED = LinkStatus.REJECTED.value, "已否定"

    article = models.ForeignKey(Article, models.CASCADE, related_name="program_decisions", verbose_name="文章")
    program = models.ForeignKey(Program, models.PROTECT, related_name="decisions", verbose_name="项目")
    verdict = models.CharField("判定", max_length=10, choices=Verdict)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="判定人")
    decided_at = models.DateTimeField("判定时间", auto_now=True)

    class Meta:
        verbose_name = "项目判定"
        verbose_name_plural = "项目判定"
        ordering = ["-decided_at"]
        constraints = [models.UniqueConstraint(fields=["article", "program"], name="program_decided_once")]

    def __str__(self) -> str:
        return f"{self.article_id}：{self.program_id} {self.get_verdict_display()}"


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
