"""The registry and the matcher against the truth by hand of real pages, where that lies beside the repository."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from entities.matching.articles import ArticleText, read_article
from entities.matching.registry import Home
from entities.registry import current_registry
from entities.registry_files import read_registry_files
from entities.registry_loading import load_registry

HOME = Home("焦作市", "河南省")
FIXTURES = settings.BASE_DIR / "fixtures"


@dataclass(slots=True)
class Score:
    right: int = 0
    #: Found and not annotated.
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, item: str, truth: set[str], found: set[str]) -> None:
        self.right += len(truth & found)
        self.wrong += [f"{item} {name}" for name in sorted(found - truth)]
        self.missed += [f"{item} {name}" for name in sorted(truth - found)]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def items_of(shared: Path) -> Iterator[tuple[dict[str, Any], ArticleText]]:
    """The articles of the truth, with their text cut out of the page by the truth's lines."""
    for path in sorted((shared / "gold").glob("0*.json")):
        lines = (shared / "pages" / f"{path.stem}.txt").read_text(encoding="utf-8").split("\n")
        for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
            if item["kind"] in ("article", "continuation"):
                body = "\n".join("\n".join(lines[first - 1 : last]) for first, last in item["body_lines"])
                headline, subtitle = (
                    " ".join(lines[number - 1] for number in item[key]) for key in ("headline_lines", "subtitle_lines")
                )
                yield item, ArticleText(headline=headline, subtitle=subtitle, body=body)


def test_every_name_of_the_truth_is_registered(shared: Path) -> None:
    truth = json.loads((shared / "gold" / "entities.json").read_text(encoding="utf-8"))
    files = read_registry_files(Path(FIXTURES))
    for kind in ("programs", "departments"):
        held = {line["name"] for line in files.lines[f"{kind}.csv"]}
        assert {entry["canonical"] for entry in truth[kind]} <= held


@pytest.mark.django_db
def test_departments_and_programs_of_real_articles_are_found(shared: Path) -> None:
    load_registry(Path(FIXTURES))
    gazetteer = current_registry().gazetteer
    departments, programs = Score(), Score()
    for item, text in items_of(shared):
        names = read_article(text, gazetteer, HOME)
        departments.add(item["id"], set(item["departments"]), {found.entry.name for found in names.departments})
        programs.add(item["id"], set(item["programs"]), {found.entry.name for found in names.programs})
    assert programs.precision >= 0.98 and programs.recall >= 0.98, (programs.wrong, programs.missed)
    assert departments.precision >= 0.98 and departments.recall >= 0.95, (departments.wrong, departments.missed)


@pytest.mark.django_db
def test_the_primary_department_is_the_truths_first_in_most_articles(shared: Path) -> None:
    load_registry(Path(FIXTURES))
    gazetteer = current_registry().gazetteer
    right, wrong = 0, []
    for item, text in items_of(shared):
        primary = [found.entry.name for found in read_article(text, gazetteer, HOME).departments if found.is_primary]
        if item["departments"]:
            right += primary == item["departments"][:1]
            wrong += [(item["id"], primary)] if primary != item["departments"][:1] else []
    assert right / (right + len(wrong)) >= 0.9, wrong
