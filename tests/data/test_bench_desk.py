"""The bench of the desk asks for everything that editors work at, of an archive that it leaves as it was."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.management.benchmarks.archive_lines import Ingredients, invented_articles
from articles.management.benchmarks.bulk_archive import load_archive
from articles.management.benchmarks.bulk_desk import fill_desk
from articles.management.benchmarks.desk_work import queue_pages
from articles.models import Article, ArticleWorth, AuditEntry, BorderChange, Claim, Report, Review
from tests.builders import make_department, make_program

pytestmark = pytest.mark.django_db


def filled_archive(count: int) -> dict[str, int]:
    """How many rows of each kind were written."""
    department, program = make_department(name="怀川市水利局"), make_program(name="怀川码上办")
    load_archive(count, Ingredients(invented_articles(20), [program.name], [department.name]))
    written: dict[str, int] = {}
    fill_desk(lambda what, rows: written.update({what: rows}))
    return written


def test_an_archive_is_given_years_of_work_once() -> None:
    written = filled_archive(220)
    assert written["items of the queue"] == ArticleWorth.objects.count() == 220
    assert written["corrections"] == written["corrected articles"] == 22
    assert {*Review.objects.values_list("subject", flat=True)} == {"live", "waiting", "borders"}
    assert AuditEntry.objects.filter(article_number__isnull=False).count() == 242
    assert Report.objects.exists() and BorderChange.objects.exists() and Claim.objects.exists()
    fill_desk(lambda what, rows: pytest.fail(f"{what} written again"))


def test_it_asks_for_the_work_of_editors_and_leaves_nothing_behind() -> None:
    filled_archive(120)
    before = Article.objects.count(), Review.objects.count(), User.objects.count()
    shown = ""
    for only in ("workbench", "log, beginning", "find and replace", "differences", "the week"):
        out = io.StringIO()
        call_command("bench_desk", "--times", "1", "--only", only, stdout=out)
        shown += out.getvalue()
    assert "wrong:" not in shown
    for name in ("workbench, 60 items", "differences of a proposal", "find and replace, preview", "the week"):
        assert f"| {name} |" in shown, name
    assert "| log, beginning of csv, withdrawn |" in shown
    assert (Article.objects.count(), Review.objects.count(), User.objects.count()) == before


def test_the_queue_is_asked_for_with_up_to_three_filters() -> None:
    filled_archive(120)
    addresses = [page.address for page in queue_pages()]
    assert max(address.count("=") for address in addresses) == 3
    assert any("program=" in address and "department=" in address for address in addresses)
    assert len(addresses) == len(set(addresses))
