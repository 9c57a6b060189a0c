"""The registry of programs at the desk."""

from django.contrib import admin

from articles.admin.records import ReadOnlyAdmin
from articles.admin.registries import AliasInline, RegistryEntryAdmin
from entities.matching.registry import EntryType
from entities.merging import merge_programs
from entities.models import Program, ProgramAlias, ProgramRelation


class ProgramAliasInline(AliasInline):
    model = ProgramAlias


class ProgramRelationInline(admin.TabularInline):
    model = ProgramRelation
    fk_name = "source"
    extra = 0
    fields = ("kind", "target")
    autocomplete_fields = ("target",)


@admin.register(Program)
class ProgramAdmin(RegistryEntryAdmin):
    entry_type = EntryType.PROGRAM
    list_display = ("name", "kind", "run_by", "run_by_name", "slug")
    list_filter = ("kind",)
    list_select_related = ("run_by",)
    text_lookups = ("name__icontains", "aliases__surface", "slug__istartswith")
    fields = ("name", "slug", "kind", "summary", "run_by", "run_by_name", "started")
    autocomplete_fields = ("run_by",)
    inlines = (ProgramAliasInline, ProgramRelationInline)

    def merge_entries(self, old: Program, into: Program) -> None:
        merge_programs(old, into)


@admin.register(ProgramAlias)
class ProgramAliasAdmin(ReadOnlyAdmin):
    """Looked at here, edited with the program."""

    list_display = ("surface", "program", "rule")
    list_filter = ("rule",)
    list_select_related = ("program",)
    sortable_by = ()
    text_lookups = ("surface__icontains", "program__name__icontains")


@admin.register(ProgramRelation)
class ProgramRelationAdmin(ReadOnlyAdmin):
    """Looked at here, edited with the program that it is read from."""

    list_display = ("source", "kind", "target")
    list_filter = ("kind",)
    list_select_related = ("source", "target")
    sortable_by = ()
    text_lookups = ("source__name__icontains", "target__name__icontains")
