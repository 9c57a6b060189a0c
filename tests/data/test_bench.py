"""The archive built for measuring, and the command that measures: both repeatable, neither touching what is there."""

import gzip
import io
import json
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command

from articles.ingest.publisher_lines import parse_line
from articles.management.benchmarks.archive_lines import (
    ARTICLES_A_DAY,
    DAYS_A_NEWSPAPER,
    Ingredients,
    archive_article,
    archive_lines,
    read_corpus,
)
from articles.management.benchmarks.clock import Measured
from articles.management.benchmarks.invented import InventedArticle
from articles.management.benchmarks.postgres_search import drop_table
from articles.management.commands import bench_archive
from articles.models import Article, Issue, Newspaper, Reporter, Source
from tests.builders import make_article, make_department, make_program

CORPUS = [InventedArticle(f"题目{number}", f"首段{number}。\n末段{number}。") for number in range(3)]


def test_the_same_seed_gives_the_same_archive_and_another_another() -> None:
    lines = list(archive_lines(50, Ingredients()))
    assert lines == list(archive_lines(50, Ingredients()))
    assert lines != list(archive_lines(50, Ingredients(), seed=2))


def test_a_larger_archive_continues_a_smaller_one() -> None:
    assert list(archive_lines(60, Ingredients()))[:20] == list(archive_lines(20, Ingredients()))


def test_invented_articles_are_good_lines_and_all_different() -> None:
    articles = [parse_line(json.dumps(line).encode()) for line in archive_lines(300, Ingredients())]
    assert len({article.body for article in articles}) == 300
    assert all(80 <= len(article.body) <= 2000 and article.credits for article in articles)
    assert "{" not in "".join(article.title + article.body for article in articles)


def test_articles_spread_over_pages_days_and_newspapers() -> None:
    lines = list(archive_lines(ARTICLES_A_DAY + 1, Ingredients()))
    assert {line["date"] for line in lines[:ARTICLES_A_DAY]} == {"2023-12-31"}
    assert len({line["page"] for line in lines[:ARTICLES_A_DAY]}) == 8
    assert lines[ARTICLES_A_DAY]["date"] == "2023-12-30"
    last = archive_article(ARTICLES_A_DAY * DAYS_A_NEWSPAPER, Random(1), Ingredients(corpus=CORPUS), ["林晓禾"])  # noqa: S311
    assert last.newspaper != lines[0]["newspaper"] and last.as_line()["date"] == "2023-12-31"


def test_each_real_article_comes_once_and_then_their_halves_mixed() -> None:
    lines = list(archive_lines(12, Ingredients(corpus=CORPUS)))
    assert [line["body"] for line in lines[:3]] == [article.body for article in CORPUS]
    assert all(line["title"] == CORPUS[number % 3].title for number, line in enumerate(lines))
    assert any(line["body"] not in {article.body for article in CORPUS} for line in lines[3:])


def test_names_of_the_registries_stand_in_a_share_of_the_bodies() -> None:
    ingredients = Ingredients(programs=["怀川码上办", "怀川融"], departments=["怀川市政务服务局"])
    bodies = [line["body"] for line in archive_lines(400, ingredients)]
    named = [sum(name in body for body in bodies) for name in ("怀川码上办", "怀川融", "怀川市政务服务局")]
    assert named[0] > named[1] > 10
    assert 100 < named[2] < 260


def test_the_corpus_is_read_without_its_empty_articles(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl.gz"
    rows = [{"title": "题" * 400, "body": "文"}, {"title": "空", "body": " \n"}]
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    assert read_corpus(path) == [InventedArticle("题" * 300, "文")]


def test_percentiles_are_measured_values() -> None:
    measured = Measured("x", milliseconds=[float(number) for number in range(100, 0, -1)])
    assert (measured.percentile(0.5), measured.percentile(0.95), measured.percentile(1)) == (50, 95, 100)
    assert Measured("x", milliseconds=[7.0]).percentile(0.95) == 7
    assert Measured("x").percentile(0.5) == 0


@pytest.fixture
def no_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_archive, "DEFAULT_CORPUS", tmp_path / "none.jsonl.gz")


@pytest.mark.django_db
@pytest.mark.usefixtures("no_corpus")
class TestBenchArchive:
    def run(self, count: int, *arguments: str) -> str:
        out = io.StringIO()
        call_command("bench_archive", "--articles", str(count), *arguments, stdout=out)
        return out.getvalue()

    def test_it_builds_an_archive_and_goes_on_with_it(self) -> None:
        assert "30 added, 0 already in" in self.run(30)
        assert "20 added, 30 already in" in self.run(50)
        assert Article.objects.count() == 50 and Issue.objects.count() == 2
        assert Reporter.objects.count() > 10

    def test_it_stays_out_of_an_archive_that_holds_others_unless_told(self) -> None:
        make_article()
        with pytest.raises(CommandError, match="holds other articles"):
            self.run(5)
        assert Article.objects.count() == 1
        self.run(5, "--into-this-archive")
        assert Article.objects.count() == 6

    def test_bad_options_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="at least 1"):
            self.run(0)
        with pytest.raises(CommandError, match="no such file"):
            self.run(5, "--corpus", str(tmp_path / "none.gz"))


@pytest.mark.django_db
class TestBench:
    def test_it_prints_tables_and_leaves_the_archive_as_it_was(self) -> None:
        make_article(departments=[make_department()], programs=[make_program()])
        call_command("drain_index", stdout=io.StringIO())
        out = io.StringIO()
        call_command("bench", "--samples", "2", "--rounds", "1", stdout=out)
        printed = out.getvalue()
        for words in ("pages cut", "articles imported and linked", "commonest words, facets", "department, filtered"):
            assert words in printed
        assert "wrong" not in printed
        assert Article.objects.count() == 1 and Newspaper.objects.count() == 1 and not Source.objects.exists()

    def test_a_part_may_be_chosen(self) -> None:
        out = io.StringIO()
        call_command("bench", "import", "--samples", "1", stdout=out)
        assert "articles imported" in out.getvalue() and "Search engine" not in out.getvalue()
        with pytest.raises(CommandError, match="no part sleep"):
            call_command("bench", "sleep")
        with pytest.raises(CommandError, match="no search index"):
            call_command("bench", "search")


@pytest.mark.django_db
class TestBenchSearch:
    def run(self, *arguments: str) -> str:
        out = io.StringIO()
        call_command("bench_search", *arguments, stdout=out)
        return out.getvalue()

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.usefixtures("no_corpus")
    def test_it_prints_figures_and_takes_its_corrections_back(self) -> None:
        call_command("bench_archive", "--articles", "40", stdout=io.StringIO())
        before = dict(Article.objects.values_list("pk", "body"))
        parts = ("rebuild", "speed", "recall", "corrections", "postgres")
        try:
            printed = self.run(*parts, "--samples", "5", "--strings", "40")
        finally:
            drop_table()
        assert "recall 100.0000%, precision 100.0000%" in printed and "0 strings wrong" in printed
        assert "known item: 100.0%" in printed and "articles/s" in printed and "GIN index" in printed
        assert "wrong:" not in printed
        assert dict(Article.objects.values_list("pk", "body")) == before

    def test_it_says_what_is_missing(self) -> None:
        with pytest.raises(CommandError, match="holds no articles"):
            self.run("speed")
        with pytest.raises(CommandError, match="no part sleep"):
            self.run("sleep")
