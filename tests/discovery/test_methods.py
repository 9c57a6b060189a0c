"""Methods that an address does not know are answered 405 with those it does, whether or not a token came along."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.methods import FORMS
from tests.discovery.test_headers import arguments, public_names
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

WRITING = ("POST", "PUT", "PATCH", "DELETE", "TRACE")


def addresses(archive: Archive) -> dict[str, str]:
    known = arguments(archive)
    return {name: reverse(name, kwargs=known.get(name)) for name in sorted(public_names())}


def allowed_by(response: object) -> set[str]:
    return set(response["Allow"].split(", "))  # type: ignore[index]


def test_every_address_that_is_only_read_says_so_to_whoever_writes(archive: Archive) -> None:
    strict = Client(enforce_csrf_checks=True)
    for name, address in addresses(archive).items():
        for method in WRITING:
            if method in FORMS.get(name, ()):
                continue
            answer = strict.generic(method, address)
            assert answer.status_code == 405, (method, name)
            assert method not in allowed_by(answer) and {"GET", "POST"} & allowed_by(answer), (method, name)
            assert "表单" not in answer.content.decode(), (method, name)


def test_forms_still_ask_for_their_token(archive: Archive) -> None:
    known, strict = addresses(archive), Client(enforce_csrf_checks=True)
    assert set(FORMS) <= set(known)
    for name in FORMS:
        assert strict.post(known[name]).status_code == 403, name


def test_whoever_asks_which_methods_there_are_is_told_without_a_page(client: Client, archive: Archive) -> None:
    for name, address in addresses(archive).items():
        with CaptureQueriesContext(connection) as queries:
            answer = client.options(address)
        assert (answer.status_code, answer.content, len(queries)) == (204, b"", 0), name
        assert "OPTIONS" in allowed_by(answer), name
        if "GET" in allowed_by(answer):
            assert client.get(address).status_code != 405, name
        assert ("POST" in allowed_by(answer)) == (name in FORMS), name


def test_whoever_opens_what_only_a_button_sends_to_sees_a_page_of_the_site(client: Client, archive: Archive) -> None:
    answer = client.get("/clippings/change/")
    page = Seen(answer)
    assert answer.status_code == 405 and allowed_by(answer) == {"POST", "OPTIONS"}
    assert "这个地址只收表单" in page.text and page.links("剪报").count("/clippings/") >= 1
