"""Reporters and the credits that name them."""

from django.db import models
from django.db.models import Q

from articles.models.articles import Article
from articles.models.newspapers import Newspaper


class Reporter(models.Model):
    """One name is one reporter until an editor splits it by a distinguishing note."""

    newspaper = models.ForeignKey(Newspaper, models.PROTECT, related_name="reporters", verbose_name="报纸")
    name = models.CharField("姓名", max_length=60)
    note = models.CharField("区别", max_length=60, blank=True, help_text="同名者以此区别，如“摄影部”。")
    slug = models.SlugField("地址", max_length=80, unique=True, help_text="改名后仍保留。")
    pinyin = models.CharField("拼音", max_length=200, editable=False)

    class Meta:
        verbose_name = "记者"
        verbose_name_plural = "记者"
        ordering = ["pinyin", "id"]
        constraints = [models.UniqueConstraint(fields=["newspaper", "name", "note"], name="reporter_once")]

    def __str__(self) -> str:
        return f"{self.name}（{self.note}）" if self.note else self.name

    def get_absolute_url(self) -> str:
        return f"/reporters/{self.slug}/"


class Credit(models.Model):
    """A name printed over or under an article. Bodies and agencies that sign have no reporter."""

    class Role(models.TextChoices):
        """The words that pages print; a publisher's import may bring others."""

        REPORTER = "记者", "记者"
        CORRESPONDENT = "通讯员", "通讯员"
        TRAINEE = "见习记者", "见习记者"
        INTERN = "实习生", "实习生"
        SPECIAL = "特派记者", "特派记者"
        PHOTOGRAPHER = "摄影", "摄影"
        EDITOR = "编辑", "编辑"
        AUTHOR = "作者", "作者"
        CHIEF = "首席记者", "首席记者"
        JUNIOR = "实习记者", "实习记者"
        CONTRIBUTING = "特约记者", "特约记者"
        RESIDENT = "驻站记者", "驻站记者"
        PHOTO_REPORTER = "摄影记者", "摄影记者"
        INVITED_CORRESPONDENT = "特约通讯员", "特约通讯员"
        INVITED_WRITER = "特约撰稿人", "特约撰稿人"
        WRITER = "撰稿", "撰稿"
        COMPILER = "整理", "整理"
        TEXT_COMPILER = "文字整理", "文字整理"
        PICTURE = "供图", "供图"

    article = models.ForeignKey(Article, models.CASCADE, related_name="credits", verbose_name="文章")
    reporter = models.ForeignKey(
        Reporter, models.PROTECT, null=True, blank=True, related_name="credits", verbose_name="记者"
    )
    name = models.CharField("署名", max_length=60)
    role = models.CharField("身份", max_length=12, choices=Role, default=Role.REPORTER)
    rank = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "署名"
        verbose_name_plural = "署名"
        ordering = ["article", "rank"]
        indexes = [models.Index(fields=["name"], name="credit_name")]
        constraints = [
            models.UniqueConstraint(fields=["article", "name", "role"], name="credit_once_an_article"),
            models.CheckConstraint(condition=~Q(name=""), name="credit_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.name}"
