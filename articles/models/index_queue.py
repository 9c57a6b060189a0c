"""The outbox of the search index: written in the transaction that changes an article."""

from django.db import models
from django.db.models.functions import Now

from articles.models.articles import Article


class IndexQueueEntry(models.Model):
    """The index must look at this article again. Several entries for one article are allowed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name="文章")
    queued_at = models.DateTimeField("排入时间", db_default=Now())

    class Meta:
        verbose_name = "待更新索引"
        verbose_name_plural = "待更新索引"
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.article_id)
