"""Reporters, and the credits that name them. Names are corrected on the article; here a namesake is told apart."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.admin.addressed import PersonForm
from articles.admin.records import KeptRecordAdmin, RecordAdmin
from articles.admin.titles import linked_title, with_first_words
from articles.models import Credit, Reporter
from articles.pinyin import pinyin_key
from articles.services.attribution import attribute_credit
from articles.services.review import REVIEW_RIGHT


@admin.register(Reporter)
class ReporterAdmin(RecordAdmin):
    form = PersonForm
    list_display = ("name", "note", "newspaper", "slug")
    list_filter = ("newspaper",)
    list_select_related = ("newspaper",)
    sortable_by = ()
    text_lookups = ("name__icontains", "slug__istartswith")
    fields = ("newspaper", "name", "note", "slug")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("newspaper", "slug") if obj else ()

    def save_model(self, request: HttpRequest, obj: Reporter, form: Any, change: bool) -> None:
        obj.pinyin = pinyin_key(obj.name, is_person=True)
        super().save_model(request, obj, form, change)


class CreditForm(forms.ModelForm):
    class Meta:
        model = Credit
        fields = ("reporter",)

    def clean_reporter(self) -> Reporter | None:
        reporter: Reporter | None = self.cleaned_data["reporter"]
        if reporter and reporter.newspaper_id != self.instance.article.page.newspaper_id:
            raise ValidationError("这是另一家报纸的记者。", code="other_newspaper")
        return reporter


@admin.register(Credit)
class CreditAdmin(KeptRecordAdmin):
    form = CreditForm
    list_display = ("pk", "role", "name", "reporter", "article_shown")
    list_display_links = ("pk", "name")
    list_select_related = ("reporter",)
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("article__public_id", "reporter_id")
    text_lookups = ("name",)
    fields = ("article_shown", "role", "name", "reporter")
    readonly_fields = ("article_shown", "role", "name")
    autocomplete_fields = ("reporter",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Credit]:
        return with_first_words(super().get_queryset(request).select_related("reporter"), prefix="article__")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whose byline it is, is a matter of names."""
        return super().has_change_permission(request, obj) and bool(request.user.has_perm(REVIEW_RIGHT))

    def save_model(self, request: Any, obj: Credit, form: Any, change: bool) -> None:
        attribute_credit(obj, form.cleaned_data["reporter"], by=request.user)

    def log_change(self, request: HttpRequest, obj: Credit, message: Any) -> Any:
        """The service has written what was done."""

    @admin.display(description="文章")
    def article_shown(self, credit: Credit) -> SafeString:
        return linked_title(credit)
