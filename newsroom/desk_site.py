"""The editors' desk as a whole: its name, and its models in the order in which editors need them."""

from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, reverse

from newsroom.desk_login import LimitedLoginForm
from newsroom.desk_words import DeskCatalog
from newsroom.own_passwords import OwnPasswordForm

#: First what editors work on, then the registries, then what is only looked up. Models not named here follow.
ORDER = (
    "Article",
    "Review",
    "Page",
    "Issue",
    "Report",
    "Replacement",
    "IngestItem",
    "IngestRun",
    "Department",
    "Program",
    "Candidate",
    "Reporter",
    "Newspaper",
    "Place",
    "DepartmentLink",
    "Mention",
    "ProgramDecision",
    "Credit",
    "Revision",
    "BorderChange",
    "Claim",
    "HiddenPassage",
    "Source",
    "AuditEntry",
    "PageReplacement",
    "Redirect",
    "Span",
    "DepartmentAlias",
    "ProgramAlias",
)
APPS = ("articles", "entities", "auth")


class DeskSite(AdminSite):
    site_header = "报刊文库编辑台"
    site_title = "报刊文库编辑台"
    index_title = "编校与管理"
    empty_value_display = "—"
    login_form = LimitedLoginForm
    # The head of every page leads to what editors do all day; the front page holds the rest.
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        # Only now are the models there that the desk's own pages need.
        from articles.admin.queue import Queue
        from articles.admin.upkeep import UpkeepPage
        from articles.admin.workbench import Workbench

        return [*Queue(self).urls(), *Workbench(self).urls(), *UpkeepPage(self).urls(), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from articles.admin.front_page import tasks_of

        return super().index(request, {**(extra_context or {}), "tasks": tasks_of(request.user)})

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Django's own, but for its form."""
        done = reverse("admin:password_change_done", current_app=self.name)
        context = {**self.each_context(request), **(extra_context or {})}
        request.current_app = self.name
        view = PasswordChangeView.as_view(form_class=OwnPasswordForm, success_url=done, extra_context=context)
        return view(request)

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return cast("HttpResponse", DeskCatalog.as_view(packages=["django.contrib.admin"])(request))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """429 for whoever failed too often, with the time to wait."""
        response = super().login(request, extra_context)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if isinstance(form, LimitedLoginForm) and form.seconds_left:
            response.status_code = 429
            response["Retry-After"] = str(form.seconds_left)
        return response

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: place(model["object_name"], ORDER))
        return sorted(apps, key=lambda app: place(app["app_label"], APPS))


def place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)
