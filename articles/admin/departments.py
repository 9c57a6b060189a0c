"""The registry of departments."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from articles.admin.records import ReadOnlyAdmin
from articles.admin.registries import AliasInline, RegistryEntryAdmin
from articles.models import Department, DepartmentAlias, DepartmentLink


class DepartmentAliasInline(AliasInline):
    model = DepartmentAlias


@admin.register(Department)
class DepartmentAdmin(RegistryEntryAdmin):
    list_display = ("name", "short_name", "level", "kind", "place", "parent", "slug")
    list_filter = ("level", "kind")
    list_select_related = ("parent",)
    text_lookups = ("name__icontains", "short_name__icontains", "aliases__surface", "slug__istartswith")
    fields = ("name", "short_name", "slug", "level", "kind", "place", "parent")
    autocomplete_fields = ("parent",)
    inlines = (DepartmentAliasInline,)

    def linked_articles(self, entry: Any) -> QuerySet[DepartmentLink, int]:
        return DepartmentLink.objects.filter(department=entry).values_list("article_id", flat=True)


@admin.register(DepartmentAlias)
class DepartmentAliasAdmin(ReadOnlyAdmin):
    """Looked at here, edited with the department."""

    list_display = ("surface", "department", "rule")
    list_filter = ("rule",)
    list_select_related = ("department",)
    sortable_by = ()
    text_lookups = ("surface__icontains", "department__name__icontains")
