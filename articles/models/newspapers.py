"""A newspaper and its dated issues: the archive's date model."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.dateformat import format as format_date

#: First parts of the site's own addresses, which a newspaper's address must not take.
RESERVED_SLUGS = frozenset(
    [
        "about",
        "admin",
        "api",
        "article",
        "clippings",
        "departments",
        "feeds",
        "find-entities",
        "healthz",
        "media",
        "newspapers",
        "programs",
        "quality",
        "report",
        "reporters",
        "search",
        "static",
        "statistics",
        "undated",
    ]
)


def refuse_reserved_slug(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError("“%(slug)s”是本站保留的地址，请换一个。", code="reserved_slug", params={"slug": slug})


class Newspaper(models.Model):
    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", "报纸"
        SAMPLE = "sample", "样例"

    name = models.CharField("报名", max_length=100, unique=True)
    slug = models.SlugField(
        "地址", max_length=60, unique=True, validators=[refuse_reserved_slug], help_text="网址的第一段，改名后仍保留。"
    )
    city = models.CharField(
        "所在城市", max_length=30, blank=True, help_text="如“焦作市”：文中“我市”“市×局”指这座城市。"
    )
    province = models.CharField("所在省份", max_length=30, blank=True)
    kind = models.CharField(
        "类别", max_length=10, choices=Kind, default=Kind.NEWSPAPER, help_text="样例只供试用，入库时须指名。"
    )
    rights = models.TextField("权利说明", blank=True, help_text="显示在该报的页面上，也写进各种导出。")

    class Meta:
        verbose_name = "报纸"
        verbose_name_plural = "报纸"
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/{self.slug}/"


def default_newspaper(newspapers: Iterable[Newspaper]) -> Newspaper | None:
    """The one that a command means which was told none: the only one that is no sample."""
    real = [newspaper for newspaper in newspapers if newspaper.kind != Newspaper.Kind.SAMPLE]
    return real[0] if len(real) == 1 else None


class Issue(models.Model):
    """A newspaper on a date. What an editor set, no program changes."""

    class DateSource(models.TextChoices):
        GIVEN = "given", "随文件给出"
        PRINTED = "printed", "版面印出"
        INFERRED = "inferred", "据文中日期推断"
        EDITOR = "editor", "编辑确认"

    newspaper = models.ForeignKey(Newspaper, models.PROTECT, related_name="issues", verbose_name="报纸")
    date = models.DateField("出版日期")
    date_source = models.CharField("日期来源", max_length=10, choices=DateSource)
    date_earliest = models.DateField("最早可能日期", null=True, blank=True)
    date_latest = models.DateField("最晚可能日期", null=True, blank=True)
    date_evidence = models.JSONField("日期依据", default=list, blank=True, help_text="原文行号、文字与所指日期。")

    class Meta:
        verbose_name = "一期报纸"
        verbose_name_plural = "各期报纸"
        ordering = ["-date"]
        constraints = [
            models.UniqueConstraint(fields=["newspaper", "date"], name="issue_once_a_day"),
            # The target of the pages' composite foreign key.
            models.UniqueConstraint(fields=["id", "newspaper"], name="issue_id_newspaper"),
            models.CheckConstraint(
                condition=(
                    Q(date_earliest__isnull=True)
                    | Q(date_latest__isnull=True)
                    | Q(date_earliest__lte=models.F("date_latest"))
                ),
                name="issue_date_range_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newspaper} {format_date(self.date, 'Y年n月j日')}"

    def get_absolute_url(self) -> str:
        return f"/{self.newspaper.slug}/{self.date.isoformat()}/"

    @property
    def is_inferred(self) -> bool:
        """Whether the day is an estimate, and must be marked as one wherever it is told."""
        return self.date_source == self.DateSource.INFERRED

    @property
    def told_source(self) -> str:
        """How the day is known; of an estimate, the days between which it lies."""
        known = str(self.DateSource(self.date_source).label)
        if self.is_inferred and self.date_earliest and self.date_latest and self.date_earliest != self.date_latest:
            known += f"，在 {self.date_earliest.isoformat()} 至 {self.date_latest.isoformat()} 之间"
        return known
