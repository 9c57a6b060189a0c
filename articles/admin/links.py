"""Which articles speak of which department, and an editor's word on it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.admin.decisions import decide_links
from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import linked_title, with_first_words
from articles.models import DepartmentLink, LinkStatus

#: Links that one action decides; a list's page holds fewer.
DECIDED_AT_ONCE = 200


class DecidingAdmin(ReadOnlyAdmin):
    """Lists whose rows an editor confirms or rejects, with the model's own permission to change."""

    actions = ("confirm", "reject")

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return self.may_act(request)

    def carry_out(self, rows: list[Any], verdict: LinkStatus, request: Any) -> int:
        raise NotImplementedError

    def decide(self, request: Any, queryset: QuerySet[Any], verdict: LinkStatus) -> None:
        rows = list(queryset.select_related("article")[: DECIDED_AT_ONCE + 1])
        if len(rows) > DECIDED_AT_ONCE:
            self.message_user(request, f"一次最多判定{DECIDED_AT_ONCE}条；请缩小范围。", messages.WARNING)
            return
        self.message_user(request, f"{verdict.label}{self.carry_out(rows, verdict, request)}条。", messages.SUCCESS)

    @admin.action(description="确认所选关联", permissions=["decide"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.decide(request, queryset, LinkStatus.CONFIRMED)

    @admin.action(description="否定所选关联", permissions=["decide"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.decide(request, queryset, LinkStatus.REJECTED)


def surfaces_of(evidence: list[dict[str, Any]]) -> str:
    """The words that name it, each once, in the order of the text."""
    return "、".join(dict.fromkeys(str(piece.get("surface", "")) for piece in evidence)) or "—"


@admin.register(DepartmentLink)
class DepartmentLinkAdmin(DecidingAdmin):
    list_display = ("pk", "article_shown", "department", "role", "status", "evidence_shown", "decided_by")
    list_display_links = ("pk",)
    list_filter = ("status",)
    list_select_related = ("department", "decided_by")
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("article__public_id", "department_id")
    text_lookups = ("department__name",)
    fields = (
        "article_shown",
        "department",
        "role",
        "status",
        "evidence_shown",
        "revision_number",
        "registry_version",
        "decided_by",
        "decided_at",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[DepartmentLink]:
        links = super().get_queryset(request).select_related("department", "decided_by")
        return with_first_words(links, prefix="article__")

    def carry_out(self, rows: list[DepartmentLink], verdict: LinkStatus, request: Any) -> int:
        return decide_links(rows, verdict, by=request.user)

    @admin.display(description="文章")
    def article_shown(self, link: DepartmentLink) -> SafeString:
        return linked_title(link)

    @admin.display(description="依据")
    def evidence_shown(self, link: DepartmentLink) -> str:
        return surfaces_of(link.evidence)
