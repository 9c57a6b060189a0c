"""Entries of a registry with their aliases: their addresses are kept, and no change is made before the editor saw what
it does to the links of articles."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from articles.admin.addressed import AddressedForm
from articles.admin.records import RecordAdmin
from articles.models import RegistryState
from articles.pinyin import pinyin_key
from entities.previews import READ_AT_ONCE, follow_changes, preview

CONFIRMED = "_confirmed"


class AliasInline(admin.TabularInline):
    extra = 1
    fields = ("surface", "rule")


class PreviewingAdmin(RecordAdmin):
    """What changes the registry. The first POST shows the difference, the second, confirmed, makes it."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        def save() -> HttpResponse:
            return super(PreviewingAdmin, self).changeform_view(request, object_id, form_url, extra_context)

        if request.method != "POST":
            return save()
        if CONFIRMED not in request.POST:
            request.is_preview = True  # type: ignore[attr-defined]
            difference, response = preview(save)
            request.is_preview = False  # type: ignore[attr-defined]
            if not isinstance(response, HttpResponseRedirect):
                return response
            if not difference.is_empty:
                return self.show_difference(request, difference)
        version = RegistryState.current()
        response = save()
        if isinstance(response, HttpResponseRedirect):
            self.follow(request, version)
        return response

    def show_difference(
        self, request: HttpRequest, difference: Any, *, values: list[tuple[str, Any]] | None = None
    ) -> HttpResponse:
        """`values` are what the confirming form sends; without them, what this request sent."""
        sent = [
            (name, value) for name, found in request.POST.lists() for value in found if name != "csrfmiddlewaretoken"
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": "这次改动对文章关联的影响",
            "opts": self.opts,
            "difference": difference,
            "values": sent if values is None else values,
            "confirmed": CONFIRMED,
        }
        return TemplateResponse(request, "admin/registry_difference.html", context)

    def follow(self, request: HttpRequest, version: int) -> None:
        """Let the articles that the change touches follow at once, where they are few."""
        relinked = follow_changes(version)
        if relinked is None:
            self.message_user(
                request,
                f"受影响的文章超过{READ_AT_ONCE}篇，关联还没有更新；请管理员运行 manage.py relink --outdated。",
                messages.WARNING,
            )
        elif relinked:
            self.message_user(request, f"已重新关联{relinked}篇文章。", messages.INFO)

    def message_user(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """A preview, which is taken back, says nothing."""
        if not getattr(request, "is_preview", False):
            super().message_user(request, *args, **kwargs)


class RegistryEntryAdmin(PreviewingAdmin):
    """Departments and programs."""

    form = AddressedForm
    sortable_by = ()
    change_list_template = "admin/registry_change_list.html"

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.pinyin = pinyin_key(obj.name)
        super().save_model(request, obj, form, change)
