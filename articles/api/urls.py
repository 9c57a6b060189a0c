"""Addresses of the API, each behind the gate; whatever else is asked below its address gets a problem, never a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, URLPattern, path, re_path, resolve

from articles.api.endpoints import api, description_text
from articles.api.gate import View, through_gate
from articles.api.problems import problem

app_name = "api"


def show_missing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The same address without the slash behind it, where there is such a one."""
    if rest.endswith("/"):
        plain = request.path.rstrip("/")
        try:
            known = resolve(plain).url_name != "missing"
        except Resolver404:
            known = False
        if known:
            query = request.META.get("QUERY_STRING", "")
            return redirect(f"{plain}?{query}" if query else plain, permanent=True)
    return problem(404, "接口没有这个地址；有哪些地址，见 /api/ 的说明。")


def show_description(request: HttpRequest) -> HttpResponse:
    return HttpResponse(description_text(), content_type="application/json; charset=utf-8")


def guarded(pattern: URLPattern) -> URLPattern:
    view: View = pattern.callback
    return URLPattern(pattern.pattern, through_gate(view, pattern.name), pattern.default_args, pattern.name)


def patterns() -> list[URLPattern]:
    found, _, _ = api.urls
    return [guarded(each) for each in found if isinstance(each, URLPattern)]


urlpatterns = [
    path("openapi.json", through_gate(show_description, "description"), name="description"),
    *patterns(),
    re_path(r"^(?P<rest>.*)$", through_gate(show_missing, None), name="missing"),
]
