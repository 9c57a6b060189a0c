"""What is answered while the index cannot be asked: a page leaves out what it counts, a file or a feed is refused.

A number that could not be had is never shown as 0, nor kept.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from articles.errors import IndexUnavailableError
from articles.search.results import UNAVAILABLE_NOTE
from articles.views.kept_answers import leave_unkept

Answer = TypeVar("Answer")
View = Callable[..., HttpResponseBase]

#: In seconds: what the index waits for is done in a moment.
RETRY_AFTER = 30


def unless_unavailable(request: HttpRequest, ask: Callable[[], Answer], otherwise: Answer) -> Answer:
    """What `ask` has of the index. Where it has nothing the page is made with `otherwise`, and not kept."""
    try:
        return ask()
    except IndexUnavailableError:
        leave_unkept(request)
        return otherwise


def needs_index(view: View) -> View:
    """For what would be empty or wrong without the index, and is taken away: 503, and when to come again."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except IndexUnavailableError:
            response = render(request, "articles/refusal.html", {"message": UNAVAILABLE_NOTE}, status=503)
            response["Retry-After"] = str(RETRY_AFTER)
            return response

    return asked
