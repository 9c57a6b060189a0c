"""How far the archive has followed the changes of its registry, and where the addresses of merged entries lead."""

from django.contrib import admin

from articles.admin.records import ReadOnlyAdmin
from entities.models import FollowUp, FoundBefore, MovedSlug


@admin.register(FollowUp)
class FollowUpAdmin(ReadOnlyAdmin):
    list_display = ("what_shown", "state", "progress", "effect", "created_at")
    list_filter = ("state",)
    sortable_by = ()
    number_lookups = ("version",)
    text_lookups = ("what__icontains",)
    fields = (
        "what_shown",
        "state",
        "progress",
        "relinked",
        "added",
        "removed",
        "roles_changed",
        "version",
        "created_at",
        "finished_at",
    )

    @admin.display(description="改动")
    def what_shown(self, row: FollowUp) -> str:
        return str(row)

    @admin.display(description="已看的文章")
    def progress(self, row: FollowUp) -> str:
        return f"{row.done} / {row.total}" if row.version is not None else "—"

    @admin.display(description="文章关联的变化")
    def effect(self, row: FollowUp) -> str:
        counts = ((row.added, "增加"), (row.removed, "减少"), (row.roles_changed, "换主办或提及"))
        told = [f"{words} {count}" for count, words in counts if count]
        return f"{'，'.join(told) or '没有变化'}（重新关联 {row.relinked} 篇）" if row.relinked else "—"


@admin.register(FoundBefore)
class FoundBeforeAdmin(ReadOnlyAdmin):
    list_display = ("digest", "created_at")
    sortable_by = ()
    text_lookups = ("digest",)
    fields = ("digest", "created_at")


@admin.register(MovedSlug)
class MovedSlugAdmin(ReadOnlyAdmin):
    list_display = ("slug", "section", "entry", "moved_at")
    list_filter = ("section",)
    list_select_related = ("department", "program")
    sortable_by = ()
    text_lookups = ("slug__istartswith",)
    fields = ("slug", "section", "entry", "moved_at")

    @admin.display(description="现在的条目")
    def entry(self, moved: MovedSlug) -> str:
        return str(moved.entry)
