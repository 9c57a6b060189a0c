"""What readers report, and what the desk did about it, step by step. Triggers keep both as they were written.

How a reader is to be reached stands in a table of its own, which no list reads, no backup holds and time empties.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models.articles import Article
from articles.models.newspapers import Newspaper


class Report(models.Model):
    """One ticket, of an article or of another page (`address`). `revision_number`: the article's text at that time."""

    class Kind(models.TextChoices):
        TYPO = "typo", "错字"
        HEADLINE = "headline", "标题"
        BORDERS = "borders", "分篇"
        DATE = "date", "日期"
        ENTRIES = "entries", "部门项目"
        MISSING = "missing", "缺漏"
        PRIVACY = "privacy", "隐私"
        OTHER = "other", "其他"

    class State(models.TextChoices):
        RECEIVED = "received", "待受理"
        ACCEPTED = "accepted", "已受理"
        ASSIGNED = "assigned", "已转办"
        HANDLING = "handling", "办理中"
        ANSWERED = "answered", "已反馈"
        REFUSED = "refused", "不予受理"

    CLOSED = (State.ANSWERED, State.REFUSED)

    number = models.CharField("编号", max_length=15, unique=True)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="文章"
    )
    newspaper = models.ForeignKey(
        Newspaper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="报纸"
    )
    address = models.CharField("页面", max_length=300, blank=True, help_text="报错时所在的页面，不是文章的。")
    revision_number = models.PositiveIntegerField("所见修订", null=True, blank=True)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    message = models.TextField("哪里不对", blank=True)
    passage = models.TextField("原文", blank=True)
    proposal = models.TextField("应为", blank=True)
    has_contact = models.BooleanField("留了联系方式", default=False)
    sent_at = models.DateTimeField("收到", db_default=Now())
    accept_by = models.DateField("受理期限")
    answer_by = models.DateField("反馈期限")
    state = models.CharField("状态", max_length=10, choices=State, default=State.RECEIVED)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人"
    )
    closed_at = models.DateTimeField("办结", null=True, blank=True)

    class Meta:
        verbose_name = "读者报错"
        verbose_name_plural = "读者报错"
        ordering = ["-id"]
        # Nobody adds, changes or deletes one but by the steps below.
        default_permissions = ()
        permissions = [
            ("handle_report", "办理读者报错"),
            ("view_report_contact", "查看报错人的联系方式"),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="report_state"),
            models.Index(fields=["closed_at"], name="report_closed", condition=Q(closed_at__isnull=False)),
            models.Index(fields=["answer_by"], name="report_open_answer_by", condition=Q(closed_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~(Q(message="") & Q(passage="") & Q(proposal="")), name="report_says_something"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["answered", "refused"], closed_at__isnull=False)
                | Q(state__in=["received", "accepted", "assigned", "handling"], closed_at__isnull=True),
                name="report_closed_when_answered",
            ),
        ]

    def __str__(self) -> str:
        # What the reader wrote stands in no list and no log.
        return f"报错 {self.pk}（{self.get_kind_display()}）"

    @property
    def is_closed(self) -> bool:
        return self.state in self.CLOSED


class ReportStep(models.Model):
    """What was done about a report. `answer` is what the reader is told, `note` what only the desk reads."""

    class Action(models.TextChoices):
        ACCEPTED = "accepted", "受理"
        ASSIGNED = "assigned", "转办"
        HANDLING = "handling", "办理"
        ANSWERED = "answered", "反馈"
        REFUSED = "refused", "不予受理"
        REOPENED = "reopened", "重新办理"
        NOTED = "noted", "备注"

    report = models.ForeignKey(Report, models.PROTECT, related_name="steps", verbose_name="报错")
    action = models.CharField("步骤", max_length=10, choices=Action)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人"
    )
    answer = models.TextField("答复", blank=True)
    note = models.TextField("备注", blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经手人")
    taken_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "报错办理步骤"
        verbose_name_plural = "报错办理步骤"
        ordering = ["report", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(action__in=["answered", "refused"], answer=""), name="report_closed_with_an_answer"
            ),
            models.CheckConstraint(
                condition=Q(action="assigned", assigned_to__isnull=False)
                | (~Q(action="assigned") & Q(assigned_to__isnull=True)),
                name="report_assigned_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.get_action_display()}"


class ReportContact(models.Model):
    """How to reach whoever reported, as long as that is needed. Only `articles.services.reports` reads it."""

    report = models.OneToOneField(Report, models.PROTECT, primary_key=True, related_name="contact", verbose_name="报错")
    text = models.CharField("联系方式", max_length=100)

    class Meta:
        verbose_name = "报错人的联系方式"
        verbose_name_plural = "报错人的联系方式"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.report_id} 的联系方式"
