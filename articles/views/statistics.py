"""Who and what the papers wrote about, month by month: every number is a link to its articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.charts.bars import BarChart, bar_chart
from articles.charts.heat import HeatTable, heat_table, rows_for
from articles.charts.months import Month, Step
from articles.models import Newspaper
from articles.search.queries import DepartmentRole
from articles.search.results import UNAVAILABLE_NOTE
from articles.views.addresses import ChoiceLink, address_of, address_without
from articles.views.archive_months import held_months
from articles.views.statistics_form import USUAL_MONTHS, Period, StatisticsForm, period_of
from articles.views.statistics_subjects import SUBJECTS, Scope, Subject, most_spoken_of
from articles.views.without_index import unless_unavailable


@dataclass(frozen=True, slots=True)
class Asked:
    """`scope` is None where nothing of the period is held, `errors` say what of the address could not be used."""

    subject: Subject
    form: StatisticsForm
    held: Mapping[Month, int]
    scope: Scope | None = None
    errors: tuple[str, ...] = ()


def asked_for(request: HttpRequest, subject: Subject) -> Asked:
    form = StatisticsForm(request.GET)
    if not form.is_valid():
        return Asked(subject, form, {}, errors=tuple(form.messages()))
    cleaned = form.cleaned_data
    newspaper: Newspaper | None = cleaned["newspaper"]
    held = held_months((newspaper.pk,) if newspaper else ())
    period = period_of(cleaned["month_from"], cleaned["month_to"], held.keys())
    role = DepartmentRole(cleaned["role"]) if cleaned["role"] and subject.path == "departments" else None
    return Asked(subject, form, held, Scope(period, role, newspaper) if period else None)


def show_statistics(request: HttpRequest, subject: str = "departments") -> HttpResponse:
    """Without the index nothing can be counted: the page says so, and is not kept."""
    nothing = Asked(SUBJECTS[subject], StatisticsForm(), {})
    uncounted: dict[str, Any] = {"asked": nothing, "subject": nothing.subject, "notice": UNAVAILABLE_NOTE}
    context = unless_unavailable(request, lambda: counted_for(request, nothing.subject), uncounted)
    return render(request, "articles/statistics.html", context, status=400 if context["asked"].errors else 200)


def counted_for(request: HttpRequest, subject: Subject) -> dict[str, Any]:
    """What the page shows."""
    asked = asked_for(request, subject)
    context: dict[str, Any] = {
        "asked": asked,
        "subject": asked.subject,
        "tabs": tabs(request, asked.subject),
        "form": asked.form,
    }
    if not asked.errors:
        context |= choices(request, asked)
    if asked.scope:
        context |= {
            "period": asked.scope.period,
            "months": coverage_chart(asked, asked.scope),
            "heat": heat(asked, asked.scope),
        }
    return context


def coverage_chart(asked: Asked, scope: Scope) -> BarChart:
    """All articles of the period, whatever they speak of."""
    counts = {month: count for month, count in asked.held.items() if scope.period.first <= month <= scope.period.last}
    everything = Scope(scope.period, newspaper=scope.newspaper)
    return bar_chart("months", "全部报道", counts, asked.held.keys(), scope.period.ends, everything.address)


def heat(asked: Asked, scope: Scope) -> HeatTable | None:
    entries = list(most_spoken_of(asked.subject, scope, rows_for(scope.period.ends)))
    if not entries:
        return None
    return heat_table("heat", asked.subject.label, entries, asked.held.keys(), scope.period.ends)


def tabs(request: HttpRequest, shown: Subject) -> list[ChoiceLink]:
    kept = address_without(request.GET, "role")
    kept = "" if kept == "?" else kept
    paths = {path: "/statistics/" if path == "departments" else f"/statistics/{path}/" for path in SUBJECTS}
    return [ChoiceLink(SUBJECTS[path].label, paths[path] + kept, SUBJECTS[path] is shown) for path in SUBJECTS]


def choices(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """The ways to count otherwise."""
    data = request.GET
    newspapers = list(Newspaper.objects.order_by("slug"))
    cleaned = asked.form.cleaned_data
    role = cleaned["role"]
    chosen = tuple(data.get(name, "") for name in ("month_from", "month_to"))
    ends = asked.scope.period.ends if asked.scope else (cleaned["month_from"], cleaned["month_to"])
    return {
        "ends": [month.iso if month else "" for month in ends],
        "presets": [
            ChoiceLink(
                label,
                address_of(data, month_from=period.first.iso, month_to=period.last.iso),
                chosen == (period.first.iso, period.last.iso),
            )
            for label, period in presets(asked.held)
        ],
        "roles": [
            ChoiceLink("全部", address_without(data, "role"), not role),
            ChoiceLink("主办", address_of(data, role="primary"), role == "primary"),
            ChoiceLink("提及", address_of(data, role="mentioned"), role == "mentioned"),
        ]
        if asked.subject.path == "departments"
        else [],
        "newspapers": newspapers if len(newspapers) > 1 else [],
    }


def presets(held: Mapping[Month, int]) -> list[tuple[str, Period]]:
    """Periods that end with what the archive holds; they are called this quarter's only where they are."""
    if not held:
        return []
    first, last = min(held), max(held)
    today = Month.of(timezone.localdate())
    quarter, year = (Month(0, 1).later(last.number // step * step) for step in (Step.QUARTER, Step.YEAR))
    is_this_quarter = quarter.number <= today.number < quarter.number + Step.QUARTER
    return [
        ("本季" if is_this_quarter else "最近一季", Period(max(quarter, first), last)),
        ("本年" if year.year == today.year else f"{year.year}年", Period(max(year, first), last)),
        ("近12个月", Period(max(first, last.later(1 - USUAL_MONTHS)), last)),
        ("全部", Period(first, last)),
    ]
