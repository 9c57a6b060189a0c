"""Addresses of files, each below the page that shows the same list."""

from django.urls import path

from articles.exports import registries, statistics, views

app_name = "exports"

urlpatterns = [
    path("statistics/<slug:subject>.<slug:file_format>", statistics.export_statistics, name="statistics"),
    *(
        path(f"{section}/index.csv", registries.export_registry, {"section": section}, name=f"index_of_{section}")
        for section in registries.FILES
    ),
    path("search/articles.<slug:file_format>", views.export_list, {"section": "search"}, name="search"),
    *(
        path(
            f"{section}/<slug:slug>/articles.<slug:file_format>", views.export_list, {"section": section}, name=section
        )
        for section in ("departments", "programs", "reporters")
    ),
]
