"""Who took what in hand, and what came of it: looked at, never changed."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import linked_title, with_first_words
from articles.models import Claim


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ("pk", "title", "editor", "outcome", "claimed_at", "ended_at")
    list_filter = ("outcome",)
    list_select_related = ("editor",)
    ordering = ("-pk",)
    sortable_by = ("pk",)
    number_lookups = ("article__public_id",)
    text_lookups = ("editor__username",)
    fields = ("article", "editor", "outcome", "claimed_at", "ended_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return with_first_words(super().get_queryset(request), prefix="article__")

    @admin.display(description="文章")
    def title(self, claim: Claim) -> SafeString:
        return linked_title(claim)
