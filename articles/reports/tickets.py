"""What became of a report: its state, the days of its steps and the desk's answer. Never what was reported, or by whom.

Wrong numbers are all answered alike, whether they cannot be any or are nobody's, and only so many in a time.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Report, ReportStep
from articles.rate_limits.counting import Scope, give_back, take
from articles.rate_limits.visitors import visitor_address
from articles.rate_limits.words import in_words
from articles.services.reports.counting import overdue_words
from articles.ticket_numbers import grouped, parse_number

WRONG = "没有这个编号的报错。请对照提交后页面上的编号核对；大小写、空格和短横不论。"
Action = ReportStep.Action


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as a reader sees it: what, when, and what the desk said."""

    label: str
    taken_at: datetime.datetime
    answer: str = ""


@never_cache
@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """The form that asks for a number; with one, the way to its page."""
    typed = request.GET.get("number", "").strip()
    if not typed:
        return render(request, "reports/status.html", {"typed": ""})
    found = find(request, typed)
    return found if isinstance(found, HttpResponse) else HttpResponseRedirect(ticket_address(found))


@never_cache
@require_safe
def show_ticket(request: HttpRequest, number: str) -> HttpResponse:
    report = find(request, number)
    if isinstance(report, HttpResponse):
        return report
    if number != grouped(report.number):
        return HttpResponseRedirect(ticket_address(report))
    context = {
        "report": report,
        "number": grouped(report.number),
        "is_new": "new" in request.GET and report.state == Report.State.RECEIVED,
        "steps": list(shown_steps(report)),
        "late": overdue_words(report),
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "reports/ticket.html", context)


def find(request: HttpRequest, typed: str) -> Report | HttpResponse:
    """The report, or the answer to a number that is none. Counted before it is looked for, given back when right."""
    visitor = visitor_address(request)
    verdict = take(Scope.TICKET, visitor)
    if not verdict.is_allowed:
        words = f"编号错得太多了，请过 {in_words(verdict.seconds_left)}再查。"
        response = render(request, "reports/status.html", {"typed": typed[:60], "error": words}, status=429)
        response["Retry-After"] = str(verdict.seconds_left)
        return response
    number = parse_number(typed)
    # A number that cannot be any is looked for as well, so that the time tells nothing either.
    report = Report.objects.filter(number=number or "").first()
    if report is None:
        return render(request, "reports/status.html", {"typed": typed[:60], "error": WRONG}, status=404)
    give_back(Scope.TICKET, visitor)
    return report


def ticket_address(report: Report) -> str:
    return reverse("reports:ticket", args=[grouped(report.number)])


def shown_steps(report: Report) -> Iterable[Shown]:
    """收到, then what was done, without who did it and without the notes of the desk."""
    yield Shown("收到", report.sent_at)
    for step in report.steps.exclude(action=Action.NOTED).only("action", "taken_at", "answer", "report_id"):
        yield Shown(step.get_action_display(), step.taken_at, step.answer)
