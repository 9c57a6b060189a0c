"""What to correct next: the worth of correcting each article, stored, and who took which article in hand."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from articles.models.articles import Article
from articles.models.newspapers import Newspaper


class ArticleWorthQuerySet(models.QuerySet["ArticleWorth"]):
    def waiting(self) -> "ArticleWorthQuerySet":
        """What stands in the queue, taken or not."""
        return self.filter(is_eligible=True, settled_at__isnull=True)

    def free(self) -> "ArticleWorthQuerySet":
        """What nobody has in hand: nobody took it, or his time is over."""
        return self.filter(Q(held_until__isnull=True) | Q(held_until__lt=timezone.now()))

    def held_by(self, user_id: int) -> "ArticleWorthQuerySet":
        return self.filter(holder=user_id, held_until__gte=timezone.now())


WAITING = Q(is_eligible=True, settled_at__isnull=True)


class ArticleWorth(models.Model):
    """What is known of an article that says how much it is worth to correct it, and the worth itself.

    Derived: `articles.services.queue_ranking` makes it anew from the record and the counts. What is not derived is who
    holds the item and what it was like when it was settled.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="queue_item", verbose_name="文章"
    )
    newspaper = models.ForeignKey(Newspaper, models.CASCADE, related_name="+", db_index=False, verbose_name="报纸")
    year = models.PositiveSmallIntegerField("年份", null=True)
    kind = models.CharField("体裁", max_length=16, choices=Article.Kind)
    confidence = models.FloatField("切分把握")
    notes = models.PositiveSmallIntegerField("切分疑点", help_text="切分程序记下的。")
    places = models.PositiveSmallIntegerField(
        "可疑之处", null=True, help_text="现在的文字里看来不对的地方；空：还没有看过。"
    )
    views = models.PositiveIntegerField("近30天阅读")
    clicks = models.PositiveIntegerField("近30天由检索打开")
    programs = models.PositiveSmallIntegerField("写到的项目")
    worth = models.FloatField("分量", help_text="见 articles.services.item_worth。")
    is_eligible = models.BooleanField("可校", help_text="公开的，不是报头版头。")
    settled_at = models.DateTimeField("校结时间", null=True)
    settled_revision = models.PositiveIntegerField("校结时的修订", null=True)
    settled_doubts = models.PositiveIntegerField("校结时的疑点", null=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False, verbose_name="领取人"
    )
    held_until = models.DateTimeField("领取到", null=True)

    objects = ArticleWorthQuerySet.as_manager()

    class Meta:
        verbose_name = "校对队列"
        verbose_name_plural = "校对队列"
        ordering = ["-worth", "article"]
        indexes = [
            models.Index(F("worth").desc(), "article", name="queue_order", condition=WAITING),
            models.Index("newspaper", F("worth").desc(), "article", name="queue_of_newspaper", condition=WAITING),
            models.Index("year", F("worth").desc(), "article", name="queue_of_year", condition=WAITING),
            models.Index("kind", F("worth").desc(), "article", name="queue_of_kind", condition=WAITING),
            models.Index(fields=["holder"], name="queue_held", condition=Q(holder__isnull=False)),
            models.Index(fields=["article"], name="queue_counted", condition=Q(views__gt=0)),
            models.Index(fields=["article"], name="queue_not_read", condition=Q(places__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}：{self.worth:.2f}"

    @property
    def doubts(self) -> int:
        return self.notes + (self.places or 0)

    @property
    def is_taken(self) -> bool:
        return self.held_until is not None and self.held_until >= timezone.now()


class Claim(models.Model):
    """A person took an article in hand, and what came of it. An open one has no end."""

    class Outcome(models.TextChoices):
        OPEN = "open", "在校"
        CORRECTED = "corrected", "已校"
        WAITING = "waiting", "待审"
        FAULTLESS = "faultless", "无误"
        RELEASED = "released", "放回"
        EXPIRED = "expired", "过时"

    article = models.ForeignKey(Article, models.CASCADE, related_name="claims", verbose_name="文章")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编辑")
    claimed_at = models.DateTimeField("领取", db_default=Now())
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, default=Outcome.OPEN)

    class Meta:
        verbose_name = "领取记录"
        verbose_name_plural = "领取记录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["ended_at"], name="claim_ended", condition=Q(ended_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(fields=["article"], name="claim_open_once", condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(
                condition=Q(outcome="open", ended_at__isnull=True) | (~Q(outcome="open") & Q(ended_at__isnull=False)),
                name="claim_ends_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.get_outcome_display()}"


#: Outcomes that take an item out of the queue: work that counts.
SETTLING = (Claim.Outcome.CORRECTED, Claim.Outcome.WAITING, Claim.Outcome.FAULTLESS)
