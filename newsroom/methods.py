"""What is only read answers no other method, and says which it does, before any token of a form is asked for."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render

#: The desk and the API answer for themselves.
OTHERS = frozenset({"admin", "api"})
READING = ("GET", "HEAD", "OPTIONS")
#: The public addresses, by name, to which a form is sent.
FORMS = {
    "articles:batch_search": (*READING, "POST"),
    "clippings:add": (*READING, "POST"),
    "clippings:change": ("POST", "OPTIONS"),
    "entities:find_in_text": (*READING, "POST"),
    "reports:article": (*READING, "POST"),
    "reports:page": (*READING, "POST"),
}


class MethodsMiddleware:
    """Stands before what keeps sessions and compares tokens: whoever asks amiss costs neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or OTHERS.intersection(match.namespaces):
            return None
        allowed = FORMS.get(match.view_name, READING)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
        if request.method in allowed:
            return None
        if request.method in {"GET", "HEAD"}:
            # Somebody opened or reloaded what only a button sends to.
            answer = render(request, "405.html", status=405)
            answer["Allow"] = ", ".join(allowed)
            return answer
        return HttpResponseNotAllowed(
            allowed,
            f"这个地址不接受 {request.method}，只接受 {'、'.join(allowed)}。\n",
            content_type="text/plain; charset=utf-8",
        )
