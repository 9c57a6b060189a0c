"""Entries of a registry with their aliases: their addresses are kept, and articles follow a change of names."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from articles.admin.addressed import AddressedForm
from articles.admin.records import RecordAdmin
from articles.admin.registry_relink import RELINKED_AT_ONCE, relink_affected
from articles.pinyin import pinyin_key


class AliasInline(admin.TabularInline):
    extra = 1
    fields = ("surface", "rule")


class RegistryEntryAdmin(RecordAdmin):
    """Departments and programs. `linked_articles` says which articles an entry is linked to now."""

    form = AddressedForm
    sortable_by = ()

    def linked_articles(self, entry: Any) -> QuerySet[Any, int]:
        raise NotImplementedError

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.pinyin = pinyin_key(obj.name)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not (set(form.changed_data) - {"slug"} or any(formset.has_changed() for formset in formsets)):
            return
        entry = form.instance
        surfaces = [entry.name, *entry.aliases.values_list("surface", flat=True)]
        relinked = relink_affected(self.linked_articles(entry), surfaces)
        if relinked is None:
            self.message_user(
                request,
                f"受影响的文章超过{RELINKED_AT_ONCE}篇，关联还没有更新；请管理员运行 manage.py relink --outdated。",
                messages.WARNING,
            )
        elif relinked:
            self.message_user(request, f"已重新关联{relinked}篇文章。", messages.INFO)
