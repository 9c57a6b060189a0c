"""Revisions are looked at; a correction on the article's own page makes the next."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import linked_title, with_first_words
from articles.models import Revision


class ByPersonFilter(admin.SimpleListFilter):
    title = "来历"
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("person", "人工校订"), ("program", "程序写入")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Revision]) -> QuerySet[Revision]:
        if self.value() is None:
            return queryset
        return queryset.filter(editor__isnull=self.value() == "program")


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("pk", "article_shown", "number", "origin", "editor", "reason", "created_at")
    list_display_links = ("pk",)
    list_select_related = ("editor",)
    list_filter = (ByPersonFilter,)
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("article__public_id",)
    text_lookups = ("editor__username",)
    fields = (
        "article_shown",
        "number",
        "origin",
        "editor",
        "reason",
        "created_at",
        "kicker",
        "headline",
        "subtitle",
        "dateline",
        "agency",
        "body",
        "credits_shown",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return with_first_words(super().get_queryset(request), prefix="article__")

    @admin.display(description="文章")
    def article_shown(self, revision: Revision) -> SafeString:
        return linked_title(revision)

    @admin.display(description="署名")
    def credits_shown(self, revision: Revision) -> str:
        return "；".join(f"{entry['role']} {entry['name']}" for entry in revision.credits)
