"""Whole answers kept until the archive changes. Whoever finds or keeps one knows that it is the same for every reader.

Each stands under its whole address and the day, for some pages tell what the day is. Kept is what the view made, with
its ETag: a reader who has it is answered 304 without its being made again.
"""

from dataclasses import dataclass

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import set_response_etag

from articles.views.archive_version import version_seen_by
from articles.views.kept import kept

UNKEPT = ("no-store", "private")
#: RFC 9211, on every answer that was not made anew.
CACHE_STATUS, HIT = "Cache-Status", "newsroom; hit"
LEFT_OUT = "articles.left_unkept"
#: On requests whose answer shows what one reader picked: nobody else may have it.
OWN = "articles.made_for_one_reader"
#: Under what an answer was looked for, and is kept: the day may have changed while it was made.
SOUGHT = "articles.sought_as"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    content: bytes
    headers: tuple[tuple[str, str], ...]

    def response(self) -> HttpResponse:
        response = HttpResponse(self.content)
        for name, value in self.headers:
            response[name] = value
        response[CACHE_STATUS] = HIT
        return response


def find_answer(request: HttpRequest) -> HttpResponse | None:
    """Where the database does not answer nothing is found, and whoever makes the answer says what is wrong."""
    try:
        version = version_seen_by(request)
    except DatabaseError:
        return None
    key = request.META[SOUGHT] = _key(request)
    found = kept().find(version, key) if version else None
    return found.response() if isinstance(found, KeptAnswer) else None


def leave_unkept(request: HttpRequest) -> None:
    """For what would be made better another time, as what had to be found within so many milliseconds."""
    request.META[LEFT_OUT] = True


def is_left_unkept(request: HttpRequest) -> bool:
    return LEFT_OUT in request.META


def make_for_one_reader(request: HttpRequest) -> None:
    """For an answer that depends on a cookie, whatever the cookie says: also whoever has none gets his own."""
    request.META[OWN] = True


def is_for_one_reader(request: HttpRequest) -> bool:
    return OWN in request.META


def keep_answer(request: HttpRequest, response: HttpResponse) -> None:
    """Of a request for which none was found, under the day on which it was looked for.

    What sets a cookie or may not be stored is left alone.
    """
    if request.method != "GET" or response.status_code != 200 or response.streaming or response.cookies:
        return
    if (
        is_left_unkept(request)
        or is_for_one_reader(request)
        or any(word in response.get("Cache-Control", "") for word in UNKEPT)
    ):
        return
    # Whoever stores it asks whether it still holds.
    response.setdefault("Cache-Control", "no-cache")
    if not response.has_header("ETag"):
        set_response_etag(response)
    if version := version_seen_by(request):
        answer = KeptAnswer(response.content, tuple(response.items()))
        key = request.META.get(SOUGHT) or _key(request)
        kept().keep(version, key, answer, len(answer.content) + len(request.get_full_path()))


def _key(request: HttpRequest) -> tuple[object, ...]:
    return KeptAnswer, request.scheme, request.get_host(), request.get_full_path(), timezone.localdate()
