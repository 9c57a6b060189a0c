"""Source files as they came: looked at, downloaded, never changed."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import page_link
from articles.models import Page, PageReplacement, Source


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ("name", "size", "encoding", "received_at", "sha256")
    ordering = ("-pk",)
    sortable_by = ("received_at",)
    text_lookups = ("sha256", "name__icontains")
    fields = ("name", "sha256", "size", "encoding", "received_at", "pages_shown", "bytes_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).defer("data")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.download)
        return [path("<int:pk>/bytes/", view, name="articles_source_bytes"), *super().get_urls()]

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes, as a file that no browser shows as a page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        source = get_object_or_404(Source, pk=pk)
        response = HttpResponse(bytes(source.data), content_type="application/octet-stream")
        response.headers["Content-Disposition"] = f'attachment; filename="source-{source.pk}"'
        return response

    @admin.display(description="版面")
    def pages_shown(self, source: Source) -> SafeString:
        pages = source.pages.select_related("issue").defer("text", "line_sketch").order_by("number_in_source")
        return format_html_join("；", "{}", ((page_link(page),) for page in pages))

    @admin.display(description="原始字节")
    def bytes_shown(self, source: Source) -> SafeString:
        return format_html('<a href="{}">下载</a>', reverse("admin:articles_source_bytes", args=[source.pk]))


def source_link(source_id: int | None, name: str | None) -> SafeString | str:
    if source_id is None:
        return "（无）"
    return format_html('<a href="{}">{}</a>', reverse("admin:articles_source_change", args=[source_id]), name)


@admin.register(PageReplacement)
class PageReplacementAdmin(ReadOnlyAdmin):
    list_display = ("replaced_at", "page_shown", "old_shown", "new_shown")
    list_select_related = ("page__issue", "old_source", "new_source")
    sortable_by = ()
    number_lookups = ("page_id",)
    fields = ("replaced_at", "page_shown", "old_shown", "new_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PageReplacement]:
        rows = super().get_queryset(request).select_related("page__issue", "old_source", "new_source")
        return rows.defer("page__text", "page__line_sketch", "old_source__data", "new_source__data")

    @admin.display(description="版面")
    def page_shown(self, row: PageReplacement) -> SafeString:
        return page_link(row.page)

    @admin.display(description="原来源")
    def old_shown(self, row: PageReplacement) -> Any:
        return source_link(row.old_source_id, row.old_source.name if row.old_source else None)

    @admin.display(description="新来源")
    def new_shown(self, row: PageReplacement) -> Any:
        return source_link(row.new_source_id, row.new_source.name)


def source_of_page(page: Page) -> Any:
    if page.source_id is None:
        return source_link(None, None)
    return source_link(page.source_id, Source.objects.values_list("name", flat=True).get(pk=page.source_id))
