"""Places, and what the registry remembers of its files and changes."""

from django.contrib import admin

from articles.admin.records import ReadOnlyAdmin
from entities.admin.registry_files import RegistryFilesAdmin
from entities.models import LoadedLine, Place, RegistryChange


@admin.register(Place)
class PlaceAdmin(RegistryFilesAdmin):
    """Holds the pages of the registry's files, too."""

    list_display = ("name", "level", "parent")
    list_filter = ("level",)
    list_select_related = ("parent",)
    sortable_by = ()
    text_lookups = ("name__icontains", "parent__name")
    fields = ("name", "level", "parent")
    autocomplete_fields = ("parent",)


@admin.register(LoadedLine)
class LoadedLineAdmin(ReadOnlyAdmin):
    list_display = ("file", "key")
    list_filter = ("file",)
    sortable_by = ()
    text_lookups = ("key__icontains",)
    fields = ("file", "key")


@admin.register(RegistryChange)
class RegistryChangeAdmin(ReadOnlyAdmin):
    list_display = ("version", "type", "entry_id", "before", "after")
    list_filter = ("type",)
    sortable_by = ()
    number_lookups = ("version", "entry_id")
    fields = ("version", "type", "entry_id", "before", "after")
