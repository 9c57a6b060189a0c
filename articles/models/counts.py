"""How often articles are read and words are searched for, by day: without an address, a session or a user.

`articles.usage` alone writes these tables.
"""

from django.db import models

from articles.models.articles import Article


class ArticleDay(models.Model):
    """What readers opened of an article on a day (Asia/Shanghai). `clicks` are those of the views that came from a
    search, which the article's address tells."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="+", db_index=False, verbose_name="文章")
    day = models.DateField("日期")
    views = models.PositiveIntegerField("阅读", default=0)
    clicks = models.PositiveIntegerField("由检索打开", default=0)

    class Meta:
        verbose_name = "文章日计数"
        verbose_name_plural = "文章日计数"
        ordering = ["id"]
        indexes = [models.Index(fields=["day"], name="article_day_day")]
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="article_counted_once_a_day")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}：{self.views}"


class SearchDay(models.Model):
    """How many searches readers made on a day, and how many of them are known to have found nothing."""

    day = models.DateField("日期", primary_key=True)
    searches = models.PositiveIntegerField("检索", default=0)
    found_nothing = models.PositiveIntegerField("没有找到", default=0)

    class Meta:
        verbose_name = "检索日计数"
        verbose_name_plural = "检索日计数"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}：{self.searches}"


class AskedQuery(models.Model):
    """The text of a query that three visitors asked on one day, or that found nothing; kept for 30 days."""

    day = models.DateField("日期")
    text = models.CharField("检索词", max_length=60)
    times = models.PositiveIntegerField("次数", default=0)
    found_nothing = models.BooleanField("没有找到", default=False)

    class Meta:
        verbose_name = "检索词"
        verbose_name_plural = "检索词"
        ordering = ["-day", "id"]
        constraints = [models.UniqueConstraint(fields=["day", "text"], name="query_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.text}"


class QueryVisitor(models.Model):
    """Somebody asked a query today: hashes of the day's key, gone when the day is over.

    The visitor's hash is another for each query, so that no two queries of one person can be brought together. The
    table is unlogged: no backup and no archived log ever holds it.
    """

    day = models.DateField("日期")
    query = models.CharField("检索词的散列值", max_length=32)
    visitor = models.CharField("来访者的散列值", max_length=32)

    class Meta:
        verbose_name = "检索来访者"
        verbose_name_plural = "检索来访者"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["day", "query", "visitor"], name="visitor_once_a_query")]

    def __str__(self) -> str:
        return f"{self.day} {self.query}"
