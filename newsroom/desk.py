"""The editors' desk as a whole: its name, and its models in the order in which editors need them."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest

#: First what editors work on, then the registries, then what is only looked up. Models not named here follow.
ORDER = (
    "Article",
    "Page",
    "Issue",
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
    "HiddenPassage",
    "Source",
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

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: place(model["object_name"], ORDER))
        return sorted(apps, key=lambda app: place(app["app_label"], APPS))


def place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk.DeskSite"
