"""The commands that keep, prove and ask the index."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.management.commands.search import Command as SearchCommand
from articles.models import Article, IndexQueueEntry
from articles.search.backend import search_backend
from articles.search.draining import drain
from tests.builders import make_department, make_newspaper, make_page
from tests.search.archive import stored, stored_meetings
from tests.search.articles import indexed

pytestmark = pytest.mark.django_db


def run(name: str, *args: str, **options: Any) -> str:
    output = io.StringIO()
    call_command(name, *args, stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def archive() -> list[Article]:
    articles = stored_meetings(3)
    drain()
    return articles


def test_check_index_agrees_with_an_index_in_step(archive: list[Article]) -> None:
    assert "3 articles, and the search index agrees with all of them" in run("check_index")


def test_check_index_finds_each_sort_of_difference_and_repairs_it(archive: list[Article]) -> None:
    missing, stale, withdrawn = archive
    with search_backend().writer() as writer:
        writer.delete([missing.pk])
        writer.index([indexed(article_id=987654, body="库里没有")])
        writer.commit()
    Article.objects.filter(pk=stale.pk).update(body="改过而未排队")
    Article.objects.filter(pk=withdrawn.pk).update(state=Article.State.WITHDRAWN)
    output = io.StringIO()
    with pytest.raises(CommandError, match="check_index --repair"):
        call_command("check_index", stdout=output)
    assert f"1 missing from the index: {missing.public_id}" in output.getvalue()
    assert f"1 indexed in an earlier state: {stale.public_id}" in output.getvalue()
    assert f"2 indexed but not public: {withdrawn.public_id}, row 987654" in output.getvalue()
    assert "agrees with all" in run("check_index", "--repair")
    assert "2 articles" in run("check_index")


def test_check_index_notices_a_changed_link(archive: list[Article]) -> None:
    archive[0].department_links.create(department=make_department())
    with pytest.raises(CommandError):
        run("check_index")


def test_check_index_applies_what_is_queued_first(archive: list[Article]) -> None:
    Article.objects.filter(pk=archive[0].pk).update(body="改过并已排队")
    IndexQueueEntry.objects.create(article=archive[0])
    assert "agrees with all" in run("check_index")


def test_check_index_without_an_index_fails(search_index_dir: Path) -> None:
    stored()
    with pytest.raises(CommandError, match="no search index"):
        run("check_index")
    assert "1 articles, and the search index agrees" in run("check_index", "--repair")


def test_drain_index_applies_what_a_crash_left(archive: list[Article]) -> None:
    Article.objects.filter(pk=archive[0].pk).update(headline="怀川市闭幕")
    IndexQueueEntry.objects.create(article=archive[0])
    assert "1 queued changes applied" in run("drain_index")
    assert "1 found" in run("search", "闭幕")


def test_what_a_killed_reindex_left_is_told(archive: list[Article], search_index_dir: Path) -> None:
    (search_index_dir / "g000007").mkdir()
    assert json.loads(run("stats", "--json"))["index"]["leftovers"] == "g000007"
    assert "Removed what a killed reindex had left: g000007" in run("check_index")
    assert json.loads(run("stats", "--json"))["index"]["leftovers"] == ""


def test_reindex_builds_anew(archive: list[Article]) -> None:
    assert "3 articles indexed" in run("reindex")
    assert "3 documents" in run("reindex")


def test_reindex_if_needed_rebuilds_only_what_cannot_be_used(archive: list[Article], search_index_dir: Path) -> None:
    Article.objects.filter(pk=archive[0].pk).update(headline="怀川市闭幕")
    IndexQueueEntry.objects.create(article=archive[0])
    assert "in order; 1 queued changes applied" in run("reindex", "--if-needed")
    (search_index_dir / "CURRENT").unlink()
    assert "3 articles indexed" in run("reindex", "--if-needed")
    assert "in order" in run("reindex", "--if-needed")


def test_names_registered_since_are_learnt_at_once_where_that_is_quick(archive: list[Article]) -> None:
    make_department(name="怀川市数字城管局")
    learnt = run("reindex", "--if-needed")
    assert "3 articles indexed" in learnt
    assert "stale" not in learnt
    assert "articles indexed" not in run("reindex", "--if-needed")
    assert "Names were registered" not in run("check_index")


def test_names_registered_since_are_told_and_learnt_by_reindex(
    archive: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.management.commands.reindex.QUICKLY_BUILT", 2)
    make_department(name="怀川市数字城管局")
    assert "Names were registered" in run("check_index")
    assert "lexicon is stale" in run("reindex", "--if-needed")
    run("reindex")
    assert "stale" not in run("reindex", "--if-needed")
    assert "Names were registered" not in run("check_index")


def test_search_prints_result_objects(archive: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    undated = stored(page=make_page(newspaper=make_newspaper(), label=""), headline="第1次会", body="大会在即。")
    IndexQueueEntry.objects.create(article=undated)
    drain()
    monkeypatch.setattr("sys.stdin", io.StringIO("“第1次大会”\n第1次 大会\n\n。\n没有的话\n"))
    answers = [json.loads(line) for line in run("search", "-", "--json", "--limit", "5").splitlines()]
    assert answers[0] == {
        "query": "“第1次大会”",
        "total": 1,
        "exact": 1,
        "hits": [
            {"id": archive[1].public_id, "headline": "怀川市第1次大会", "date": "2022-01-28", "exact": True},
        ],
        "notes": [],
    }
    assert [(hit["id"], hit["date"], hit["exact"]) for hit in answers[1]["hits"]] == [
        (archive[1].public_id, "2022-01-28", True),
        (undated.public_id, None, False),
    ]
    assert [answer["total"] for answer in answers] == [1, 2, 0, 0, 0]
    assert answers[3]["notes"]


def test_search_takes_words_from_the_command_line(archive: list[Article]) -> None:
    output = run("search", "怀川市", "大会", "--limit", "2")
    assert output.startswith("怀川市 大会: 3 found")
    assert len(output.splitlines()) == 3


@pytest.mark.parametrize(
    ("typed", "total", "shown"),
    [
        (["-第1次"], 2, 2),
        (["大会", "-第1次"], 2, 2),
        (["大会", "--limit", "1", "-第1次", "-第2次"], 1, 1),
        (["--limit=1", "-标题:第1次", "大会"], 2, 1),
        (["大会", "--", "--json"], 0, 0),
    ],
)
def test_whatever_is_no_option_belongs_to_the_query(
    archive: list[Article], capsys: pytest.CaptureFixture[str], typed: list[str], total: int, shown: int
) -> None:
    SearchCommand().run_from_argv(["manage.py", "search", *typed])
    output = capsys.readouterr().out
    assert f": {total} found" in output.splitlines()[0]
    assert len([line for line in output.splitlines() if line.startswith("  ")]) == shown


def test_an_option_without_its_value_is_an_error(archive: list[Article], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        SearchCommand().run_from_argv(["manage.py", "search", "大会", "--limit"])
    assert ended.value.code == 2
    assert "--limit: expected one argument" in capsys.readouterr().err


def test_a_limit_below_zero_is_an_error(archive: list[Article]) -> None:
    with pytest.raises(CommandError, match="must not be negative: -1"):
        run("search", "大会", "--limit=-1")


def test_a_search_without_an_index_is_an_error_also_as_json(search_index_dir: Path) -> None:
    with pytest.raises(CommandError, match="run reindex"):
        run("search", "大会", "--json")


def test_an_article_withdrawn_since_is_not_shown(archive: list[Article]) -> None:
    Article.objects.filter(pk=archive[1].pk).update(state=Article.State.WITHDRAWN)
    answer = json.loads(run("search", "第1次大会", "--json"))
    assert answer["hits"] == []


def test_bytes_that_are_no_text_find_nothing_and_say_so(
    archive: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n\xe2\x80\x9c\xe2\x80\x9d\n"), "utf-8"))
    answers = [json.loads(line) for line in run("search", "-", "--json").splitlines()]
    assert [answer["total"] for answer in answers] == [0, 0]
    assert all(answer["notes"] for answer in answers)


def test_stats_count_the_archive_and_the_index(archive: list[Article]) -> None:
    Article.objects.filter(pk=archive[0].pk).update(state=Article.State.WITHDRAWN)
    figures = json.loads(run("stats", "--json"))
    counted = figures["archive"]
    assert (counted["articles"], counted["articles_published"], counted["articles_withdrawn"]) == (3, 2, 1)
    assert (counted["pages"], counted["newspapers"], counted["issues"]) == (1, 1, 1)
    assert sum(figures["years"].values()) == 2
    index = figures["index"]
    assert (index["documents"], index["queue"], index["articles_with_words"]) == (3, 0, 3)
    assert index["segments"] >= 1 and index["size_bytes"] > 1000 and index["lexicon_is_current"] is True
    assert "published" in run("stats")


def test_stats_tell_what_is_wrong_with_the_index(search_index_dir: Path) -> None:
    stored()
    index = json.loads(run("stats", "--json"))["index"]
    assert "run reindex" in index["problem"] and index["documents"] == 0
    assert "run reindex" in run("stats")
