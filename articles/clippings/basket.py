"""The basket of picked articles: a signed cookie of public ids in the reader's order. No login, no session, no row.

A basket that was emptied stays in a second cookie for a while, so that it can be had back. How many are picked stands
in a third, which the site's scripts can read: so the head of pages that are the same for all readers tells it.
"""

import base64
import binascii
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.exports.clippings import MOST_CLIPPINGS
from articles.views.kept_answers import make_for_one_reader

COOKIE, EMPTIED, COUNT = "clippings", "clippings_emptied", "clippings_count"
SALT = "articles.clippings"
#: Kept for a month after the last change.
SECONDS, SECONDS_EMPTIED = 30 * 24 * 60 * 60, 60 * 60
#: Width of an id, so that a full basket fits the 4,096 bytes a browser keeps: 500 × 5 bytes are 3,336 characters.
ID_BYTES = 5


def read_basket(request: HttpRequest) -> tuple[int, ...]:
    """The ids picked; none where there is no cookie, or one that was not signed here."""
    return _read(request, COOKIE, SECONDS)


def write_basket(response: HttpResponse, ids: Sequence[int]) -> None:
    """Whoever picks anew has no use for what he emptied: the two cookies together might be more than a server takes."""
    _write(response, COOKIE, ids, SECONDS)
    tell_count(response, len(ids))
    if ids:
        _write(response, EMPTIED, (), SECONDS_EMPTIED)


def told_count(request: HttpRequest) -> str:
    """What the head tells, as it stands in the cookie; nothing where it tells none."""
    return request.COOKIES.get(COUNT, "")


def tell_count(response: HttpResponse, count: int) -> None:
    if not count:
        response.delete_cookie(COUNT, samesite="Lax")
        return
    response.set_cookie(
        COUNT, str(count), max_age=SECONDS, secure=settings.SESSION_COOKIE_SECURE, httponly=False, samesite="Lax"
    )


def read_emptied(request: HttpRequest) -> tuple[int, ...]:
    """What was in the basket that was emptied within the hour."""
    return _read(request, EMPTIED, SECONDS_EMPTIED)


def empty_basket(response: HttpResponse, ids: Sequence[int]) -> None:
    """`ids`: what is in it."""
    write_basket(response, ())
    _write(response, EMPTIED, ids, SECONDS_EMPTIED)


def _read(request: HttpRequest, cookie: str, seconds: int) -> tuple[int, ...]:
    make_for_one_reader(request)
    value = request.get_signed_cookie(cookie, default="", salt=SALT, max_age=seconds)
    return decode_ids(value or "")


def _write(response: HttpResponse, cookie: str, ids: Sequence[int], seconds: int) -> None:
    if not ids:
        response.delete_cookie(cookie, samesite="Lax")
        return
    response.set_signed_cookie(
        cookie,
        encode_ids(ids),
        salt=SALT,
        max_age=seconds,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def encode_ids(ids: Iterable[int]) -> str:
    """Raises `OverflowError` for an id of more than `ID_BYTES`."""
    return base64.urlsafe_b64encode(b"".join(each.to_bytes(ID_BYTES, "big") for each in ids)).decode()


def decode_ids(text: str) -> tuple[int, ...]:
    """What `encode_ids` wrote; anything else is an empty basket."""
    try:
        data = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        return ()
    if len(data) % ID_BYTES:
        return ()
    return tuple(int.from_bytes(data[place : place + ID_BYTES], "big") for place in range(0, len(data), ID_BYTES))


def with_added(basket: Sequence[int], ids: Iterable[int]) -> tuple[tuple[int, ...], int]:
    """The basket with the ids behind, each once, and how many found no room."""
    wanted = [each for each in dict.fromkeys(ids) if each not in set(basket)]
    room = max(0, MOST_CLIPPINGS - len(basket))
    return (*basket, *wanted[:room]), len(wanted[room:])


def moved(basket: Sequence[int], public_id: int, step: int) -> tuple[int, ...]:
    """The basket with one article moved by `step` places; one that is not in it, or at the end already, stays."""
    ids = list(basket)
    if public_id in ids:
        place = ids.index(public_id)
        ids.pop(place)
        ids.insert(max(0, place + step), public_id)
    return tuple(ids)
