"""Pages: dated and labelled by editors, opened for text that has no source."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.newspapers import evidence_text
from articles.admin.records import KeptRecordAdmin
from articles.admin.sources import source_of_page
from articles.admin.titles import date_of
from articles.errors import PagePlaceError
from articles.models import Issue, Page
from articles.services.issue_dates import clean_label, refuse_redating, set_page_date, set_page_label
from articles.services.typed_articles import open_page


class PageForm(forms.ModelForm):
    """The place of a page: its day and its label."""

    #: Whoever asks; set by the admin for each request.
    person: User

    date = forms.DateField(label="出版日期", required=False, widget=AdminDateWidget, help_text="不知道时留空。")

    class Meta:
        model = Page
        fields = ("newspaper", "label")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.issue:
            self.fields["date"].initial = self.instance.issue.date

    def clean_label(self) -> str:
        try:
            return clean_label(self.cleaned_data["label"])
        except PagePlaceError as error:
            raise ValidationError(error.message, code=error.code) from error

    def clean(self) -> dict[str, Any]:
        super().clean()
        date, label = self.cleaned_data.get("date"), self.cleaned_data.get("label", "")
        newspaper = self.cleaned_data.get("newspaper") or (self.instance.newspaper if self.instance.pk else None)
        if self.instance.pk is None and not (date and label):
            raise ValidationError("新开版面要写明日期和版次。", code="no_place")
        if self.instance.issue_id and not date:
            raise ValidationError({"date": "这一版已有日期；可以改正，不能去掉。"}, code="no_date")
        if self.instance.pk and date:
            try:
                refuse_redating(self.instance.issue, date, by=self.person, page=self.instance)
            except PagePlaceError as error:
                raise ValidationError({"date": error.message}, code=error.code) from error
        if newspaper and date and label:
            others = Page.objects.filter(newspaper=newspaper, issue__date=date, label=label)
            if others.exclude(pk=self.instance.pk).exists():
                raise ValidationError({"label": f"{date.isoformat()} 已有第{label}版。"}, code="label_taken")
        return self.cleaned_data

    def validate_constraints(self) -> None:
        """The services know the rules of a place and say them in words."""


class DateKnownFilter(admin.SimpleListFilter):
    title = "日期"
    parameter_name = "dated"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "未定日期"), ("inferred", "推断的日期")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Page]) -> QuerySet[Page]:
        if self.value() == "no":
            return queryset.filter(issue__isnull=True)
        if self.value() == "inferred":
            return queryset.filter(issue__date_source=Issue.DateSource.INFERRED)
        return queryset


@admin.register(Page)
class PageAdmin(KeptRecordAdmin):
    form = PageForm
    list_display = (
        "pk",
        "date_shown",
        "label",
        "newspaper",
        "label_source",
        "articles_shown",
        "workbench_shown",
        "stored_at",
    )
    list_display_links = ("pk", "date_shown")
    list_filter = (DateKnownFilter, "newspaper")
    list_select_related = ("issue", "newspaper")
    ordering = ("-pk",)
    sortable_by = ("pk",)
    number_lookups = ("pk",)
    text_lookups = ("label__iexact",)

    class Media:
        css = {"all": ("css/desk.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        pages = super().get_queryset(request).select_related("issue", "newspaper")
        return pages.defer("line_sketch") if self.is_one_page(request) else pages.defer("text", "line_sketch")

    def is_one_page(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and match.url_name == "articles_page_change"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("articles.add_page"))

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("newspaper", "date", "label")
        shown = ("label_source", "source_shown", "number_in_source", "first_line", "range_shown", "evidence_shown")
        return ("newspaper", "date", "label", *shown, "articles_shown", "segmenter_version", "stored_at", "text_shown")

    def get_form(self, request: Any, obj: Page | None = None, change: bool = False, **kwargs: Any) -> Any:
        made: Any = super().get_form(request, obj, change=change, **kwargs)
        made.person = request.user
        return made

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return tuple(field for field in self.get_fields(request, obj) if field not in ("date", "label"))

    def save_model(self, request: Any, obj: Page, form: Any, change: bool) -> None:
        date, label = form.cleaned_data["date"], form.cleaned_data["label"]
        if not change:
            opened = open_page(form.cleaned_data["newspaper"], date=date, label=label, by=request.user)
            obj.pk, obj.issue = opened.pk, opened.issue
        elif date:
            set_page_date(obj, date, by=request.user, label=label)
        else:
            set_page_label(obj, label, by=request.user)

    def log_addition(self, request: HttpRequest, obj: Page, message: Any) -> Any:
        """The service has written what was done."""

    def log_change(self, request: HttpRequest, obj: Page, message: Any) -> Any:
        """The service has written what was done."""

    @admin.display(description="日期", ordering="pk")
    def date_shown(self, page: Page) -> str:
        return date_of(page.issue)

    @admin.display(description="来源文件")
    def source_shown(self, page: Page) -> Any:
        return source_of_page(page)

    @admin.display(description="可能的日期")
    def range_shown(self, page: Page) -> str:
        return f"{page.date_earliest or '—'} 至 {page.date_latest or '—'}"

    @admin.display(description="日期依据")
    def evidence_shown(self, page: Page) -> str:
        return evidence_text(page.date_evidence)

    @admin.display(description="校订")
    def workbench_shown(self, page: Page) -> SafeString:
        return format_html('<a href="{}">本版工作台</a>', reverse("admin:workbench", args=[page.pk]))

    @admin.display(description="文章")
    def articles_shown(self, page: Page) -> SafeString:
        return format_html(
            '<a href="{}?page__id__exact={}">本版文章</a>', reverse("admin:articles_article_changelist"), page.pk
        )

    @admin.display(description="版面文字")
    def text_shown(self, page: Page) -> SafeString:
        return format_html('<pre class="desk-text">{}</pre>', page.text)
