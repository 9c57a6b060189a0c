"""HEAD is answered as the server must send it: with the headers alone. Django's test client would hide a body."""

from collections.abc import Iterator

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from newsroom.bodiless import BodilessHeadMiddleware


@pytest.mark.django_db
def test_neither_a_made_nor_a_kept_page_has_a_body_for_head(client: Client) -> None:
    whole = client.get("/")
    handler = BaseHandler()
    handler.load_middleware()
    for headers in ({}, {"Cookie": "sessionid=none"}):
        answer = handler.get_response(RequestFactory().head("/", headers=headers))
        assert isinstance(answer, HttpResponse)
        assert (answer.status_code, answer.content) == (200, b"")
        assert int(answer["Content-Length"]) > 0
    assert whole.content


def test_get_keeps_its_body_and_a_stream_is_not_read_for_head() -> None:
    def lines() -> Iterator[bytes]:
        yield from (b"read" for _ in (1, 2))

    made = BodilessHeadMiddleware(lambda _: HttpResponse("正文"))
    assert made(RequestFactory().get("/")).content.decode() == "正文"  # type: ignore[attr-defined]
    streamed = BodilessHeadMiddleware(lambda _: StreamingHttpResponse(lines()))(RequestFactory().head("/"))
    assert list(streamed) == []
