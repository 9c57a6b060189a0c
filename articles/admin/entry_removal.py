"""An entry of a registry is removed at the desk after a look at what goes with it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.confirmation import CONFIRMED
from articles.admin.records import RecordAdmin
from articles.models import RegistryState
from entities.previews import preview
from entities.removal import holdings, remove_entry


class EntryRemoval(RecordAdmin):
    """Entries are removed one by one: each takes other links with it."""

    def follow(self, request: HttpRequest, version: int) -> None:
        """Let the articles follow that the changes since the registry's `version` touch."""
        raise NotImplementedError

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        entry = get_object_or_404(self.model, pk=object_id)
        if not self.has_delete_permission(request, entry):
            raise PermissionDenied
        name = str(entry)
        if request.method == "POST" and CONFIRMED in request.POST:
            version = RegistryState.current()
            with transaction.atomic():
                self.log_deletions(request, self.model._default_manager.filter(pk=entry.pk))
                self.record_removals(request, [entry])
                remove_entry(entry)
            self.message_user(request, f"“{name}”已删除。", messages.SUCCESS)
            self.follow(request, version)
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))
        held = holdings(entry)
        difference, _ = preview(lambda: remove_entry(self.model._default_manager.get(pk=entry.pk)))
        context = {
            **self.admin_site.each_context(request),
            "title": f"删除“{name}”",
            "opts": self.opts,
            "entry": entry,
            "held": held,
            "difference": difference,
            "confirmed": CONFIRMED,
        }
        return TemplateResponse(request, "admin/registry_remove.html", context)
