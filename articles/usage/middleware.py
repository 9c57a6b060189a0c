"""Counts what readers were answered."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.usage.readers import is_reader
from articles.usage.tally import tally
from articles.usage.visits import ArticleView, noted_total, visit_of

#: 304: the reader has the page already, and reads it again.
ANSWERED = frozenset({200, 304})


class CountReadersMiddleware:
    """Stands before whatever keeps whole answers or answers 304, and asks the database nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.COUNT_READERS and request.method == "GET" and response.status_code in ANSWERED:
            count(request)
        return response


def count(request: HttpRequest) -> None:
    visit = visit_of(request)
    if visit is None or not is_reader(request):
        return
    if isinstance(visit, ArticleView):
        tally.count_view(visit.public_id, is_click=visit.is_click)
    else:
        tally.count_search(visit.text, request, noted_total(request))
