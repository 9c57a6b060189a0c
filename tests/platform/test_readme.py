"""The README tells of every setting, every command and every make target, and of none that is not there."""

import re

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
APPS = ("articles", "entities", "newsroom")


def commands() -> set[str]:
    files = [path for app in APPS for path in (ROOT / app / "management" / "commands").glob("[a-z]*.py")]
    return {path.stem for path in files}


def variables() -> set[str]:
    settings = (ROOT / "newsroom" / "settings.py").read_text(encoding="utf-8")
    return set(re.findall(r'read_\w+\(\s*"([A-Z_]+)"', settings))


def make_targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8")))


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_described(command: str) -> None:
    assert re.search(rf"`{command}[` ]", README)


def test_only_real_commands_are_described() -> None:
    djangos = {"createsuperuser", "migrate", "collectstatic", "changepassword", "dbshell", "shell", "check"}
    assert set(re.findall(r"manage\.py ([a-z_]+)", README)) <= commands() | djangos


@pytest.mark.parametrize("variable", sorted(variables()))
def test_every_setting_is_described(variable: str) -> None:
    assert f"| `{variable}` |" in README


def test_only_real_settings_are_described() -> None:
    assert set(re.findall(r"(?m)^\| `([A-Z_]+)` \|", README)) == variables()


def test_only_real_make_targets_are_described() -> None:
    named = set(re.findall(r"`make ([a-z-]+)", README))
    assert named <= make_targets()
    assert {"demo", "setup", "test", "stop", "admin"} <= named


def test_linked_files_are_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
