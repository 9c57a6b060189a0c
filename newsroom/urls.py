"""The addresses of the whole site. Those of articles stand last: the final ones begin with a newspaper's own slug."""

from django.contrib import admin
from django.urls import include, path

from articles.api.documentation import show_documentation
from newsroom.health import show_health

urlpatterns = [
    path("healthz", show_health, name="health"),
    path("admin/", admin.site.urls),
    path("api/", show_documentation, name="api_documentation"),
    path("api/v1/", include("articles.api.urls")),
    path("", include("articles.clippings.urls")),
    path("", include("articles.reports.urls")),
    path("", include("articles.exports.urls")),
    path("", include("articles.discovery.urls")),
    path("", include("entities.urls")),
    path("", include("articles.urls")),
]
