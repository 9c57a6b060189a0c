"""An article's fields are its public text. What reads the record itself for the public blacks out what is hidden."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: What does not answer the public: the desk and the commands see the record, the layers below have nobody to answer.
BEHIND = re.compile(
    r"articles/(admin|ingest|invariants|management|migrations|models|services)/"
    r"|entities/(admin|management|matching|migrations|models)/|entities/(?!views)[a-z_]+\.py"
)
BLACKED_OUT = {"blacked_out", "blacked_out_together", "public_words"}


def public_modules() -> list[Path]:
    paths = [path for folder in ("articles", "entities") for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in paths if not BEHIND.match(path.relative_to(ROOT).as_posix())]


def imported_names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}


def reads_the_record(path: Path) -> bool:
    """Whether it takes in revisions, or the text of pages."""
    text = path.read_text(encoding="utf-8")
    return "Revision" in imported_names(path) or bool(re.search(r"\bpage\.text\b", text))


@pytest.mark.parametrize("path", public_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_who_reads_the_record_for_the_public_blacks_out_what_is_hidden(path: Path) -> None:
    assert not reads_the_record(path) or imported_names(path) & BLACKED_OUT


def test_those_who_read_it_are_known() -> None:
    readers = {path.name for path in public_modules() if reads_the_record(path)}
    assert {"article_history.py", "original_text.py", "documents.py"} <= readers
