"""What people did to the borders of items. A trigger refuses UPDATE and DELETE."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class BorderChange(models.Model):
    """One action on the borders of items, with all that is needed to take it back.

    `before` and `after` hold the items it changed, as `articles.services.border_states` writes them: pieces in
    reading order, kind, place, state, revision. `carried` holds what no item can: the white space where two pieces
    were parted, the words of lines that are no text of an item any more, and whose some words are that the page alone
    does not tell.
    """

    class Action(models.TextChoices):
        MERGE = "merge", "合并"
        SPLIT = "split", "拆分"
        MOVE = "move", "移动文字"
        PART = "part", "改作标题、署名或正文"
        REORDER = "reorder", "调整次序"
        KIND = "kind", "改体裁"
        JOIN = "join", "接上转版"
        PART_CONTINUATION = "part_continuation", "拆开转版"
        PROPOSAL = "proposal", "采纳切分建议"
        UNDO = "undo", "撤销"

    action = models.CharField("动作", max_length=20, choices=Action)
    pages = ArrayField(models.BigIntegerField(), verbose_name="版面", help_text="涉及的版面编号。")
    articles = ArrayField(models.BigIntegerField(), verbose_name="文章", help_text="改动的文章的内部编号。")
    before = models.JSONField("改前")
    after = models.JSONField("改后")
    carried = models.JSONField("随带", default=dict, blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name="撤销的改动"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经手人")
    made_at = models.DateTimeField("时间", db_default=Now())
    reason = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "起止改动"
        verbose_name_plural = "起止改动"
        ordering = ["-id"]
        indexes = [
            GinIndex(fields=["pages"], name="border_change_pages"),
            GinIndex(fields=["articles"], name="border_change_articles"),
            models.Index(fields=["action", "-id"], name="border_change_action"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(action="undo", undoes__isnull=False) | (~Q(action="undo") & Q(undoes__isnull=True)),
                name="undo_names_what_it_undoes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}（第{self.pk}号改动）"

    @property
    def sort(self) -> str:
        """What sort of change it is; of one that takes another back, the sort of that."""
        change = self
        while change.undoes is not None:
            change = change.undoes
        return change.action
