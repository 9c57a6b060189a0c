"""Environment variables are read strictly; what cannot be read is refused by name."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import env


@pytest.fixture
def variable(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("X_TEST", raising=False)
    return monkeypatch


@pytest.mark.parametrize("value", ["True", "true", "1", "yes", "on", " ON "])
def test_bool_true(variable: pytest.MonkeyPatch, value: str) -> None:
    variable.setenv("X_TEST", value)
    assert env.read_bool("X_TEST", default=False) is True


@pytest.mark.parametrize("value", ["False", "false", "0", "no", "off"])
def test_bool_false(variable: pytest.MonkeyPatch, value: str) -> None:
    variable.setenv("X_TEST", value)
    assert env.read_bool("X_TEST", default=True) is False


@pytest.mark.parametrize("value", ["", "  "])
@pytest.mark.parametrize("default", [True, False])
def test_empty_variable_counts_as_unset(variable: pytest.MonkeyPatch, value: str, default: bool) -> None:
    assert env.read_bool("X_TEST", default=default) is default
    variable.setenv("X_TEST", value)
    assert env.read_bool("X_TEST", default=default) is default
    assert env.read_int("X_TEST", default=7) == 7
    assert env.read_list("X_TEST") == []
    assert env.read_text("X_TEST", "else") == "else"
    assert env.read_path("X_TEST", default=Path("/else")) == Path("/else")
    assert env.read_choice("X_TEST", ("a", "b"), default="b") == "b"


@pytest.mark.parametrize("value", ["ture", "2", "None", "是"])
def test_bad_bool_is_refused_by_name(variable: pytest.MonkeyPatch, value: str) -> None:
    variable.setenv("X_TEST", value)
    with pytest.raises(ImproperlyConfigured, match=f"X_TEST must be True or False, not '{value}'"):
        env.read_bool("X_TEST", default=False)


@pytest.mark.parametrize(
    ("value", "complaint"), [("many", "whole number"), ("1.5", "whole number"), ("9", "at least 10")]
)
def test_bad_int_is_refused_by_name(variable: pytest.MonkeyPatch, value: str, complaint: str) -> None:
    variable.setenv("X_TEST", value)
    with pytest.raises(ImproperlyConfigured, match=f"X_TEST must be .*{complaint}"):
        env.read_int("X_TEST", default=50, minimum=10)


def test_int_at_its_minimum(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("X_TEST", "10")
    assert env.read_int("X_TEST", default=50, minimum=10) == 10


def test_list_drops_blanks(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("X_TEST", " a.example, ,b.example,")
    assert env.read_list("X_TEST") == ["a.example", "b.example"]


def test_bad_choice_is_refused_by_name(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("X_TEST", "c")
    with pytest.raises(ImproperlyConfigured, match="X_TEST must be one of a, b, not 'c'"):
        env.read_choice("X_TEST", ("a", "b"), default="a")


def test_origins_are_kept(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("X_TEST", "https://a.example,http://*.b.example:8080")
    assert env.read_origins("X_TEST") == ["https://a.example", "http://*.b.example:8080"]


@pytest.mark.parametrize("value", ["a.example", "ftp://a.example", "https://", "https://a.example/path"])
def test_bad_origin_is_refused_by_name(variable: pytest.MonkeyPatch, value: str) -> None:
    variable.setenv("X_TEST", value)
    with pytest.raises(ImproperlyConfigured, match="X_TEST must hold origins"):
        env.read_origins("X_TEST")


def test_path_is_made_absolute(variable: pytest.MonkeyPatch, tmp_path: Path) -> None:
    variable.chdir(tmp_path)
    variable.setenv("X_TEST", "here/../there")
    assert env.read_path("X_TEST", default=Path("/")) == tmp_path.resolve() / "there"


def test_path_of_two_lines_is_refused(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("X_TEST", "/a\n/b")
    with pytest.raises(ImproperlyConfigured, match="X_TEST must be a path"):
        env.read_path("X_TEST", default=Path("/"))


@pytest.mark.parametrize(
    ("value", "rate"),
    [("", (5, 60)), ("300/1m", (300, 60)), ("10 / 15M", (10, 900)), ("1/24h", (1, 86_400)), ("off", None)],
)
def test_rates(variable: pytest.MonkeyPatch, value: str, rate: tuple[int, int] | None) -> None:
    variable.setenv("X_TEST", value)
    assert env.read_rate("X_TEST", default="5/1m") == rate


@pytest.mark.parametrize(
    ("value", "complaint"),
    [("300", "like 300/1m"), ("0/1m", "like 300/1m"), ("9/1d", "like 300/1m"), ("9/25h", "24 hours")],
)
def test_bad_rates_are_refused_by_name(variable: pytest.MonkeyPatch, value: str, complaint: str) -> None:
    variable.setenv("X_TEST", value)
    with pytest.raises(ImproperlyConfigured, match=f"X_TEST must be .*{complaint}"):
        env.read_rate("X_TEST", default="5/1m")


def test_networks(variable: pytest.MonkeyPatch) -> None:
    assert env.read_networks("X_TEST") == []
    variable.setenv("X_TEST", "127.0.0.1, 10.0.0.0/8,fd00::/8, unix")
    assert [str(each) for each in env.read_networks("X_TEST")] == ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8", "unix"]


@pytest.mark.parametrize("value", ["proxy", "10.0.0.1/8", "10.0.0.0/40", "127.0.0.1 10.0.0.1"])
def test_bad_networks_are_refused_by_name(variable: pytest.MonkeyPatch, value: str) -> None:
    variable.setenv("X_TEST", value)
    with pytest.raises(ImproperlyConfigured, match=f"X_TEST must hold addresses and networks .*, not '{value}'"):
        env.read_networks("X_TEST")
