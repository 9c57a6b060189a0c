"""Ingest runs and files: what came in, what failed and why, and trying again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.records import ReadOnlyAdmin
from articles.admin.sources import source_link
from articles.ingest.runner.retrying import retry_items
from articles.models import IngestItem, IngestRun

#: Files that one request takes in again; more belong to the command line.
RETRIED_AT_ONCE = 20


@admin.register(IngestRun)
class IngestRunAdmin(ReadOnlyAdmin):
    list_display = ("pk", "started_at", "finished_at", "state", "counts", "items_shown")
    list_filter = ("state",)
    sortable_by = ()
    number_lookups = ("pk",)
    fields = ("started_at", "finished_at", "state", "options", "counts", "items_shown")

    @admin.display(description="文件")
    def items_shown(self, run: IngestRun) -> SafeString:
        return format_html(
            '<a href="{}?run__id__exact={}">各文件</a>', reverse("admin:articles_ingestitem_changelist"), run.pk
        )


@admin.register(IngestItem)
class IngestItemAdmin(ReadOnlyAdmin):
    list_display = ("path", "outcome", "error_code", "message", "retry_shown", "finished_at")
    list_filter = ("outcome",)
    list_select_related = ("retried_by",)
    sortable_by = ()
    number_lookups = ("run_id",)
    text_lookups = ("path__icontains",)
    fields = (
        "path",
        "outcome",
        "error_code",
        "message",
        "sha256",
        "source_shown",
        "held_by_shown",
        "options",
        "retry_shown",
        "run",
        "finished_at",
    )
    actions = ("retry",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[IngestItem]:
        rows = super().get_queryset(request).select_related("source", "held_by", "retried_by")
        return rows.defer("source__data", "held_by__data")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == "run__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return self.may_act(request)

    @admin.action(description="重试所选的失败文件", permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: QuerySet[IngestItem]) -> None:
        failed = list(queryset.filter(outcome=IngestItem.Outcome.FAILED, retried_by=None)[: RETRIED_AT_ONCE + 1])
        if not failed:
            self.message_user(request, "所选文件中没有失败而未重试的。", messages.WARNING)
            return
        if len(failed) > RETRIED_AT_ONCE:
            self.message_user(
                request, f"一次最多重试{RETRIED_AT_ONCE}个文件；更多请用命令 manage.py ingest。", messages.WARNING
            )
            return
        for item in retry_items(failed).items:
            level = messages.ERROR if item.outcome == IngestItem.Outcome.FAILED else messages.SUCCESS
            words = f"：{item.message}" if item.message else ""
            self.message_user(request, f"{item.path} {item.get_outcome_display()}{words}", level)

    @admin.display(description="重试")
    def retry_shown(self, item: IngestItem) -> Any:
        if item.retried_by is None:
            return "—"
        address = reverse("admin:articles_ingestitem_change", args=[item.retried_by_id])
        return format_html('<a href="{}">{}</a>', address, item.retried_by.get_outcome_display())

    @admin.display(description="来源文件")
    def source_shown(self, item: IngestItem) -> Any:
        return source_link(item.source_id, item.source.name if item.source else None)

    @admin.display(description="已有来源")
    def held_by_shown(self, item: IngestItem) -> Any:
        return source_link(item.held_by_id, item.held_by.name if item.held_by else None)
