"""`manage.py evaluate`, and the quality page that shows its figures for the sample pages."""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from articles.views.quality import quality_figures

PAGES, TRUTH = Path(project.BASE_DIR) / "fixtures" / "pages", Path(project.BASE_DIR) / "fixtures" / "truth"


def evaluate(*args: object) -> str:
    out = io.StringIO()
    call_command("evaluate", *map(str, args), stdout=out)
    return out.getvalue()


def test_the_stored_figures_are_those_of_the_present_segmenter() -> None:
    present, stored = (json.loads(text) for text in (evaluate(PAGES, TRUTH, "--json"), stored_text()))
    present.pop("measured_on"), stored.pop("measured_on")
    assert present == stored, "run: manage.py evaluate fixtures/pages fixtures/truth --store"


def stored_text() -> str:
    return Path(project.QUALITY_FIGURES).read_text(encoding="utf-8")


def test_no_character_of_the_sample_pages_is_lost() -> None:
    assert json.loads(stored_text())["all"]["characters_lost"] == 0


def test_the_table_has_a_line_a_page_a_family_and_all() -> None:
    table = evaluate(PAGES, TRUTH).splitlines()
    assert len(table) == 1 + len(list(TRUTH.glob("*.json"))) + 2 + 1
    assert table[-1].startswith("all") and table[-3].startswith("family A")


def test_storing_writes_what_the_quality_page_reads(settings: Settings, tmp_path: Path) -> None:
    settings.QUALITY_FIGURES = tmp_path / "quality.json"
    evaluate(PAGES, TRUTH, "--store")
    assert json.loads((tmp_path / "quality.json").read_text(encoding="utf-8"))["all"]["pages"] == 12


@pytest.mark.parametrize(("truth", "said"), [("{}", "not a truth file"), (None, "no truth files")])
def test_bad_truth_is_said_plainly(tmp_path: Path, truth: str | None, said: str) -> None:
    if truth is not None:
        (tmp_path / "2022-03-01-A01.json").write_text(truth, encoding="utf-8")
    with pytest.raises(CommandError, match=said):
        evaluate(PAGES, tmp_path)


def test_a_list_beside_the_truth_is_passed_over(tmp_path: Path) -> None:
    name = "2022-03-01-A01.json"
    (tmp_path / name).write_bytes((TRUTH / name).read_bytes())
    (tmp_path / "entities.json").write_text('{"departments": []}', encoding="utf-8")
    assert json.loads(evaluate(PAGES, tmp_path, "--json"))["all"]["pages"] == 1


def test_a_truth_without_its_page_is_named(tmp_path: Path) -> None:
    (tmp_path / "没有.json").write_text('{"items": []}', encoding="utf-8")
    with pytest.raises(CommandError, match=r"no page file for 没有\.json"):
        evaluate(PAGES, tmp_path)


@pytest.mark.django_db
def test_the_quality_page_shows_the_figures(client: Client) -> None:
    quality_figures.cache_clear()
    page = client.get("/quality/").content.decode()
    figures = json.loads(stored_text())
    articles = figures["all"]["articles"]
    assert f"{articles['right']}/{articles['true']}" in page
    assert "2022-06-08-A05" in page and "切分质量" in page
    assert 'href="/quality/"' in client.get("/about/").content.decode()
