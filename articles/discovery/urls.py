"""Addresses for programs. Feeds stand below the page that shows the same list."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path
from django.views.decorators.cache import cache_page

from articles.discovery import views
from articles.discovery.feeds import show_feed
from articles.discovery.sitemaps import SITEMAPS
from articles.views.without_index import needs_index

#: Counting what a large archive holds takes its time; an hour's delay hurts no crawler.
INDEX_SECONDS = 3600

app_name = "discovery"

urlpatterns = [
    path("robots.txt", views.show_robots, name="robots"),
    path("favicon.ico", views.show_icon, name="icon"),
    path("opensearch.xml", views.show_opensearch, name="opensearch"),
    path(
        "sitemap.xml",
        cache_page(INDEX_SECONDS)(needs_index(sitemap_views.index)),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "discovery:sitemap_section"},
        name="sitemap",
    ),
    path(
        "sitemap-<slug:section>.xml",
        needs_index(sitemap_views.sitemap),
        {"sitemaps": SITEMAPS},
        name="sitemap_section",
    ),
    path("search/feed.atom", show_feed, {"section": "search"}, name="search"),
    *(
        path(f"{section}/<slug:slug>/feed.atom", show_feed, {"section": section}, name=section)
        for section in ("departments", "programs", "reporters")
    ),
]
