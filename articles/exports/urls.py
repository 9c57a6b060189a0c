"""Addresses of files, each below the page that shows the same list."""

from django.urls import path

from articles.exports import figures, registries, statistics, views

app_name = "exports"

urlpatterns = [
    path("statistics/<slug:subject>.<slug:file_format>", statistics.export_statistics, name="statistics"),
    *(
        path(
            f"{section}/index.<slug:file_format>",
            registries.export_registry,
            {"section": section},
            name=f"index_of_{section}",
        )
        for section in registries.FILES
    ),
    path(
        "departments/<slug:slug>/figures.<slug:file_format>",
        figures.export_department_figures,
        name="figures_of_department",
    ),
    path("programs/<slug:slug>/figures.<slug:file_format>", figures.export_program_figures, name="figures_of_program"),
    path("search/articles.<slug:file_format>", views.export_list, {"section": "search"}, name="search"),
    *(
        path(
            f"{section}/<slug:slug>/articles.<slug:file_format>", views.export_list, {"section": section}, name=section
        )
        for section in ("departments", "programs", "reporters")
    ),
]
