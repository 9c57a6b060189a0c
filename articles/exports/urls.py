"""Addresses of files, each below the page that shows the same list."""

from django.urls import path

from articles.exports import statistics, views

app_name = "exports"

urlpatterns = [
    path("statistics/<slug:subject>.<slug:file_format>", statistics.export_statistics, name="statistics"),
    path("search/articles.<slug:file_format>", views.export_list, {"section": "search"}, name="search"),
    *(
        path(
            f"{section}/<slug:slug>/articles.<slug:file_format>", views.export_list, {"section": section}, name=section
        )
        for section in ("departments", "programs", "reporters")
    ),
]
