"""Passages that are shown to nobody outside the desk. A trigger refuses UPDATE and DELETE."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models.articles import Article


class HiddenPassage(models.Model):
    """From this row on the words are hidden in the article, or shown again; of one text the last row counts.

    The text is the key, not a place: it is looked for in whatever text the article has. Revisions and sources keep it.
    `carried_from`: the row of another article whose text this one took over.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="hidden_passages", verbose_name="文章")
    text = models.TextField("文字")
    is_hidden = models.BooleanField("隐去", default=True)
    reason = models.CharField("原因", max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经手人")
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承自"
    )
    decided_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "隐去的文字"
        verbose_name_plural = "隐去的文字"
        ordering = ["article", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="hidden_passage_not_empty"),
            models.CheckConstraint(condition=~Q(reason=""), name="hidden_passage_says_why"),
        ]

    def __str__(self) -> str:
        # The words themselves stand in no list and no log.
        return f"{self.article_id}：{len(self.text)} 字{'隐去' if self.is_hidden else '恢复显示'}"
