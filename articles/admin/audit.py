"""The log of changes at the desk: filtered, searched, taken away as CSV or JSON lines."""

import json
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.audit_filters import DayRangeFilter, PersonFilter, RecordTypeFilter
from articles.admin.audit_rows import csv_lines, json_lines, record_address, told
from articles.admin.records import LARGEST_NUMBER, ReadOnlyAdmin
from articles.models import AuditEntry
from articles.models.audit import AuditGrams, AuditQuerySet

#: Lines that one file holds; whoever wants more takes them away by days.
MOST_LINES = 100_000
FILES = {
    "csv": ("text/csv; charset=utf-8", csv_lines),
    "jsonl": ("application/x-ndjson; charset=utf-8", json_lines),
}


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "who", "action", "about_shown", "summary_shown")
    list_display_links = ("at",)
    list_filter = (DayRangeFilter, "action", PersonFilter, RecordTypeFilter)
    list_select_related = ("actor",)
    sortable_by = ()
    search_fields = ("summary",)
    search_help_text = "文章编号，或内容、名称里至少两个连着的字。"
    change_list_template = "admin/articles/auditentry/change_list.html"
    fields = ("at", "who", "action", "about_shown", "summary_shown", "details_shown")
    readonly_fields = fields

    class Media:
        css = {"all": ("css/desk.css",)}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export)
        return [path("export/<str:file_format>/", view, name="articles_auditentry_export"), *super().get_urls()]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        return told([found])[0] if found else None

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        changelist.result_list = told(changelist.result_list)
        return changelist

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[AuditEntry], search_term: str
    ) -> tuple[QuerySet[AuditEntry], bool]:
        term = " ".join(search_term.replace("\x00", "").split())
        if term.isdecimal() and int(term) <= LARGEST_NUMBER:
            return cast(AuditQuerySet, queryset).of_article(int(term)), False
        if not term:
            return queryset, False
        if len(term) < 2:
            self.message_user(request, "请至少写两个连着的字。", messages.WARNING)
            return queryset.none(), False
        return containing(queryset, term), False

    def export(self, request: HttpRequest, file_format: str) -> HttpResponseBase:
        """What the list's filters and search let through, newest first, line by line as it is read."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if file_format not in FILES:
            raise Http404("日志只能导出为 CSV 或 JSON 行。")
        back = reverse("admin:articles_auditentry_changelist")
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{back}?e=1")
        if rows.order_by()[: MOST_LINES + 1].count() > MOST_LINES:
            words = f"符合条件的超过 {MOST_LINES:,} 行，没有导出；请用日期或人员分几次导出。"
            self.message_user(request, words, messages.WARNING)
            return HttpResponseRedirect(f"{back}?{request.GET.urlencode()}")
        content_type, lines = FILES[file_format]
        name = f"audit-{timezone.localtime():%Y%m%d-%H%M}.{file_format}"
        response = StreamingHttpResponse(lines(rows), content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @admin.display(description="谁")
    def who(self, row: AuditEntry) -> str:
        return row.actor.get_username() if row.actor else f"程序 {row.program}"

    @admin.display(description="对象")
    def about_shown(self, row: Any) -> SafeString | str:
        words = f"{row.article_number} {row.title}" if row.article_number is not None else row.record_words
        address = record_address(row)
        return format_html('<a href="{}">{}</a>', address, words) if address and words else words or "—"

    @admin.display(description="内容")
    def summary_shown(self, row: Any) -> str:
        return f"{row.summary}：{row.reason}" if row.reason else row.summary

    @admin.display(description="细节")
    def details_shown(self, row: AuditEntry) -> SafeString | str:
        if not row.details:
            return "—"
        return format_html('<pre class="desk-text">{}</pre>', json.dumps(row.details, ensure_ascii=False, indent=1))


def containing(queryset: QuerySet[AuditEntry], term: str) -> QuerySet[AuditEntry]:
    """The lines whose words hold the term; the index of pairs of characters leaves few to look at."""
    pairs = sorted({term[place : place + 2].lower() for place in range(len(term) - 1)})
    grams = queryset.annotate(pairs=AuditGrams(F("summary"), F("record_words")))
    found = grams.filter(pairs__contains=pairs)  # type: ignore[misc]
    return found.filter(Q(summary__icontains=term) | Q(record_words__icontains=term))
