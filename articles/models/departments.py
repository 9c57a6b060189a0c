"""The registry of departments and the links from articles to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.articles import Article


class DepartmentQuerySet(models.QuerySet["Department"]):
    def current(self) -> "DepartmentQuerySet":
        """Departments that no other succeeded: the present names of their series."""
        return self.filter(successions=None)


class Department(models.Model):
    class Level(models.TextChoices):
        NATIONAL = "national", "国家"
        PROVINCE = "province", "省"
        CITY = "city", "市"
        COUNTY = "county", "县区"
        TOWN = "town", "乡镇街道"

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "部门"
        GOVERNMENT = "government", "党委政府"
        COMMITTEE = "committee", "议事机构"
        INSTITUTION = "institution", "事业单位"
        OTHER = "other", "其他"

    name = models.CharField("正式名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=60, blank=True)
    slug = models.SlugField("地址", max_length=120, unique=True, help_text="改名后仍保留。")
    level = models.CharField("层级", max_length=10, choices=Level)
    kind = models.CharField("类别", max_length=12, choices=Kind, default=Kind.DEPARTMENT)
    place = models.CharField("地方", max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_to = models.DateField("撤销日期", null=True, blank=True, help_text="改名、合并或撤销之日；现存的留空。")
    pinyin = models.CharField("拼音", max_length=300, editable=False)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = "部门"
        verbose_name_plural = "部门"
        ordering = ["pinyin", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=models.F("valid_to")),
                name="department_ends_after_it_began",
                violation_error_message="撤销日期早于设立日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/departments/{self.slug}/"


class DepartmentSuccession(models.Model):
    """One department took over from another. A department may be split between several, or made of several."""

    predecessor = models.ForeignKey(Department, models.CASCADE, related_name="successions", verbose_name="原部门")
    successor = models.ForeignKey(Department, models.CASCADE, related_name="precessions", verbose_name="现部门")
    happened_on = models.DateField("日期", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "部门沿革"
        verbose_name_plural = "部门沿革"
        ordering = ["happened_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="succession_once",
                violation_error_message="这两个部门的沿革已经登记过。",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=models.F("successor")),
                name="no_department_succeeds_itself",
                violation_error_message="部门不能承接它自己。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class MatchRule(models.TextChoices):
    """When an alias counts as the name it stands for."""

    EXACT = "exact", "原样出现即是"
    QUOTED = "quoted", "须在引号内或后接活动、平台等"
    STANDALONE = "standalone", "不得在更长的名称之内"


class DepartmentAlias(models.Model):
    department = models.ForeignKey(Department, models.CASCADE, related_name="aliases", verbose_name="部门")
    surface = models.CharField("别名", max_length=100)
    rule = models.CharField("匹配规则", max_length=12, choices=MatchRule, default=MatchRule.EXACT)

    class Meta:
        verbose_name = "部门别名"
        verbose_name_plural = "部门别名"
        ordering = ["department", "surface"]
        constraints = [
            models.UniqueConstraint(fields=["department", "surface"], name="alias_once_a_department"),
            models.CheckConstraint(condition=~Q(surface=""), name="department_alias_not_empty"),
        ]

    def __str__(self) -> str:
        return self.surface


class LinkStatus(models.TextChoices):
    AUTOMATIC = "automatic", "自动"
    SUGGESTED = "suggested", "建议"
    CONFIRMED = "confirmed", "已确认"
    REJECTED = "rejected", "已否定"


#: Links that readers see and the index holds.
SHOWN_STATUSES = (LinkStatus.AUTOMATIC, LinkStatus.CONFIRMED)


class DepartmentLink(models.Model):
    """An article speaks of a department. A status that a person set is kept by every program."""

    class Role(models.TextChoices):
        PRIMARY = "primary", "主办"
        MENTIONED = "mentioned", "提及"

    article = models.ForeignKey(Article, models.CASCADE, related_name="department_links", verbose_name="文章")
    department = models.ForeignKey(Department, models.PROTECT, related_name="article_links", verbose_name="部门")
    role = models.CharField("角色", max_length=10, choices=Role, default=Role.MENTIONED)
    status = models.CharField("状态", max_length=10, choices=LinkStatus, default=LinkStatus.AUTOMATIC)
    evidence = models.JSONField(
        "依据",
        default=list,
        blank=True,
        help_text="每处：字段、起止（码点，止不含）、原文、规则；所指为 revision 号修订。",
    )
    revision_number = models.PositiveIntegerField("所据修订", default=0)
    registry_version = models.PositiveBigIntegerField("名录版本", default=0)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="判定人"
    )
    decided_at = models.DateTimeField("判定时间", null=True, blank=True)

    class Meta:
        verbose_name = "部门关联"
        verbose_name_plural = "部门关联"
        ordering = ["article", "role", "id"]
        indexes = [models.Index(fields=["status", "-id"], name="department_decided", condition=~Q(status="automatic"))]
        constraints = [
            models.UniqueConstraint(fields=["article", "department"], name="department_once_an_article"),
            models.CheckConstraint(
                condition=Q(status__in=["automatic", "suggested"]) | Q(decided_at__isnull=False),
                name="department_decision_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}：{self.department_id}（{self.get_role_display()}）"


class RegistryState(models.Model):
    """One row: a number that triggers raise at every change of a department, program or alias."""

    version = models.PositiveBigIntegerField("版本", default=1)

    class Meta:
        verbose_name = "名录版本"
        verbose_name_plural = "名录版本"

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def current(cls) -> int:
        """The version of the registry as this transaction sees it; 0 while nothing was ever registered."""
        return cls.objects.filter(pk=1).values_list("version", flat=True).first() or 0
