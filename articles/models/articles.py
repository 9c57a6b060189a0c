"""Articles, the spans of page text they are made of, and the addresses that outlive them."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import connection, models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from articles.models.newspapers import Newspaper
from articles.models.pages import Page

PUBLIC_ID_SEQUENCE = "articles_public_id_seq"

#: Width of the offset part in the one number line on which the spans of all pages stand.
PAGE_STRIDE = 2**32


def allot_public_ids(count: int) -> list[int]:
    """`count` fresh public ids. A number is allotted once and never reused, also when the transaction fails."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [PUBLIC_ID_SEQUENCE, count])
        return [row[0] for row in cursor.fetchall()]


def article_address(public_id: int) -> str:
    return f"/article/{public_id}/"


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> "ArticleQuerySet":
        return self.filter(state=Article.State.PUBLISHED)

    def with_home(self) -> "ArticleQuerySet":
        """Joined with what every list shows of an article: page, issue, newspaper."""
        return self.select_related("page__issue", "page__newspaper")


class Article(models.Model):
    """One item of a page. The text fields hold what the public may read: the present revision's text, with hidden
    passages blacked out. `Revision` holds every text whole; editors are given it by `text_of_article`.

    A headline that the page text does not hold is empty here and shown as the first sentence, marked as such.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", "报道"
        PHOTO_CAPTION = "photo_caption", "图片说明"
        BRIEF_LIST = "brief_list", "简讯"
        NOTICE = "notice", "公告"
        TEASER = "teaser", "导读"
        ADVERT = "advert", "广告"
        CONTINUATION = "continuation", "转版续文"
        PAGE_FURNITURE = "page_furniture", "报头版头"

    class State(models.TextChoices):
        PUBLISHED = "published", "公开"
        WITHDRAWN = "withdrawn", "撤下"
        SUPERSEDED = "superseded", "已并入他篇"

    class Origin(models.TextChoices):
        PAGE = "page", "版面文字"
        IMPORT = "import", "批量导入"
        TYPED = "typed", "编辑录入"

    public_id = models.BigIntegerField("编号", unique=True, editable=False)
    page = models.ForeignKey(Page, models.PROTECT, related_name="articles", verbose_name="版面")
    # The page's, for the lists of the desk: the database writes it with the page and keeps it so, whoever writes.
    newspaper = models.ForeignKey(
        Newspaper,
        models.DO_NOTHING,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name="报纸",
    )
    position = models.PositiveIntegerField("版内位置", default=0, help_text="在版面中的先后，从 0 起。")
    kind = models.CharField("体裁", max_length=16, choices=Kind, default=Kind.ARTICLE)
    state = models.CharField("状态", max_length=12, choices=State, default=State.PUBLISHED, editable=False)
    origin = models.CharField("来历", max_length=8, choices=Origin, default=Origin.PAGE, editable=False)
    kicker = models.TextField("引题", blank=True)
    headline = models.TextField("主题", blank=True)
    subtitle = models.TextField("副题", blank=True)
    dateline = models.TextField("电头", blank=True, help_text="如“本报讯”。")
    agency = models.TextField("通讯社", blank=True, help_text="如“新华社”。")
    body = models.TextField("正文", blank=True, help_text="一行一段。")
    continued_from = models.TextField("上接", blank=True)
    continues_to = models.TextField("下转", blank=True)
    confidence = models.FloatField("切分把握", default=1.0, editable=False)
    notes = models.JSONField("切分疑点", default=list, blank=True, editable=False)
    revision_number = models.PositiveIntegerField("当前修订", default=0, editable=False)
    is_touched = models.BooleanField("人工改过", default=False, editable=False)
    import_key = models.CharField("导入键", max_length=64, null=True, blank=True, unique=True, editable=False)
    withdrawn_reason = models.CharField("撤下原因", max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField("入库时间", db_default=Now(), editable=False)
    changed_at = models.DateTimeField("变动时间", db_default=Now(), editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "文章"
        verbose_name_plural = "文章"
        ordering = ["-id"]
        permissions = [
            ("review_article", "可审校：通过、退回、恢复旧稿"),
            ("withdraw_article", "可撤下和恢复公开"),
        ]
        indexes = [
            models.Index(fields=["page", "position"], name="article_page_position"),
            models.Index(fields=["-changed_at"], name="article_changed"),
            # What editors filter their lists by; the newest of each kind, and the few that are out of the ordinary.
            models.Index(fields=["kind", "-id"], name="article_kind"),
            models.Index(fields=["newspaper", "-id"], name="article_newspaper"),
            models.Index(fields=["state", "-id"], name="article_not_published", condition=~Q(state="published")),
            models.Index(fields=["-id"], name="article_touched", condition=Q(is_touched=True)),
            models.Index(fields=["origin", "-id"], name="article_origin"),
        ]

    def __str__(self) -> str:
        return self.headline or self.body[:20] or f"（{self.get_kind_display()}）"

    def get_absolute_url(self) -> str:
        return article_address(self.public_id)


class Span(models.Model):
    """A half-open range of code points of one page's text, with its rank in the article's reading order."""

    class Part(models.TextChoices):
        KICKER = "kicker", "引题"
        HEADLINE = "headline", "主题"
        SUBTITLE = "subtitle", "副题"
        BYLINE = "byline", "署名"
        BODY = "body", "正文"
        MARK = "mark", "标记"

    article = models.ForeignKey(Article, models.CASCADE, related_name="spans", verbose_name="文章")
    page = models.ForeignKey(Page, models.PROTECT, related_name="spans", verbose_name="版面")
    start = models.PositiveBigIntegerField("起")
    end = models.PositiveBigIntegerField("止")
    rank = models.PositiveIntegerField("次序")
    part = models.CharField("部分", max_length=10, choices=Part, default=Part.BODY)
    extent = models.GeneratedField(
        expression=Func(
            F("page_id") * Value(PAGE_STRIDE, output_field=models.BigIntegerField()) + F("start"),
            F("page_id") * Value(PAGE_STRIDE, output_field=models.BigIntegerField()) + F("end"),
            function="int8range",
        ),
        output_field=BigIntegerRangeField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "文字区间"
        verbose_name_plural = "文字区间"
        ordering = ["article", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["article", "rank"], name="span_rank_once_an_article"),
            models.CheckConstraint(condition=Q(start__lt=F("end")) & Q(end__lt=PAGE_STRIDE), name="span_not_empty"),
            ExclusionConstraint(name="spans_never_overlap", expressions=[("extent", RangeOperators.OVERLAPS)]),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}[{self.start}:{self.end}]"


class Redirect(models.Model):
    """The address of an article that became part of another; it answers 301 for good."""

    old_public_id = models.BigIntegerField("旧编号", unique=True)
    article = models.ForeignKey(Article, models.PROTECT, related_name="redirects", verbose_name="现文章")
    reason = models.CharField("原因", max_length=300)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经手人"
    )
    created_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "地址转接"
        verbose_name_plural = "地址转接"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.old_public_id} → {self.article_id}"
