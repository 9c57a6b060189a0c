"""Addresses of the archive. Include these last: the first part of the final ones is a newspaper's own slug."""

import datetime

from django.urls import path, register_converter

from articles.views import (
    about,
    article,
    batch_search,
    departments,
    event_pages,
    figure_pages,
    home,
    newspapers,
    quality,
    reporters,
    search,
    statistics,
    suggestions,
)


class IssueDateConverter:
    """A day as YYYY-MM-DD; what is no day of the calendar is no address."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(value)

    def to_url(self, value: datetime.date) -> str:
        return value.isoformat()


register_converter(IssueDateConverter, "day")

app_name = "articles"

urlpatterns = [
    path("", home.show_home, name="home"),
    path("search/", search.show_search, name="search"),
    path("search/suggest/", suggestions.suggest, name="suggest"),
    path("search/suggest/opensearch/", suggestions.complete, name="complete"),
    path("search/batch/", batch_search.search_batch, name="batch_search"),
    path("about/", about.show_about, name="about"),
    path("quality/", quality.show_quality, name="quality"),
    path("article/<int:public_id>/", article.show_article, name="article"),
    path("article/<int:public_id>/citation.<slug:file_format>", article.show_citation, name="citation"),
    path("departments/", departments.list_departments, name="departments"),
    path("departments/<slug:slug>/", departments.show_department, name="department"),
    path("departments/<slug:slug>/events/", event_pages.show_department_events, name="department_events"),
    path("departments/<slug:slug>/figures/", figure_pages.show_department_figures, name="department_figures"),
    path("reporters/", reporters.list_reporters, name="reporters"),
    path("reporters/<slug:slug>/", reporters.show_reporter, name="reporter"),
    path("statistics/", statistics.show_statistics, name="statistics"),
    path(
        "statistics/programs/",
        statistics.show_statistics,
        {"subject": "programs"},
        name="statistics_of_programs",
    ),
    path(
        "statistics/reporters/",
        statistics.show_statistics,
        {"subject": "reporters"},
        name="statistics_of_reporters",
    ),
    path("newspapers/", newspapers.list_newspapers, name="newspapers"),
    path("<slug:newspaper>/", newspapers.show_newspaper, name="newspaper"),
    path("<slug:newspaper>/undated/", newspapers.list_undated, name="undated_pages"),
    path("<slug:newspaper>/undated/<int:source_id>/", newspapers.show_undated, name="undated"),
    path("<slug:newspaper>/<day:date>/", newspapers.show_issue, name="issue"),
    path("<slug:newspaper>/<day:date>/<str:label>/", newspapers.show_page, name="page"),
]
