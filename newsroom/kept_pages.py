"""Pages of readers who are not logged in are made once for each state of the archive.

Other cookies of this site do no harm: an answer that hands out a token of forms sets a cookie, and one that shows what
is in the basket says so, and neither is kept.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from articles.views.kept_answers import find_answer, is_for_one_reader, keep_answer

#: Namespaces of addresses whose answers depend on nothing but the address, the archive, the day and the cookies below,
#: unless they say so.
#: Files and the basket are none: they are counted, or somebody's. The API keeps its answers behind its gate.
SECTIONS = frozenset({"articles", "entities", "discovery"})
#: What is made without asking the database, or keeps itself; of suggestions hardly one is asked for twice.
QUICK = frozenset(
    {
        *("articles:suggest", "articles:complete", "articles:quality", "articles:batch_search"),
        *("discovery:robots", "discovery:opensearch", "discovery:sitemap"),
    }
)
#: Whoever sends one may be greeted or told something: all his pages are made for him.
OWN_COOKIES = frozenset({settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name})
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
            response.setdefault("Cache-Control", "private, no-cache" if is_own(request, response) else "no-cache")
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


def is_own(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the answer is one reader's, or may be."""
    says_so = is_for_one_reader(request) or getattr(response, "cookies", None)
    return bool(says_so or OWN_COOKIES & request.COOKIES.keys())


def is_of_the_archive(request: HttpRequest) -> bool:
    return request.resolver_match is not None and bool(SECTIONS.intersection(request.resolver_match.namespaces))
