"""robots.txt, the icon, and the description by which a browser adds the archive to its search engines."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

#: Pages without end, and files that cost much; what they lead to is in the sitemap.
CLOSED = (
    "/admin/",
    "/api/v1/",
    "/search/",
    "/clippings/",
    "/report/",
    "/*/articles.",
    "/*/figures.",
    "/*/index.",
    "/statistics/*.csv",
    "/statistics/*.xlsx",
)


@require_safe
def show_robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("discovery:sitemap"))
    lines = ["User-agent: *", *(f"Disallow: {each}" for each in CLOSED), "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def show_icon(request: HttpRequest) -> HttpResponse:
    """Where programs look for it that read no page."""
    return redirect(static("img/favicon.ico"))


@require_safe
def show_opensearch(request: HttpRequest) -> HttpResponse:
    context = {"base": f"{request.scheme}://{request.get_host()}"}
    content_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "discovery/opensearch.xml", context, content_type=content_type)
