"""Where the words of the articles begin and end: cut once, kept here, so that an index is built without cutting again.

Only the order of search results rests on them. What is missing or out of date is cut by whoever indexes the article.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from articles.models.articles import Article


class Lexicon(models.Model):
    """The names that texts were cut with, beside the cutter's own dictionary. Rows are never changed."""

    digest = models.CharField("摘要", max_length=32, unique=True)
    cut_by = models.CharField("切词程序", max_length=100)
    names = ArrayField(models.TextField(), verbose_name="专名")
    created_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "切词专名"
        verbose_name_plural = "切词专名"

    def __str__(self) -> str:
        return self.digest


class ArticleWords(models.Model):
    """The lengths of the words of one revision's text, a character a word (see `articles.search.words`).

    `titles` has those of kicker, headline and subtitle, in a line each.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="words", verbose_name="文章")
    lexicon = models.ForeignKey(Lexicon, models.PROTECT, related_name="+", db_index=False, verbose_name="切词专名")
    revision_number = models.PositiveIntegerField("所据修订")
    titles = models.TextField("标题的词长", blank=True)
    body = models.TextField("正文的词长", blank=True)

    class Meta:
        verbose_name = "文章的词"
        verbose_name_plural = "文章的词"

    def __str__(self) -> str:
        return str(self.article_id)
