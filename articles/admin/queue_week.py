"""The desk's week: what was corrected, what waits for review, what had no fault, and how long an item takes."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.charts.day_bars import CountedDay, DayBars, day_bars
from articles.person_names import name_of
from articles.services.queue_figures import DAYS_A_WEEK, Figures, Week, week_of

NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class QueueWeek:
    """Editors see the desk as a whole and themselves; reviewers see everybody."""

    def __init__(self, site: AdminSite) -> None:
        self.site = site

    def show(self, request: Any) -> HttpResponse:
        may_see_all = request.user.has_perm("articles.review_article")
        if not may_see_all and not request.user.has_perm("articles.change_article"):
            raise PermissionDenied
        day, status = asked_day(request)
        today = timezone.localdate()
        week = week_of(day)
        following = week.monday + datetime.timedelta(days=DAYS_A_WEEK)
        context = {
            **self.site.each_context(request),
            "title": "一周校对",
            "week": week,
            "sunday": following - datetime.timedelta(days=1),
            "people": week.people if may_see_all else own(week.people, request.user),
            "may_see_all": may_see_all,
            "days": [(day.name, week.days.get(date, Figures())) for date, day in counted_days(week, today)],
            "chart": chart_of(week, today),
            "earlier": week.monday - datetime.timedelta(days=DAYS_A_WEEK),
            "later": following if following <= today else None,
        }
        return TemplateResponse(request, "admin/queue/week.html", context, status=status)


def asked_day(request: HttpRequest) -> tuple[datetime.date, int]:
    """The day whose week is asked for, and the status to answer with."""
    asked = request.GET.get("day", "")
    try:
        return (datetime.date.fromisoformat(asked) if asked else timezone.localdate()), 200
    except ValueError:
        messages.error(request, f"“{asked}”不是日期，请写成 2022-01-28 的样子；下面是本周。")
        return timezone.localdate(), 400


def own(people: Sequence[tuple[str, Figures]], person: Any) -> list[tuple[str, Figures]]:
    return [(name, figures) for name, figures in people if name == name_of(person)]


def counted_days(week: Week, today: datetime.date) -> list[tuple[datetime.date, CountedDay]]:
    found = []
    for place, name in enumerate(NAMES):
        date = week.monday + datetime.timedelta(days=place)
        figures = week.days.get(date, Figures())
        words = f"{name}：已校 {figures.corrected}、待审 {figures.waiting}、无误 {figures.faultless}"
        found.append((date, CountedDay(name, words, figures.done, is_ahead=date > today)))
    return found


def chart_of(week: Week, today: datetime.date) -> DayBars:
    return day_bars([day for _, day in counted_days(week, today)])
