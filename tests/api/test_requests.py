"""What every request meets: clear problems, limits, other sites' scripts, 304, and few questions to the database."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.models import Article, DepartmentLink, LinkStatus
from articles.rate_limits.counting import Scope, take
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.api.conftest import Ask
from tests.site.conftest import Archive
from tests.site.test_query_counts import grow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.mark.parametrize(
    ("address", "field", "message"),
    [
        ("/articles?year=22", "year", "年份请写成四位数字"),
        ("/articles?department=none", "department", "名录里没有这个部门：none。"),
        ("/articles?kind=essay", "kind", "体裁里没有“essay”这一种。"),
        ("/articles?date_from=yesterday", "date_from", "请写成 2022-01-28 的样子"),
        ("/articles?date_from=2022-02-01&date_to=2022-01-01", "date_to", "截止日期早于起始日期"),
        ("/articles?limit=101", "limit", "最大是 100"),
        ("/articles?limit=0", "limit", "最小是 1"),
        ("/articles?limit=many", "limit", "须是整数"),
        ("/articles?departement=x", "departement", "可以用：department、"),
        ("/articles?q=怀川", "q", "没有这个参数"),
        ("/articles?sort=relevance", "sort", "可以用：newest、oldest"),
        ("/search?facets=colour", "facets", "没有“colour”这一面"),
        ("/issues?date_from=1643328000", "date_from", "请写成 2022-01-28 的样子"),
        ("/issues?date_from=2022-02-01&date_to=2022-01-01", "date_to", "截止日期早于起始日期"),
        ("/issues?year=99", "year", "最小是 1600"),
        ("/issues?sort=best", "sort", "只能是 'newest'、'oldest'"),
        ("/issues?newspaper=none", "newspaper", "没有这份报纸：none"),
        ("/issues/huaichuan/2022-13-01", "date", "请写成 2022-01-28 的样子"),
        ("/issues/huaichuan/2022-01-28?kind=essay", "kind", "没有“essay”这种体裁"),
        ("/departments?letter=a", "letter", "可以用：limit、cursor"),
        ("/newspapers?limit=1", "limit", "这里不用参数"),
        ("/search?q=怀川&page=2", "page", "请照回答中的 next 取下一页"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named_with_what_to_do(
    ask: Ask, address: str, field: str, message: str
) -> None:
    problem = ask(address, 400)
    assert (problem["status"], problem["type"]) == (400, "about:blank")
    (error,) = problem["errors"]
    assert error["field"] == field and message in error["message"]
    assert error["message"].rstrip("。") in problem["detail"]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/articles/999999",
            "/articles/99999999999999999999999",
            "/articles/x",
            "/departments/none",
            "/programs/none",
        ),
        *("/reporters/none", "/issues/huaichuan/2000-01-01", "/issues/none/2022-01-28", "/none", "/articles/1/2"),
        *("/articles/-1", "/%00", "/issues/%00/2022-01-28"),
    ],
)
def test_what_is_not_there_is_a_problem_and_no_page(ask: Ask, address: str) -> None:
    problem = ask(address, 404)
    assert problem["title"] == "没有这一条" and len(problem["detail"]) > 5


def test_a_slash_too_many_is_forgiven(client: Client) -> None:
    response = client.get("/api/v1/articles/?limit=1")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/articles?limit=1")


def test_while_there_is_no_index_lists_say_when_to_come_again(
    client: Client, search_index_dir: Path, settings: Settings
) -> None:
    settings.SEARCH_INDEX_DIR = search_index_dir / "none"
    for address in ("/api/v1/articles", "/api/v1/search?q=怀川"):
        response = client.get(address)
        assert response.status_code == 503 and response["Retry-After"] == "30"
        assert response.json()["title"] == "暂时不能检索"


def test_a_fault_of_the_program_is_a_problem_too(monkeypatch: pytest.MonkeyPatch, archive: Archive) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("articles.api.endpoints.list_newspapers", fail)
    response = Client(raise_request_exception=False).get("/api/v1/newspapers")
    assert response.status_code == 500
    assert response.json()["status"] == 500 and "Zero" not in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(archive: Archive, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/articles")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.json()["detail"] == "这个接口只能读取，请用 GET。"


def test_scripts_of_other_sites_may_read_the_api_and_nothing_else(client: Client, archive: Archive) -> None:
    preflight = client.options("/api/v1/search", headers={"Origin": "https://example.org"})
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for address in ("/api/v1/search", "/api/v1/none", "/api/v1/articles?year=x", "/api/v1/openapi.json"):
        response = client.get(address, headers={"Origin": "https://example.org"})
        assert response["Access-Control-Allow-Origin"] == "*", address
        assert response["X-Robots-Tag"] == "noindex"
        assert "Cookie" not in response.get("Vary", "")
    for address in ("/", "/search/", "/api/", archive.launch.get_absolute_url()):
        assert "Access-Control-Allow-Origin" not in client.get(address)


def test_head_is_answered_without_a_body(client: Client, archive: Archive) -> None:
    response = client.head(f"/api/v1/articles/{archive.launch.public_id}")
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] and response["Content-Type"].startswith("application/json")


def test_robots_keep_out(client: Client) -> None:
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /api/v1/\n" in robots


def test_a_visitor_has_a_limit_and_is_told_it(client: Client, settings: Settings) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"api": (3, 60)}
    answers = [client.get("/api/v1/newspapers") for _ in range(3)]
    assert [each["RateLimit-Remaining"] for each in answers] == ["2", "1", "0"]
    refused = client.get("/api/v1/newspapers")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "60 秒内最多 3 次" in refused.json()["detail"]
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/newspapers", REMOTE_ADDR="203.0.113.9").status_code == 200
    assert client.get("/search/").status_code == 200


# Conditional requests

LISTS = ("/articles", "/search?q=怀川", "/issues", "/departments", "/programs", "/reporters", "/newspapers")


def addresses(archive: Archive) -> list[str]:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    return [
        *LISTS,
        f"/articles/{archive.launch.public_id}",
        "/issues/huaichuan/2022-01-28",
        f"/departments/{archive.department.slug}",
        f"/programs/{archive.program.slug}",
        f"/reporters/{reporter.slug}",
    ]


def again(client: Client, address: str, tag: str) -> int:
    return client.get(f"/api/v1{address}", headers={"If-None-Match": tag}).status_code


def test_what_has_not_changed_is_told_with_two_questions_to_the_database(client: Client, archive: Archive) -> None:
    take(Scope.API, "127.0.0.1")
    for address in addresses(archive):
        tag = client.get(f"/api/v1{address}")["ETag"]
        with CaptureQueriesContext(connection) as queries:
            assert again(client, address, tag) == 304, address
        assert len(queries) == 2, address


def test_a_change_of_one_article_changes_its_tag_and_that_of_lists_but_not_of_others(
    client: Client, archive: Archive
) -> None:
    tags = {address: client.get(f"/api/v1{address}")["ETag"] for address in addresses(archive)}
    other = f"/articles/{archive.older.public_id}"
    tags[other] = client.get(f"/api/v1{other}")["ETag"]
    Article.objects.filter(pk=archive.launch.pk).update(headline="怀川码上办今日上线")
    queue_index([archive.launch.pk])
    drain()
    found = {address: again(client, address, tag) for address, tag in tags.items()}
    assert found.pop(other) == 304
    assert set(found.values()) == {200}


def test_whatever_an_article_shows_changes_its_tag(client: Client, archive: Archive) -> None:
    address = f"/articles/{archive.launch.public_id}"
    changes: list[Callable[[], object]] = [
        lambda: DepartmentLink.objects.update(
            status=LinkStatus.REJECTED, decided_at=datetime.datetime.now(datetime.UTC)
        ),
        lambda: type(archive.program).objects.update(name="怀川一码办"),
        lambda: type(archive.newspaper).objects.update(rights="另有约定。"),
        lambda: type(archive.issue).objects.update(date_source="editor"),
        lambda: archive.launch.mentions.all().delete(),
        lambda: type(archive.front).objects.filter(pk=archive.front.pk).update(label="A05"),
        lambda: archive.launch.credits.update(name="王小明"),
    ]
    seen = set()
    for change in changes:
        seen.add(client.get(f"/api/v1{address}")["ETag"])
        change()
    seen.add(client.get(f"/api/v1{address}")["ETag"])
    assert len(seen) == len(changes) + 1


def test_what_is_gone_or_wrong_is_never_told_to_be_unchanged(client: Client, archive: Archive) -> None:
    address = f"/articles/{archive.launch.public_id}"
    tag = client.get(f"/api/v1{address}")["ETag"]
    Article.objects.filter(pk=archive.launch.pk).update(state=Article.State.WITHDRAWN)
    assert again(client, address, tag) == 410
    assert "ETag" not in client.get("/api/v1/articles?year=x") or again(client, "/articles?year=x", tag) == 400


def test_a_renamed_reporter_or_newspaper_changes_lists(client: Client, archive: Archive) -> None:
    tag = client.get("/api/v1/newspapers")["ETag"]
    type(archive.newspaper).objects.update(rights="另有约定。")
    assert again(client, "/newspapers", tag) == 200


# Questions to the database

LIMITS = {
    "/articles": 8,
    "/search?q=怀川&facets=year,department,program,reporter,newspaper,kind": 12,
    "/issues": 6,
    "/departments": 5,
    "/programs": 5,
    "/reporters": 5,
    "/newspapers": 4,
    "article": 12,
    "issue": 8,
    "department": 19,
    "program": 14,
    "reporter": 6,
}


def counts(client: Client, archive: Archive) -> dict[str, int]:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    named = {
        "article": f"/articles/{archive.launch.public_id}",
        "issue": "/issues/huaichuan/2022-01-28",
        "department": f"/departments/{archive.department.slug}",
        "program": f"/programs/{archive.program.slug}",
        "reporter": f"/reporters/{reporter.slug}",
    }
    found = {}
    for name in LIMITS:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/api/v1{named.get(name, name)}").status_code == 200
        found[name] = len(queries)
    return found


def test_answers_ask_little_and_the_same_however_much_they_tell(client: Client, archive: Archive) -> None:
    take(Scope.API, "127.0.0.1")
    undated = builders.make_page(newspaper=archive.newspaper, label="", text="无日期\n")
    queue_index([builders.make_article(page=undated, headline="", body="无日期").pk])
    drain()
    before = counts(client, archive)
    grow(archive)
    for number in range(5):
        page = builders.make_page(newspaper=archive.newspaper, label="", text=f"又一版{number}\n")
        queue_index([builders.make_article(page=page, headline="", body=f"又一版{number}").pk])
    drain()
    after = counts(client, archive)
    assert {name: (before[name], count) for name, count in after.items() if count > before[name] + 1} == {}
    assert {name: (count, LIMITS[name]) for name, count in after.items() if count > LIMITS[name]} == {}
