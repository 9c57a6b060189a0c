"""What was hidden and shown again, where, by whom and why: looked at here, done on the article's own page."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import linked_title, with_first_words
from articles.models import HiddenPassage


@admin.register(HiddenPassage)
class HiddenPassageAdmin(ReadOnlyAdmin):
    list_display = ("pk", "article_shown", "length", "is_hidden", "reason", "decided_by", "decided_at")
    list_display_links = ("pk",)
    list_select_related = ("decided_by",)
    list_filter = ("is_hidden",)
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("article__public_id",)
    text_lookups = ("decided_by__username", "reason")
    fields = ("article_shown", "text", "is_hidden", "reason", "decided_by", "decided_at", "carried_from")

    def get_queryset(self, request: HttpRequest) -> QuerySet[HiddenPassage]:
        return with_first_words(super().get_queryset(request), prefix="article__")

    @admin.display(description="文章")
    def article_shown(self, passage: HiddenPassage) -> SafeString:
        return linked_title(passage)

    @admin.display(description="字数")
    def length(self, passage: HiddenPassage) -> int:
        return len(passage.text)
