"""Pages of readers without a cookie of this site are made once for each state of the archive."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from articles.clippings.basket import COOKIE as BASKET_COOKIE
from articles.views.kept_answers import find_answer, keep_answer

#: Namespaces of addresses whose answers depend on nothing but the address, the archive, the day and the cookies below.
#: Files and the basket are none: they are counted, or somebody's. The API keeps its answers behind its gate.
SECTIONS = frozenset({"articles", "entities", "discovery"})
#: What is made without asking the database, or keeps itself; of suggestions hardly one is asked for twice.
QUICK = frozenset(
    {
        *("articles:suggest", "articles:complete", "articles:quality", "articles:batch_search"),
        *("discovery:robots", "discovery:opensearch", "discovery:sitemap"),
    }
)
#: Whoever sends one may be greeted or told something, or hold picked articles or a form: his pages are made for him.
OWN_COOKIES = frozenset(
    {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, CookieStorage.cookie_name, BASKET_COOKIE}
)
IS_MISSED = "newsroom.no_page_was_kept"


class KeptPagesMiddleware:
    """Stands behind what sets headers for every answer and compares validators, and before what reads cookies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if IS_MISSED in request.META and isinstance(response, HttpResponse):
            keep_answer(request, response)
        if is_of_the_archive(request):
            # Whoever stores a page asks whether it still holds; one made for a reader is stored by him alone.
            is_own = bool(OWN_COOKIES & request.COOKIES.keys() or getattr(response, "cookies", None))
            response.setdefault("Cache-Control", "private, no-cache" if is_own else "no-cache")
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """By now it is known which view the address leads to; it need not be asked."""
        match = request.resolver_match
        if match is None or not is_of_the_archive(request) or match.view_name in QUICK:
            return None
        if request.method not in ("GET", "HEAD") or OWN_COOKIES & request.COOKIES.keys():
            return None
        found = find_answer(request)
        if found is None:
            request.META[IS_MISSED] = True
        return found


def is_of_the_archive(request: HttpRequest) -> bool:
    return request.resolver_match is not None and bool(SECTIONS.intersection(request.resolver_match.namespaces))
