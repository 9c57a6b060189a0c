"""Where on which page the text of each article stands. Borders are not moved here."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import linked_title, page_link, with_first_words
from articles.models import Redirect, Span


@admin.register(Span)
class SpanAdmin(ReadOnlyAdmin):
    list_display = ("pk", "article_shown", "rank", "page_shown", "start", "end", "part")
    list_display_links = ("pk",)
    list_select_related = ("page__issue",)
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("article__public_id", "page_id")
    fields = ("article_shown", "page_shown", "rank", "start", "end", "part", "text_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Span]:
        spans = super().get_queryset(request).select_related("page__issue")
        return with_first_words(spans.defer("page__text", "page__line_sketch"), prefix="article__")

    @admin.display(description="文章")
    def article_shown(self, span: Span) -> SafeString:
        return linked_title(span)

    @admin.display(description="版面")
    def page_shown(self, span: Span) -> SafeString:
        return page_link(span.page)

    @admin.display(description="版面文字")
    def text_shown(self, span: Span) -> str:
        return span.page.text[span.start : span.end]


@admin.register(Redirect)
class RedirectAdmin(ReadOnlyAdmin):
    list_display = ("old_public_id", "article_shown", "reason", "created_by", "created_at")
    list_select_related = ("created_by",)
    sortable_by = ()
    number_lookups = ("old_public_id", "article__public_id")
    fields = ("old_public_id", "article_shown", "reason", "created_by", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Redirect]:
        return with_first_words(super().get_queryset(request), prefix="article__")

    @admin.display(description="现文章")
    def article_shown(self, redirect: Redirect) -> SafeString:
        return linked_title(redirect)
