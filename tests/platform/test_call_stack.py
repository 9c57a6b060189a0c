"""Requests are called with room for all their frames; nothing else is another for that."""

import sys

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils.module_loading import import_string

from newsroom.call_stack import SLOTS, in_one_piece

#: What CPython allocates at once for frames, in bytes.
CHUNK = 16 * 1024


def test_what_is_called_answers_and_fails_as_it_would_alone() -> None:
    assert in_one_piece(divmod)(7, 2) == (3, 1)
    assert in_one_piece(sorted)("怀川市", reverse=True) == sorted("怀川市", reverse=True)
    with pytest.raises(ZeroDivisionError):
        in_one_piece(divmod)(7, 0)


def test_every_request_passes_a_frame_that_wants_more_than_a_chunk(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert import_string(settings.MIDDLEWARE[0]) is in_one_piece and SLOTS * 8 > CHUNK
    wanted: list[int] = []

    def robots(request: HttpRequest) -> HttpResponse:
        frame = sys._getframe()
        while frame := frame.f_back:  # type: ignore[assignment]
            wanted.append(frame.f_code.co_stacksize)
        return HttpResponse("")

    monkeypatch.setattr("newsroom.methods.MethodsMiddleware.process_view", lambda self, request, *_: robots(request))
    client.get("/robots.txt")
    assert SLOTS in wanted
