"""The reporters by the first letter of their names, and the articles that each signed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Reporter
from articles.search.queries import FacetGroup, Filters
from articles.views.crumbs import REPORTERS, Crumb
from articles.views.entry_charts import reporter_charts
from articles.views.lookups import get_or_missing
from articles.views.registry_counts import article_counts
from articles.views.result_lists import result_list

#: How many of those who wrote most stand before the alphabet.
MOST_COUNT = 40


def list_reporters(request: HttpRequest) -> HttpResponse:
    """Those who signed most or, with `?letter=`, all whose name begins with it in pinyin."""
    counts = article_counts(FacetGroup.REPORTER)
    letter = request.GET.get("letter", "").lower()
    if letter and not (len(letter) == 1 and letter.isascii() and letter.isalpha()):
        raise Http404("请从 A 到 Z 中选一个字母。")
    if letter:
        reporters = list(Reporter.objects.filter(pinyin__startswith=letter).order_by("pinyin", "id"))
    else:
        most = list(counts)[:MOST_COUNT]
        held = Reporter.objects.in_bulk(most)
        reporters = [held[pk] for pk in most if pk in held]
    context = {
        "letter": letter.upper(),
        "letters": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "reporters": [(reporter, counts.get(reporter.pk, 0)) for reporter in reporters],
        "signed_count": len(counts),
    }
    return render(request, "articles/reporters.html", context)


def show_reporter(request: HttpRequest, slug: str) -> HttpResponse:
    reporter = get_or_missing(Reporter.objects.select_related("newspaper"), "文库里没有这位记者。", slug=slug)
    articles = result_list(request, fixed=Filters(reporter_ids=(reporter.pk,)))
    way = [REPORTERS, Crumb(str(reporter), reporter.get_absolute_url())]
    context = {"reporter": reporter, "crumbs": way, "charts": reporter_charts(reporter), "list": articles}
    return render(request, "articles/reporter.html", context, status=articles.status)
