"""Where articles name programs, and what editors decided of it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.admin.decisions import decide_mentions
from articles.admin.links import DecidingAdmin
from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import linked_title, with_first_words
from articles.models import LinkStatus
from entities.models import Figure, Mention, ProgramDecision


@admin.register(Mention)
class MentionAdmin(DecidingAdmin):
    list_display = ("pk", "article_shown", "program", "field", "surface", "rule", "score", "status")
    list_display_links = ("pk",)
    list_filter = ("status",)
    list_select_related = ("program",)
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("article__public_id", "program_id")
    text_lookups = ("program__name",)
    fields = (
        "article_shown",
        "program",
        "field",
        "start",
        "end",
        "surface",
        "rule",
        "score",
        "status",
        "revision_number",
        "registry_version",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        return with_first_words(super().get_queryset(request).select_related("program"), prefix="article__")

    def carry_out(self, rows: list[Mention], verdict: LinkStatus, request: Any) -> int:
        return decide_mentions(rows, verdict, by=request.user)

    @admin.display(description="文章")
    def article_shown(self, mention: Mention) -> SafeString:
        return linked_title(mention)


@admin.register(ProgramDecision)
class ProgramDecisionAdmin(ReadOnlyAdmin):
    list_display = ("pk", "article_shown", "program", "verdict", "decided_by", "decided_at")
    list_display_links = ("pk",)
    list_filter = ("verdict",)
    list_select_related = ("program", "decided_by")
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("article__public_id", "program_id")
    text_lookups = ("program__name",)
    fields = ("article_shown", "program", "verdict", "decided_by", "decided_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProgramDecision]:
        rows = super().get_queryset(request).select_related("program", "decided_by")
        return with_first_words(rows, prefix="article__")

    @admin.display(description="文章")
    def article_shown(self, decision: ProgramDecision) -> SafeString:
        return linked_title(decision)


@admin.register(Figure)
class FigureAdmin(ReadOnlyAdmin):
    """Looked at here: figures follow the text and its links."""

    list_display = ("surface", "measure", "unit", "program", "department", "as_of", "article_shown")
    list_select_related = ("program", "department")
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("article__public_id",)
    text_lookups = ("measure__icontains", "program__name")
    fields = (
        "article_shown",
        "program",
        "department",
        "measure",
        "surface",
        "value",
        "upper",
        "multiplier",
        "unit",
        "normalized",
        "normalized_upper",
        "qualifier",
        "as_of",
        "as_of_words",
        "revision_number",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Figure]:
        return with_first_words(
            super().get_queryset(request).select_related("program", "department"), prefix="article__"
        )

    @admin.display(description="文章")
    def article_shown(self, figure: Figure) -> SafeString:
        return linked_title(figure)
