"""Newspapers, and their issues, whose dates an editor confirms or corrects."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.records import KeptRecordAdmin
from articles.admin.registries import PreviewingAdmin
from articles.errors import PagePlaceError
from articles.models import Issue, Newspaper, Page
from articles.services.issue_dates import confirm_issue_date, correct_issue_date, refuse_redating, refuse_shared_labels


@admin.register(Newspaper)
class NewspaperAdmin(PreviewingAdmin):
    """A newspaper's city and province say what 市X and 省X mean in its articles."""

    list_display = ("name", "kind", "slug", "city", "province")
    text_lookups = ("name__icontains", "slug")
    fields = ("name", "slug", "city", "province", "kind", "rights")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()


class IssueForm(forms.ModelForm):
    #: Whoever asks; set by the admin for each request.
    person: User

    class Meta:
        model = Issue
        fields = ("date",)

    def clean_date(self) -> Any:
        date = self.cleaned_data["date"]
        try:
            refuse_redating(Issue.objects.get(pk=self.instance.pk), date, by=self.person)
        except PagePlaceError as error:
            raise ValidationError(error.message, code=error.code) from error
        other = Issue.objects.filter(newspaper_id=self.instance.newspaper_id, date=date).exclude(pk=self.instance.pk)
        if target := other.first():
            try:
                refuse_shared_labels(self.instance, target)
            except PagePlaceError as error:
                raise ValidationError(error.message, code=error.code) from error
        return date

    def validate_constraints(self) -> None:
        """Two issues of one day are joined by the service, so that they are no error here."""


@admin.register(Issue)
class IssueAdmin(KeptRecordAdmin):
    form = IssueForm
    list_display = ("date", "newspaper", "date_source", "page_count", "pages_shown")
    list_filter = ("newspaper", "date_source")
    list_select_related = ("newspaper",)
    date_hierarchy = "date"
    ordering = ("-date",)
    sortable_by = ("date",)
    text_lookups = ("newspaper__name__icontains",)
    fields = ("newspaper", "date", "date_source", "date_earliest", "date_latest", "evidence_shown", "pages_shown")
    readonly_fields = (
        "newspaper",
        "date_source",
        "date_earliest",
        "date_latest",
        "evidence_shown",
        "pages_shown",
    )
    actions = ("confirm_dates",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        """With a count of pages that is taken for the rows shown, not for all."""
        pages = Page.objects.filter(issue=OuterRef("pk")).order_by().values("issue").annotate(total=Count("pk"))
        issues: QuerySet[Issue] = super().get_queryset(request).annotate(page_total=Subquery(pages.values("total")))
        return issues

    def get_form(self, request: Any, obj: Issue | None = None, change: bool = False, **kwargs: Any) -> Any:
        made: Any = super().get_form(request, obj, change=change, **kwargs)
        made.person = request.user
        return made

    def save_model(self, request: Any, obj: Issue, form: Any, change: bool) -> None:
        held = correct_issue_date(Issue.objects.get(pk=obj.pk), form.cleaned_data["date"], by=request.user)
        # Where the pages joined another issue, the desk goes on with that one.
        obj.pk = held.pk

    @admin.action(description="确认所选各期的日期", permissions=["change"])
    def confirm_dates(self, request: Any, queryset: QuerySet[Issue]) -> None:
        with transaction.atomic():
            issues = [confirm_issue_date(issue, by=request.user) for issue in queryset]
        self.message_user(request, f"已确认{len(issues)}期的日期。", messages.SUCCESS)

    @admin.display(description="版数")
    def page_count(self, issue: Any) -> int:
        return issue.page_total or 0

    @admin.display(description="版面")
    def pages_shown(self, issue: Issue) -> SafeString:
        return format_html(
            '<a href="{}?issue__id__exact={}">各版</a>', reverse("admin:articles_page_changelist"), issue.pk
        )

    @admin.display(description="日期依据")
    def evidence_shown(self, issue: Issue) -> str:
        return evidence_text(issue.date_evidence)


def evidence_text(evidence: list[dict[str, Any]]) -> str:
    return "；".join(f"第{entry.get('line')}行 {entry.get('text')}（{entry.get('iso')}）" for entry in evidence) or "—"
