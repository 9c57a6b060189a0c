"""Entries of a registry with their aliases: their addresses are kept, and no change is made before the editor saw what
it does to the links of articles."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from articles.admin.confirmation import CONFIRMED, sent_values
from articles.admin.entry_form import AliasFormSet, EntryForm
from articles.admin.entry_removal import EntryRemoval
from articles.admin.records import RecordAdmin
from articles.models import AuditEntry, RegistryState
from articles.pinyin import pinyin_key
from articles.services.audit import record
from entities.following import carry_out, carry_out_in_background, record_follow_up
from entities.matching.registry import EntryType
from entities.merging import MergeError
from entities.models import FollowUp
from entities.previews import preview
from entities.proposals import Merged, limit_wait

logger = logging.getLogger(__name__)

#: How long a clerk waits for the articles to follow; the rest of them follows in the background.
FOLLOW_SECONDS = 5.0


class AliasInline(admin.TabularInline):
    formset = AliasFormSet
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
        return self.save_or_show(request, save)

    def save_or_show(self, request: HttpRequest, save: Callable[[], HttpResponse]) -> HttpResponse:
        if CONFIRMED not in request.POST:
            request.is_preview = True  # type: ignore[attr-defined]
            difference, response = preview(save)
            request.is_preview = False  # type: ignore[attr-defined]
            if not isinstance(response, HttpResponseRedirect):
                return response
            if not difference.is_empty:
                return self.show_difference(request, difference)
        version = RegistryState.current()
        with transaction.atomic():
            limit_wait()
            response = save()
            if isinstance(response, HttpResponseRedirect):
                self.record(version, self.told(request))
        if isinstance(response, HttpResponseRedirect):
            self.follow(request, version)
        return response

    def show_difference(
        self, request: HttpRequest, difference: Any, *, values: list[tuple[str, Any]] | None = None
    ) -> HttpResponse:
        """`values` are what the confirming form sends; without them, what this request sent."""
        context = {
            **self.admin_site.each_context(request),
            "title": "这次改动对文章关联的影响",
            "opts": self.opts,
            "difference": difference,
            "values": sent_values(request) if values is None else values,
            "confirmed": CONFIRMED,
        }
        return TemplateResponse(request, "admin/registry_difference.html", context)

    def record(self, version: int, what: str) -> None:
        """Inside the transaction of a change that began at the registry's `version`: have the archive follow it."""
        if RegistryState.current() != version:
            record_follow_up(what)

    def told(self, request: HttpRequest) -> str:
        """What changes, in a few words."""
        name = request.POST.get("name", "").strip()
        return f"{self.opts.verbose_name}“{name}”" if name else str(self.opts.verbose_name)

    def follow(self, request: HttpRequest, version: int) -> None:
        """Let the articles that the changes since `version` touch follow: at once where that is quick, else in the
        background. The change itself stands, whatever comes of it."""
        if RegistryState.current() == version:
            return
        row = FollowUp.objects.unfinished().filter(version=None).order_by("pk").last() or record_follow_up(
            self.told(request)
        )
        try:
            is_done = carry_out(seconds=FOLLOW_SECONDS)
        except (DatabaseError, InterfaceError) as error:
            logger.error("the links could not follow the registry at once: %s", str(error).strip())
            is_done = False
        row.refresh_from_db()
        if is_done or row.state == FollowUp.State.DONE:
            if row.relinked:
                self.message_user(request, f"已重新关联{row.relinked}篇文章。", messages.INFO)
            return
        carry_out_in_background()
        address = reverse("admin:entities_followup_changelist")
        words = '受影响的文章较多，正在后台重新关联，不必等待；进度见<a href="{}">名录改动的跟进</a>。'
        self.message_user(request, format_html(words, address), messages.INFO)

    def message_user(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """A preview, which is taken back, says nothing."""
        if not getattr(request, "is_preview", False):
            super().message_user(request, *args, **kwargs)


class RegistryEntryAdmin(PreviewingAdmin, EntryRemoval):
    """Departments and programs. `merge_entries` makes two of them one."""

    form = EntryForm
    entry_type: EntryType
    sortable_by = ()
    change_list_template = "admin/registry_change_list.html"
    change_form_template = "admin/registry_change_form.html"

    def merge_entries(self, old: Any, into: Any) -> None:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("<int:pk>/merge/", self.admin_site.admin_view(self.merge), name=name), *super().get_urls()]

    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the entry one with another, which is named by its full name; nothing is done before a look at it."""
        entry = get_object_or_404(self.model, pk=pk)
        if not (self.has_change_permission(request, entry) and self.has_delete_permission(request, entry)):
            raise PermissionDenied
        error = ""
        if request.method == "POST":
            into = self.model._default_manager.filter(name=request.POST.get("into", "").strip()).first()
            try:
                if into is None:
                    raise MergeError("unknown", "名录里没有这个名称；请写条目的正式名称。")
                return self.merge_or_show(request, entry, into)
            except MergeError as refused:
                error = refused.message
        context = {
            **self.admin_site.each_context(request),
            "title": f"把“{entry}”并入另一条目",
            "opts": self.opts,
            "entry": entry,
            "error": error,
        }
        return TemplateResponse(request, "admin/registry_merge.html", context)

    def merge_or_show(self, request: HttpRequest, entry: Any, into: Any) -> HttpResponse:
        if CONFIRMED not in request.POST:
            manager = self.model._default_manager
            merged = Merged(self.entry_type, entry.pk, into.pk)
            difference, _ = preview(
                lambda: self.merge_entries(manager.get(pk=entry.pk), manager.get(pk=into.pk)), merged=merged
            )
            return self.show_difference(request, difference)
        version, old_name = RegistryState.current(), str(entry)
        with transaction.atomic():
            limit_wait()
            self.log_deletions(request, self.model._default_manager.filter(pk=entry.pk))
            details = {"merged": entry.pk, "name": old_name}
            words = f"“{old_name}”并入“{into}”"
            record(AuditEntry.Action.MERGED, words, about=into, details=details)
            self.merge_entries(entry, into)
            self.record(version, words)
        self.message_user(request, f"“{old_name}”已并入“{into}”。", messages.SUCCESS)
        self.follow(request, version)
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[into.pk])
        )

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        fields = list(super().get_fields(request, obj))
        if obj and self.has_change_permission(request, obj):
            fields.insert(1, "keep_old_name")
        return fields

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.pinyin = pinyin_key(obj.name)
        super().save_model(request, obj, form, change)
        old_name = form.initial.get("name")
        if change and old_name != obj.name and form.cleaned_data.get("keep_old_name"):
            obj.aliases.get_or_create(surface=old_name)
