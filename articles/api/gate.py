"""What every request to the API passes: only reading, within the limit, open to all sites, 304 if nothing changed."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from articles.api.problems import problem
from articles.api.states import archive_tag, article_tag
from articles.rate_limits.counting import Scope, Verdict, take
from articles.rate_limits.visitors import visitor_address
from articles.rate_limits.words import in_words
from articles.views.kept_answers import find_answer, keep_answer

METHODS = "GET, HEAD, OPTIONS"
#: Headers that a script of another site may read of an answer.
EXPOSED = "ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
#: How long a browser may remember that it is let in.
PREFLIGHT_SECONDS = "86400"

View = Callable[..., HttpResponse]
Tag = Callable[..., str | None]

#: Addresses, by name, whose answer is known to be the same without being made; of others the whole answer is compared.
TAGS: Mapping[str, Tag] = {
    "article": article_tag,
    **dict.fromkeys(
        [
            *("articles", "search", "issues", "issue", "departments", "department", "programs", "program"),
            *("reporters", "reporter", "newspapers"),
        ],
        lambda request, **_: archive_tag(request),
    ),
}


def through_gate(view: View, name: str | None) -> View:
    """The view behind the gate; `name` is that of its address."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _opened(_preflight())
        if request.method not in {"GET", "HEAD"}:
            response = problem(405, "这个接口只能读取，请用 GET。")
            response["Allow"] = METHODS
            return _opened(response)
        verdict = take(Scope.API, visitor_address(request))
        response = _answer(view, name, request, *args, **kwargs) if verdict.is_allowed else _refusal(verdict)
        return _opened(_counted(response, verdict))

    # Nothing can be changed here.
    return csrf_exempt(guarded)


def _answer(view: View, name: str | None, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """HEAD is answered as GET; what serves the site leaves the body out. What is kept is counted all the same."""
    tag_of = TAGS.get(name or "")
    if tag_of and (found := find_answer(request)):
        return get_conditional_response(request, etag=found["ETag"], response=found) or found
    tag = tag_of(request, **kwargs) if tag_of else None
    if tag and (unchanged := get_conditional_response(request, etag=tag)):
        return unchanged
    method, request.method = request.method, "GET"
    try:
        response = view(request, *args, **kwargs)
    finally:
        request.method = method
    if tag and response.status_code == 200:
        response["ETag"] = tag
        keep_answer(request, response)
    return response


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = METHODS
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Max-Age"] = PREFLIGHT_SECONDS
    return response


def _refusal(verdict: Verdict) -> HttpResponse:
    most = f"{verdict.limit.seconds} 秒内最多 {verdict.limit.most} 次" if verdict.limit else ""
    detail = f"请求太多：同一网络 {most}，请过 {in_words(verdict.seconds_left)}再来。"
    return problem(429, detail, retry_after=verdict.seconds_left)


def _counted(response: HttpResponse, verdict: Verdict) -> HttpResponse:
    if verdict.limit:
        response["RateLimit-Limit"] = str(verdict.limit.most)
        response["RateLimit-Remaining"] = str(verdict.remaining)
        response["RateLimit-Reset"] = str(verdict.seconds_left)
    return response


def _opened(response: HttpResponse) -> HttpResponse:
    """Any site's script may read it; search engines need not, and whoever keeps it asks whether it still holds."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    response["X-Robots-Tag"] = "noindex"
    response.setdefault("Cache-Control", "no-cache")
    return response
