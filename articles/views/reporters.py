"""The reporters by the first letter of their names, and the articles that each signed."""

import string
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Reporter
from articles.search.name_index import NameKind
from articles.search.queries import FacetGroup, Filters
from articles.views.crumbs import REPORTERS, Crumb
from articles.views.entry_charts import EntryCharts, reporter_charts
from articles.views.lookups import get_or_missing
from articles.views.registry_counts import counts_to_show
from articles.views.registry_index import Counts, Listed, Registry, most_spoken_of, registry_index
from articles.views.result_lists import result_list
from articles.views.without_index import unless_unavailable

#: How many of those who wrote most stand before the alphabet.
MOST_COUNT = 24
LETTERS = {letter: letter.upper() for letter in string.ascii_lowercase} | {"other": "其他"}


def reporter_registry(counts: Counts | None) -> Registry:
    rows = Reporter.objects.order_by("pinyin", "id").values_list("pk", "name", "note", "slug", "pinyin")
    return Registry(
        NameKind.REPORTER,
        "/reporters/",
        "letter",
        "请从 A 到 Z 中选一个字母。",
        LETTERS,
        [
            Listed(pk, f"{name}（{note}）" if note else name, f"/reporters/{slug}/", letter_of(pinyin))
            for pk, name, note, slug, pinyin in rows
        ],
        counts,
    )


def list_reporters(request: HttpRequest) -> HttpResponse:
    """Those who signed most, then all by the first letter of their names in pinyin."""
    registry = reporter_registry(counts_to_show(request, FacetGroup.REPORTER))
    index = registry_index(request, registry)
    context: dict[str, Any] = {"index": index, "is_empty": not registry.entries}
    if index.is_overview:
        context |= {"most": most_spoken_of(registry, MOST_COUNT), "signed_count": len(registry.counts or ())}
    return render(request, "articles/reporters.html", context)


def letter_of(pinyin: str) -> str:
    return pinyin[:1] if pinyin[:1] in LETTERS else "other"


def show_reporter(request: HttpRequest, slug: str) -> HttpResponse:
    reporter = get_or_missing(Reporter.objects.select_related("newspaper"), "文库里没有这位记者。", slug=slug)
    articles = result_list(request, fixed=Filters(reporter_ids=(reporter.pk,)))
    charts = unless_unavailable(request, lambda: reporter_charts(reporter), EntryCharts())
    way = [REPORTERS, Crumb(str(reporter), reporter.get_absolute_url())]
    context = {"reporter": reporter, "crumbs": way, "charts": charts, "list": articles}
    return render(request, "articles/reporter.html", context, status=articles.status)
