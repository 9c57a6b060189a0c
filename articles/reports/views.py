"""The form, with its own address, so that articles carry no token. It works without a login and without JavaScript.

Whatever goes wrong, what was typed stays in the form.
"""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Article, Report
from articles.rate_limits.counting import Scope, take
from articles.rate_limits.visitors import visitor_address
from articles.rate_limits.words import in_words
from articles.reports.places import place_of_address, place_of_article
from articles.reports.tickets import ticket_address
from articles.services.reports.contacts import KEPT_FOR
from articles.services.reports.sending import LONGEST, Place, ReportText, send_report
from articles.ticket_numbers import new_number

#: Several times what the longest report takes, so that one that is too long still comes back with what was typed.
MOST_BYTES = 256 * 1024
SALT = "articles.reports.number"
#: A form older than a day is taken all the same; only what is sent twice is then two.
NUMBER_SECONDS = 24 * 60 * 60
#: A field that people never see and robots fill in.
TRAP = "website"
EXPLAINED = {
    Report.Kind.TYPO: "字句识别错了",
    Report.Kind.HEADLINE: "标题、引题、署名不对",
    Report.Kind.BORDERS: "混进别篇，或缺一段",
    Report.Kind.DATE: "日期、版次不对",
    Report.Kind.ENTRIES: "关联的部门、项目不对",
    Report.Kind.MISSING: "该有的文章、版面没有",
    Report.Kind.PRIVACY: "涉及个人，不宜公开",
    Report.Kind.OTHER: "",
}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_article(request: HttpRequest, public_id: int) -> HttpResponse:
    """Of an article that became part of another, the other one's form; a withdrawn one can be reported, too."""
    place = place_of_article(public_id)
    if request.method != "POST" and place.article is not None and place.article.public_id != public_id:
        address = reverse("reports:article", args=[place.article.public_id])
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{address}?{query}" if query else address, permanent=True)
    return answer(request, place)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: HttpRequest) -> HttpResponse:
    """Of a page that is no article (`page`, its path and query), or of the archive as a whole."""
    if too_big(request):
        return refuse_size(request, Place())
    asked = request.POST if request.method == "POST" else request.GET
    place = place_of_address(asked.get("page", ""))
    if request.method != "POST" and place.article is not None:
        return redirect("reports:article", public_id=place.article.public_id)
    return answer(request, place)


def answer(request: HttpRequest, place: Place) -> HttpResponse:
    if request.method != "POST":
        kind = request.GET.get("kind", "")
        return show(request, place, ReportText.read({"kind": kind if kind in place.kinds else ""}))
    if too_big(request):
        return refuse_size(request, place)
    text = ReportText.read(request.POST.dict())
    if not has_token(request):
        words = "表单放得太久，或浏览器没有收下本站的 Cookie。您写的都在下面，请再按一次“提交”。"
        return show(request, place, text, error=words, status=403)
    if errors := text.errors(kinds=place.kinds):
        return show(request, place, text, errors=errors, status=400)
    if request.POST.get(TRAP):
        words = "“请留空”一栏是防机器人的，请把它清空再提交；您写的都在下面。"
        return show(request, place, text, error=words, is_trapped=True, status=400)
    verdict = take(Scope.REPORT, visitor_address(request))
    if not verdict.is_allowed:
        words = f"您所在的网络这段时间报错已到上限，请过 {in_words(verdict.seconds_left)}再提交；您写的都在下面。"
        response = show(request, place, text, error=words, status=429)
        response["Retry-After"] = str(verdict.seconds_left)
        return response
    report = send_report(text, place, number=number_of(request))
    return HttpResponse(status=303, headers={"Location": ticket_address(report) + "?new=1"})


def show(
    request: HttpRequest,
    place: Place,
    text: ReportText,
    *,
    errors: dict[str, str] | None = None,
    error: str = "",
    is_trapped: bool = False,
    status: int = 200,
) -> HttpResponse:
    is_withdrawn = place.article is not None and place.article.state == Article.State.WITHDRAWN
    context: dict[str, Any] = {
        "place": place,
        "is_withdrawn": is_withdrawn,
        "typed": text,
        "kinds": [(value, Report.Kind(value).label, EXPLAINED[Report.Kind(value)]) for value in place.kinds],
        "errors": errors or {},
        "error": error,
        "is_trapped": is_trapped,
        "longest": LONGEST,
        "kept_days": KEPT_FOR.days,
        "number": signing.dumps(new_number(), salt=SALT),
    }
    return render(request, "reports/form.html", context, status=status)


def too_big(request: HttpRequest) -> bool:
    """Told by the header, before anything is read."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES


def refuse_size(request: HttpRequest, place: Place) -> HttpResponse:
    words = "写得太长，没有收下。请按浏览器的“后退”，缩短后再提交。"
    return show(request, place, ReportText(), error=words, status=413)


def has_token(request: HttpRequest) -> bool:
    """Django's own check, whose refusal would be a page without what was typed."""

    def reached(_: HttpRequest) -> HttpResponseBase:
        return HttpResponse()

    check = CsrfViewMiddleware(reached)
    check.process_request(request)
    return check.process_view(request, reached, (), {}) is None


def number_of(request: HttpRequest) -> str:
    """The number that this form was given; empty where it is too old, or was not given here."""
    try:
        return str(signing.loads(request.POST.get("number", ""), salt=SALT, max_age=NUMBER_SECONDS))
    except signing.BadSignature:
        return ""
