"""The registry and the matcher against the truth by hand of real pages, where that lies beside the repository."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from entities.matching.evaluation import (
    score_articles,
    score_bodies_of_pages,
    score_bodies_of_sentences,
    true_articles,
)
from entities.matching.registry import Home
from entities.registry import current_registry
from entities.registry_files import read_registry_files
from entities.registry_loading import load_registry

HOME = Home("焦作市", "河南省")
FIXTURES = settings.BASE_DIR / "fixtures"


def test_every_name_of_the_truth_is_registered(shared: Path) -> None:
    truth = json.loads((shared / "gold" / "entities.json").read_text(encoding="utf-8"))
    files = read_registry_files(Path(FIXTURES))
    for kind in ("programs", "departments"):
        held = {line["name"] for line in files.lines[f"{kind}.csv"]}
        assert {entry["canonical"] for entry in truth[kind]} <= held


@pytest.mark.django_db
def test_departments_and_programs_of_real_articles_are_found(shared: Path) -> None:
    load_registry(Path(FIXTURES))
    articles = true_articles(shared / "pages", shared / "gold")
    scores = score_articles(articles, current_registry().gazetteer, HOME)
    programs, departments, primary = scores.programs, scores.departments, scores.primary
    assert programs.precision >= 0.98 and programs.recall >= 0.98, (programs.wrong, programs.missed)
    assert departments.precision >= 0.98 and departments.recall >= 0.95, (departments.wrong, departments.missed)
    assert primary.recall >= 0.9, (primary.wrong, primary.missed)


def test_bodies_of_real_pages_are_known_by_how_their_names_are_made(shared: Path) -> None:
    names = [path.stem for path in (shared / "gold").glob("0*.json")]
    score = score_bodies_of_pages(shared / "pages", shared / "gold" / "entities.json", names, HOME)
    assert score.precision >= 0.9 and score.recall >= 0.85, (score.wrong, score.missed)


@pytest.mark.django_db
def test_bodies_of_real_sentences_are_known_by_how_their_names_are_made(shared: Path) -> None:
    load_registry(Path(FIXTURES))
    with (shared / "ner" / "cluener_train.jsonl").open(encoding="utf-8") as lines:
        score = score_bodies_of_sentences(lines, current_registry().gazetteer, HOME)
    assert score.found.precision >= 0.9 and score.found.recall >= 0.75, score.found.wrong
