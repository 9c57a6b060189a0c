"""到期清理: what is kept only for a time, whether it goes in time, and what to do where it does not."""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from articles.models import Upkeep
from articles.usage.upkeep import late_rows


class UpkeepPage:
    def __init__(self, site: AdminSite) -> None:
        self.site = site

    def urls(self) -> list[URLPattern]:
        return [path("upkeep/", self.site.admin_view(self.show), name="upkeep")]

    def show(self, request: Any) -> HttpResponse:
        if not request.user.has_perm("auth.change_user"):
            raise PermissionDenied
        context = {
            **self.site.each_context(request),
            "title": "到期清理",
            "kinds": [(words, rows.exists()) for words, rows in late_rows().items()],
            "last": Upkeep.objects.first(),
        }
        return TemplateResponse(request, "admin/upkeep.html", context)
