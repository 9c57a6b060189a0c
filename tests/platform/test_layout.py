"""The house rules that a machine can hold: what lies where, how large it is, and that it says what it is for."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOP_LEVEL = {
    *(".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "NOTICE", "README.md"),
    *("articles", "docs", "entities", "fixtures", "manage.py", "newsroom", "pyproject.toml"),
    *("requirements-dev.txt", "requirements.txt", "static", "templates", "tests"),
}
CODE = ("articles", "entities", "newsroom")
LONGEST_MODULE = 300
LONGEST_TEST_MODULE = 400
LONGEST_TEMPLATE = 120
LONGEST_FUNCTION = 40
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "core", "misc", "tools"}


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("not a git repository")
    return [Path(name) for name in listed.stdout.split("\0") if name]


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def relative(paths: Iterator[Path] | list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_top_level_is_as_agreed() -> None:
    assert {path.parts[0] for path in tracked_files()} - TOP_LEVEL == set()


def test_names_say_what_is_inside() -> None:
    assert [str(path) for path in tracked_files() if NAMES_THAT_SAY_NOTHING & {*path.parts, path.stem}] == []


def test_no_module_is_too_long() -> None:
    assert relative([path for path in modules(*CODE) if line_count(path) > LONGEST_MODULE]) == []
    assert relative([path for path in modules("tests") if line_count(path) > LONGEST_TEST_MODULE]) == []


def test_no_template_is_too_long() -> None:
    assert (
        relative([path for path in (ROOT / "templates").rglob("*.html") if line_count(path) > LONGEST_TEMPLATE]) == []
    )


def test_no_function_is_too_long() -> None:
    long = []
    for path in modules(*CODE, "tests"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}: {node.name} ({lines} lines)")
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = []
    for path in modules(*CODE, "tests"):
        text = path.read_text(encoding="utf-8")
        if text.strip() and ast.get_docstring(ast.parse(text)) is None:
            silent.append(path)
    assert relative(silent) == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_by_hash_and_name_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text)
    pins = re.findall(r"(?m)^[a-z0-9][^\s\\]*", text)
    assert pins and all("==" in pin for pin in pins)
    assert len(re.findall(r"(?m)^[a-z0-9][^\n]*\\\n\s+--hash=sha256:", text)) == len(pins)


def test_tests_run_with_the_pins_that_are_delivered() -> None:
    delivered, tested = (
        set(re.findall(r"(?m)^[a-z0-9][^\s\\]*==[^\s\\]*", (ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert delivered - tested == set()
