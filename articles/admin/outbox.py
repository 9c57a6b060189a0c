"""What the search index must still look at, and the counter that tells when links are out of date."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import linked_title, with_first_words
from articles.models import IndexQueueEntry, RegistryState


@admin.register(IndexQueueEntry)
class IndexQueueEntryAdmin(ReadOnlyAdmin):
    list_display = ("pk", "article_shown", "queued_at")
    list_display_links = ("pk",)
    sortable_by = ()
    number_lookups = ("article__public_id",)
    fields = ("article_shown", "queued_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[IndexQueueEntry]:
        return with_first_words(super().get_queryset(request), prefix="article__")

    @admin.display(description="文章")
    def article_shown(self, entry: IndexQueueEntry) -> SafeString:
        return linked_title(entry)


@admin.register(RegistryState)
class RegistryStateAdmin(ReadOnlyAdmin):
    list_display = ("version",)
    fields = ("version",)
