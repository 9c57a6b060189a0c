"""The workbench: a page's OCR lines beside the fields of one of its articles, to put text and borders right."""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from articles.admin.article_form import ArticleForm
from articles.admin.workbench_page import BenchPage, read_page


class Workbench:
    """One address a page. What a button sends is carried out and answered by the page anew."""

    def __init__(self, site: AdminSite) -> None:
        self.site = site

    def urls(self) -> list[URLPattern]:
        return [path("workbench/<int:page_id>/", self.site.admin_view(self.view), name="workbench")]

    def view(self, request: HttpRequest, page_id: int) -> HttpResponse:
        if not request.user.has_perm("articles.change_article"):
            raise PermissionDenied
        bench = read_page(page_id, chosen_number(request))
        form = ArticleForm(instance=bench.chosen.article) if bench.chosen else None
        return self.render(request, bench, form)

    def render(
        self, request: HttpRequest, bench: BenchPage, form: ArticleForm | None, *, status: int = 200
    ) -> HttpResponse:
        context: dict[str, Any] = {
            **self.site.each_context(request),
            "title": f"工作台 {bench.page}",
            "bench": bench,
            "form": form,
        }
        return TemplateResponse(request, "admin/workbench/page.html", context, status=status)


def chosen_number(request: HttpRequest) -> int | None:
    """The article that the address names; nonsense names none."""
    value = request.GET.get("article", "")
    return int(value) if value.isdecimal() and len(value) < 19 else None
