"""What a second person looks at: changes that wait for it, and changes that are live already. Nothing is erased.

A trigger refuses every UPDATE of a waiting change, and of a review all but the one that decides it.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from articles.models.articles import Article
from articles.models.borders import BorderChange
from articles.models.listed_actions import ListedAction
from articles.models.newspapers import Newspaper
from articles.models.revisions import Revision


class WaitingChange(models.Model):
    """The text that an editor wants, whole; what differs from revision `base` is not live until a reviewer agrees.

    `wanted` has the fields of a revision; `runs` are the changed runs of characters, for whoever reads the record:
    each with field, old, new and what stood before and behind it.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="waiting_changes", verbose_name="文章")
    base = models.ForeignKey(Revision, models.PROTECT, related_name="+", verbose_name="所据的稿")
    wanted = models.JSONField("要改成的文字")
    runs = models.JSONField("改动之处")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编辑")
    reason = models.CharField("说明", max_length=300, blank=True)
    created_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "待审的改动"
        verbose_name_plural = "待审的改动"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.article_id}：{len(self.runs)}处"


def of_one(given: str, *subjects: str) -> Q:
    """Of the things that a review can be about, it has this one alone."""
    others = {f"{name}__isnull": name != given for name in ("waiting", "revision", "border_change", "action")}
    return Q(subject__in=subjects, **others)


class ReviewQuerySet(models.QuerySet["Review"]):
    def open(self) -> "ReviewQuerySet":
        return self.filter(state=Review.State.OPEN)


class Review(models.Model):
    """One change listed for a second person: one that waits, a revision that is live, a change of borders, or what else
    an editor did at once.

    `touches` are the kinds of facts it changes. The article is the one it was made in; where that became part of
    another, its redirect leads there.
    """

    class Subject(models.TextChoices):
        WAITING = "waiting", "等待公开"
        LIVE = "live", "已经公开"
        BORDERS = "borders", "起止改动"
        HIDING = "hiding", "隐去文字"
        LINK = "link", "关联判定"
        PLACE = "place", "日期与版次"

    class State(models.TextChoices):
        OPEN = "open", "待审"
        APPROVED = "approved", "通过"
        REJECTED = "rejected", "退回"
        TAKEN_BACK = "taken_back", "自己收回"

    class Fact(models.TextChoices):
        NAME = "name", "人名"
        FIGURE = "figure", "数字"
        DATE = "date", "日期"
        DEPARTMENT = "department", "部门"
        PROGRAM = "program", "项目"

    subject = models.CharField("性质", max_length=8, choices=Subject)
    article = models.ForeignKey(Article, models.PROTECT, related_name="reviews", verbose_name="文章")
    newspaper = models.ForeignKey(Newspaper, models.PROTECT, related_name="+", verbose_name="报纸")
    waiting = models.OneToOneField(
        WaitingChange, models.PROTECT, null=True, blank=True, related_name="review", verbose_name="待审的改动"
    )
    revision = models.OneToOneField(
        Revision, models.PROTECT, null=True, blank=True, related_name="review", verbose_name="修订"
    )
    border_change = models.OneToOneField(
        BorderChange, models.PROTECT, null=True, blank=True, related_name="review", verbose_name="起止改动"
    )
    action = models.OneToOneField(
        ListedAction, models.PROTECT, null=True, blank=True, related_name="review", verbose_name="操作"
    )
    touches = ArrayField(models.CharField(max_length=12, choices=Fact), default=list, blank=True, verbose_name="涉及")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编辑")
    created_at = models.DateTimeField("时间", db_default=Now())
    state = models.CharField("结果", max_length=12, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审校"
    )
    decided_at = models.DateTimeField("审校时间", null=True, blank=True)
    verdict_reason = models.CharField("审校说明", max_length=300, blank=True)
    outcome = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approved_reviews",
        verbose_name="由此写成的稿",
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "审校"
        verbose_name_plural = "审校"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject", "-id"], name="review_open", condition=Q(state="open")),
            models.Index(fields=["editor", "-id"], name="review_by_editor"),
            models.Index(fields=["newspaper", "-id"], name="review_by_newspaper"),
            models.Index(fields=["state", "-id"], name="review_by_state"),
            models.Index(fields=["created_at"], name="review_by_time"),
            GinIndex(fields=["touches"], name="review_by_fact"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=of_one("waiting", "waiting")
                | of_one("revision", "live")
                | of_one("border_change", "borders")
                | of_one("action", "hiding", "link", "place"),
                name="review_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="review_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (Q(state="taken_back") & Q(decided_by=F("editor")))
                | (~Q(state="taken_back") & ~Q(decided_by=F("editor"))),
                name="review_never_of_own_work",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(verdict_reason=""), name="rejected_review_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} {self.pk}（{self.get_state_display()}）"

    @property
    def facts(self) -> list[str]:
        """The kinds of facts it touches, in words."""
        return [label for value, label in self.Fact.choices if value in self.touches]
