"""The desk's lists: never counted in full, never a query for each row, found by what an editor knows."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import paginators
from articles.admin.paginators import LimitedCountPaginator
from articles.models import (
    Article,
    IngestItem,
    IngestRun,
    Issue,
    Newspaper,
    Page,
    PageReplacement,
    Redirect,
    Reporter,
)
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services.corrections import correct_article
from articles.services.text_changed import queue_index
from articles.services.withdrawal import withdraw_article
from entities.models import LoadedLine, ProgramDecision
from tests.builders import (
    link_department,
    make_article,
    make_department,
    make_newspaper,
    make_page,
    make_program,
    make_source,
    mention_program,
)
from tests.desk.people import make_editor

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label in ("articles", "entities")]
HEAVY = re.compile(r'SELECT [^()]*?("text"|"data"|"line_sketch"|"articles_article"\."body")[^()]*? FROM')


def rows(client: Client, model: Any, **parameters: str) -> str:
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    response = client.get(address, parameters)
    assert response.status_code == 200
    return response.content.decode()


def fill(start: int, count: int) -> None:
    """Some of everything: each number an article with all that hangs on it."""
    editor = make_editor(name=f"编辑{start}")
    run = IngestRun.objects.create()
    for number in range(start, start + count):
        page = make_page(label=f"A{number}", source=make_source())
        body = f"怀川市第{number}局上线怀川{number}号通。"
        page.text = f"第{number}篇\n{body}\n"
        page.save()
        article = make_article(page=page, headline=f"第{number}篇", body=body, reporters=[f"记者{number}"])
        link_department(
            article=article, department=make_department(name=f"怀川市第{number}局", aliases=[f"{number}局"])
        )
        program = make_program(
            name=f"怀川{number}号通", aliases=[f"{number}号通"], run_by=make_department(name=f"局{number}")
        )
        mention_program(article=article, program=program)
        ProgramDecision.objects.create(article=article, program=program, verdict="confirmed", decided_by=editor)
        Redirect.objects.create(old_public_id=10**6 + number, article=article, reason="并入", created_by=editor)
        PageReplacement.objects.create(page=page, old_source=make_source(), new_source=make_source())
        IngestItem.objects.create(run=run, path=f"{number}.txt", outcome="stored", source=page.source)
        correct_article(article, base_revision=0, editor=editor, kicker="引题")
        LoadedLine.objects.create(file="a.csv", key=str(number))


def queries_of_lists(client: Client) -> dict[str, list[str]]:
    queries = {}
    for model in OURS:
        rows(client, model)
        with CaptureQueriesContext(connection) as captured:
            rows(client, model)
        queries[model.__name__] = [query["sql"] for query in captured.captured_queries]
    return queries


def test_a_list_costs_the_same_queries_for_more_rows_and_reads_no_long_text(administrator: Client) -> None:
    fill(1, 1)
    few = {name: len(queries) for name, queries in queries_of_lists(administrator).items()}
    fill(2, 3)
    many = queries_of_lists(administrator)
    assert {name: len(queries) for name, queries in many.items()} == few
    # The log asks what is hidden of the articles it names, too.
    assert few.pop("AuditEntry") <= 10
    assert max(few.values()) <= 9
    assert [
        sql
        for queries in many.values()
        for sql in queries
        # What is hidden is a few words; the log has to know them to black them out.
        if HEAVY.search(sql) and 'FROM "articles_hiddenpassage"' not in sql
    ] == []


def test_no_list_counts_a_whole_table(administrator: Client) -> None:
    for name, queries in queries_of_lists(administrator).items():
        counts = [sql for sql in queries if "COUNT(*)" in sql]
        assert counts, name
        assert all("LIMIT" in sql for sql in counts), name


def test_counting_stops_and_the_list_says_so(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        Issue.objects.create(newspaper=make_page(label=f"A{number}").newspaper, date=f"1990-01-0{number + 1}")
    assert "以上" not in rows(administrator, Issue)
    monkeypatch.setattr(paginators, "COUNT_LIMIT", 3)
    page = rows(administrator, Issue)
    assert "3以上 各期报纸" in page
    paginator = LimitedCountPaginator(Issue.objects.order_by("date"), 2)
    assert (paginator.count, paginator.num_pages, paginator.is_limited) == (3, 2, True)
    assert Paginator(Issue.objects.order_by("date"), 2).count == 5


def test_articles_are_found_by_their_words_through_the_index(administrator: Client) -> None:
    page = make_page()
    wanted = make_article(page=page, headline="数字政府", body="推进一网通办。")
    make_article(page=page, headline="春耕", body="麦田管理。")
    hidden = make_article(page=page, headline="撤下的一网通办", body="不公开。")
    withdraw_article(hidden, by=make_editor(), reason="来信要求")
    rebuild(search_backend())
    rows(administrator, Article, q="一网通办")

    with CaptureQueriesContext(connection) as queries:
        html = rows(administrator, Article, q="一网通办")
    assert "数字政府" in html
    assert "撤下的一网通办" in html
    assert "春耕" not in html
    assert len(queries) <= 9
    assert wanted.headline in rows(administrator, Article, q=str(wanted.public_id))


def test_articles_without_a_headline_are_named_by_their_first_words(administrator: Client) -> None:
    make_article(headline="", body="记者从市政府获悉，今年将新建学校十所。")
    assert "［无题］记者从市政府获悉" in rows(administrator, Article)


def test_articles_are_listed_by_page_and_by_issue(administrator: Client) -> None:
    here, there = make_page(label="A01"), make_page(label="A02")
    make_article(page=here, headline="头版消息")
    make_article(page=there, headline="二版消息")
    html = rows(administrator, Article, page__id__exact=str(here.pk))
    assert "头版消息" in html
    assert "二版消息" not in html
    assert here.issue
    assert "二版消息" in rows(administrator, Article, page__issue__id__exact=str(here.issue.pk))


def test_a_missing_index_is_said_and_numbers_still_find(administrator: Client) -> None:
    article = make_article()
    assert article.headline not in rows(administrator, Article, q="不存在的字句")
    assert article.headline in rows(administrator, Article, q=str(article.public_id))


def test_reporters_are_found_by_part_of_their_name(administrator: Client) -> None:
    make_article(reporters=["王晓明", "李红"])
    html = rows(administrator, Reporter, q="晓明")
    assert "王晓明" in html
    assert "李红" not in html


def test_the_index_queue_shows_what_waits(administrator: Client) -> None:
    article = make_article(headline="等待更新")
    queue_index([article.pk])
    assert "等待更新" in administrator.get(reverse("admin:articles_indexqueueentry_changelist")).content.decode()


def test_articles_are_listed_by_newspaper_and_follow_a_page_that_changes_it(administrator: Client) -> None:
    ours, theirs = (
        make_page(label="A01"),
        make_page(label="A02", newspaper=make_newspaper(name="怀川晚报", slug="wanbao")),
    )
    make_article(page=ours, headline="日报消息")
    make_article(page=theirs, headline="晚报消息")
    assert {"日报消息", "晚报消息"} == listed(administrator, ours.newspaper, theirs.newspaper)
    assert {"晚报消息"} == listed(administrator, theirs.newspaper)
    Page.objects.filter(pk=ours.pk).update(newspaper=theirs.newspaper, issue=None)
    assert {"日报消息", "晚报消息"} == listed(administrator, theirs.newspaper)
    Article.objects.filter(headline="晚报消息").update(newspaper=None)
    assert {"日报消息", "晚报消息"} == listed(administrator, theirs.newspaper)


def listed(client: Client, *newspapers: Newspaper) -> set[str]:
    """The headlines that the lists of these newspapers show."""
    html = "".join(rows(client, Article, newspaper__id__exact=str(newspaper.pk)) for newspaper in newspapers)
    return set(re.findall(r"[日晚]报消息", html))
