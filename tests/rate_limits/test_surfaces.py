"""What visitors see of the limits: at the files, at the pasted list and at the desk's login."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.site.conftest import Archive, archive, indexed

__all__ = ["archive", "indexed"]

pytestmark = pytest.mark.django_db
PASSWORD = "only-in-this-test"  # noqa: S105


@pytest.fixture(autouse=True)
def low_limits(settings: Settings) -> Iterator[None]:
    settings.RATE_LIMITS = {"api": (2, 60), "files": (2, 600), "login": (3, 900)}
    yield


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    "address", ["/search/articles.csv", "/search/articles.xlsx", "/search/articles.docx", "/clippings/clippings.docx"]
)
def test_files_have_a_limit_and_other_visitors_their_own(client: Client, archive: Archive, address: str) -> None:
    client.post("/clippings/add/", {"article": archive.launch.public_id})
    assert [client.get(address).status_code for _ in range(2)] == [200, 200]
    refused = client.get(address)
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 600
    assert "已经取了 2 份文件" in refused.content.decode() and "10 分钟" in refused.content.decode()
    assert client.get(address, REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.usefixtures("indexed")
def test_a_made_up_header_is_no_way_round(client: Client, archive: Archive) -> None:
    client.post("/clippings/add/", {"article": [archive.launch.public_id]})
    found = [
        client.get("/clippings/print/", headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code
        for number in range(3)
    ]
    assert found == [200, 200, 429]


@pytest.mark.usefixtures("indexed")
def test_a_file_that_another_is_made_before_costs_nothing(client: Client) -> None:
    from articles.exports.slots import the_slot

    with the_slot():
        assert [client.get("/search/articles.csv").status_code for _ in range(3)] == [503] * 3
    assert client.get("/search/articles.csv").status_code == 200


@pytest.mark.usefixtures("indexed")
def test_pages_and_searches_have_no_limit(client: Client, archive: Archive) -> None:
    assert {client.get("/search/?q=怀川").status_code for _ in range(5)} == {200}
    assert {client.get(archive.launch.get_absolute_url()).status_code for _ in range(5)} == {200}


@pytest.mark.usefixtures("indexed")
def test_pasted_lists_count_with_the_files(client: Client) -> None:
    answers = [client.post("/search/batch/", {"queries": "怀川\n上线"}) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert "怀川" in answers[2].content.decode()


def login(client: Client, name: str, password: str, address: str = "203.0.113.9") -> tuple[int, str]:
    form = {"username": name, "password": password}
    response = client.post("/admin/login/?next=/admin/", form, REMOTE_ADDR=address)
    return response.status_code, response.content.decode()


def test_login_waits_after_failures_from_one_address(client: Client) -> None:
    User.objects.create_user("bianji", password=PASSWORD, is_staff=True)
    assert [login(client, f"who{number}", "wrong")[0] for number in range(3)] == [200, 200, 200]
    status, page = login(client, "bianji", PASSWORD)
    assert status == 429 and "登录失败的次数太多，请过 15 分钟再试" in page
    assert login(client, "bianji", PASSWORD, address="198.51.100.7")[0] == 302


def test_login_waits_after_failures_for_one_account_from_anywhere(client: Client) -> None:
    User.objects.create_user("bianji", password=PASSWORD, is_staff=True)
    names = ["bianji", "BIANJI ", "ｂｉａｎｊｉ"]
    assert [login(client, name, "wrong", f"203.0.113.{each}")[0] for each, name in enumerate(names)] == [200] * 3
    assert login(client, "bianji", PASSWORD, "198.51.100.7")[0] == 429


def test_attempts_that_were_refused_do_not_shut_out_another_account(client: Client) -> None:
    User.objects.create_user("bianji", password=PASSWORD, is_staff=True)
    for _ in range(3):
        login(client, "nobody", "wrong")
    assert {login(client, "bianji", "wrong")[0] for _ in range(5)} == {429}
    assert login(client, "bianji", PASSWORD, address="198.51.100.7")[0] == 302


def test_logins_that_succeed_do_not_count(client: Client) -> None:
    User.objects.create_user("bianji", password=PASSWORD, is_staff=True)
    assert [login(Client(), "bianji", PASSWORD)[0] for _ in range(6)] == [302] * 6
    assert login(client, "bianji", "")[0] == 200
    assert [login(client, "bianji", "wrong")[0] for _ in range(4)] == [200, 200, 200, 429]
