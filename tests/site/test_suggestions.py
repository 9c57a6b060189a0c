"""What is suggested while something is typed, and how the answer may be kept."""

import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, DepartmentSuccession, Reporter
from articles.search import known_names
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from entities.models import Program
from tests import builders
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

ADDRESS = "/search/suggest/"


def suggested(client: Client, typed: str) -> list[dict[str, Any]]:
    response = client.get(ADDRESS, {"q": typed})
    assert response.status_code == 200
    found: list[dict[str, Any]] = response.json()["suggestions"]
    return found


def test_a_browser_gets_them_in_its_own_format(client: Client, archive: Archive) -> None:
    response = client.get("/search/suggest/opensearch/", {"q": "怀川码"})
    assert response["Content-Type"].startswith("application/x-suggestions+json")
    words, queries, lines, addresses = response.json()
    assert words == "怀川码"
    assert queries == ["怀川码上办", "怀川码上办正式上线"]
    assert lines == ["项目　1 篇", "文章　2022-01-28"]
    assert addresses[0] == f"http://testserver{archive.program.get_absolute_url()}"
    assert len(addresses) == 2
    assert client.get("/search/suggest/opensearch/").json() == ["", [], [], []]


def test_names_and_headlines_are_suggested(client: Client, archive: Archive) -> None:
    assert suggested(client, "怀川码") == [
        {"kind": "项目", "label": "怀川码上办", "note": "1 篇", "url": archive.program.get_absolute_url()},
        {
            "kind": "文章",
            "label": "怀川码上办正式上线",
            "note": "2022-01-28",
            "url": archive.launch.get_absolute_url() + "?q=%E6%80%80%E5%B7%9D%E7%A0%81",
        },
    ]
    assert [each["label"] for each in suggested(client, "政务")] == ["怀川市政务服务局"]
    assert [(each["kind"], each["note"]) for each in suggested(client, "王晓")] == [("记者", "2 篇")]


def test_pinyin_finds_a_reporter(client: Client, archive: Archive) -> None:
    Reporter.objects.filter(name="王晓明").update(pinyin="wang2 xiao3 ming2")
    assert [each["label"] for each in suggested(client, "wxm")] == ["王晓明"]


def test_an_alias_is_named(client: Client, archive: Archive) -> None:
    archive.program.aliases.create(surface="掌上办平台")
    (found,) = suggested(client, "掌上办")
    assert (found["label"], found["note"]) == ("怀川码上办", "又称掌上办平台 · 1 篇")


def test_a_department_of_old_leads_to_what_it_became(client: Client, archive: Archive) -> None:
    old, new = builders.make_department(name="怀川市农业局"), builders.make_department(name="怀川市农村工作局")
    DepartmentSuccession.objects.create(predecessor=old, successor=new)
    article = builders.make_article(page=archive.front, headline="春耕", body="怀川市农业局部署春耕。")
    builders.link_department(article=article, department=old)
    queue_index([article.pk])
    drain()
    (found,) = [each for each in suggested(client, "市农业") if each["kind"] == "部门"]
    assert (found["label"], found["url"]) == ("怀川市农村工作局", new.get_absolute_url())
    assert found["note"] == "又称怀川市农业局 · 1 篇"


def test_what_no_article_speaks_of_or_is_no_program_is_not_suggested(client: Client, archive: Archive) -> None:
    builders.make_program(name="无人提及工程")
    slogan = builders.make_program(name="为民办实事", kind=Program.Kind.SLOGAN)
    article = builders.make_article(page=archive.front, headline="", body="为民办实事。", programs=[slogan])
    queue_index([article.pk])
    drain()
    assert suggested(client, "无人提及") == suggested(client, "为民") == []


def test_the_newest_headlines_come_first_and_withdrawn_ones_not_at_all(client: Client, archive: Archive) -> None:
    page = builders.make_page(issue=builders.make_issue(date=archive.issue.date.replace(year=2023)))
    newer = [builders.make_article(page=page, headline=f"码上办再升级{number}") for number in range(4)]
    queue_index([each.pk for each in newer])
    drain()
    assert [each["label"] for each in suggested(client, "码上办")] == [
        "怀川码上办",
        *(f"码上办再升级{number}" for number in range(3)),
    ]
    Article.objects.filter(pk=newer[0].pk).update(state=Article.State.WITHDRAWN)
    assert "码上办再升级0" not in [each["label"] for each in suggested(client, "码上办")]


@pytest.mark.parametrize("typed", ["", " ", "\x00", "“", '""', "的" * 41, "a" * 9000, "\ufeff", "-", "。", "标题:"])
def test_whatever_is_typed_is_answered(client: Client, archive: Archive, typed: str) -> None:
    assert suggested(client, typed) == []


def test_signs_of_the_query_language_stand_for_themselves(client: Client, archive: Archive) -> None:
    assert suggested(client, "-怀川码") == suggested(client, "标题:怀川") == []
    assert len(suggested(client, "“怀川码")) == 2


def test_an_answer_may_be_kept_by_anyone(client: Client, archive: Archive) -> None:
    response = client.get(ADDRESS, {"q": "怀川"})
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in response.get("Vary", "")
    assert client.post(ADDRESS, {"q": "怀川"}).status_code == 405


def test_a_keystroke_asks_the_database_once_at_most(client: Client, archive: Archive) -> None:
    suggested(client, "怀川")
    with CaptureQueriesContext(connection) as queries:
        suggested(client, "怀川码上")
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        suggested(client, "王")
    assert len(queries) == 0


def test_names_are_read_again_after_a_while_and_nobody_waits(
    client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(suggested(client, "怀川码")) == 2
    Program.objects.filter(pk=archive.program.pk).update(name="怀川掌上通")
    started = []

    class Thread:
        """Is told when to run."""

        def __init__(self, **work: Any) -> None:
            self.work = work

        def start(self) -> None:
            started.append(self.work)

    monkeypatch.setattr("articles.search.known_names.threading.Thread", Thread)
    monkeypatch.setattr("articles.search.known_names.connections.close_all", lambda: None)
    assert suggested(client, "掌上通") == []
    now = time.monotonic() + known_names.REFRESH_SECONDS + 1
    monkeypatch.setattr("articles.search.known_names.time.monotonic", lambda: now)
    assert suggested(client, "掌上通") == suggested(client, "掌上通") == []
    (work,) = started
    work["target"](*work["args"])
    assert [each["label"] for each in suggested(client, "掌上通")] == ["怀川掌上通"]
