"""What readers looked for in vain in the last 30 days, and what many looked for: where a wrong character may stand."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.postgres.aggregates import BoolAnd
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet, Sum
from django.http import HttpResponse
from django.template.response import TemplateResponse

from articles.models import AskedQuery, SearchDay
from articles.usage.storing import VISITORS_TO_KEEP

SHOWN = 100
DAYS_SHOWN = 30


class VainSearches:
    def __init__(self, site: AdminSite) -> None:
        self.site = site

    def show(self, request: Any) -> HttpResponse:
        if not request.user.has_perm("articles.change_article"):
            raise PermissionDenied
        days = list(SearchDay.objects.order_by("-day")[:DAYS_SHOWN])
        context = {
            **self.site.each_context(request),
            "title": "读者的检索",
            "in_vain": asked(in_vain=True),
            "often": asked(in_vain=False),
            "searches": sum(day.searches for day in days),
            "found_nothing": sum(day.found_nothing for day in days),
        }
        return TemplateResponse(request, "admin/queue/searches.html", context)


def asked(*, in_vain: bool) -> QuerySet[Any, Any]:
    """The texts asked most; in vain are those that found nothing whenever they were asked. One query."""
    found: QuerySet[Any, Any] = AskedQuery.objects.values("text").annotate(
        asked=Sum("times"), last=Max("day"), in_vain=BoolAnd("found_nothing")
    )
    if not in_vain:
        found = found.filter(asked__gte=VISITORS_TO_KEEP)
    return found.filter(in_vain=in_vain).order_by("-asked", "-last", "text")[:SHOWN]
