"""What the settings make of the surroundings, each time in a process of its own."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsroom.secret_key import kept_secret_key
from tests.conftest import ROOT

SHOW = """
import json
from newsroom import settings
names = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""
PRODUCTION = {"NEWSROOM_ENV": "production", "SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "archive.example.org"}


def run_settings(var_dir: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    surroundings = {"PATH": os.environ["PATH"], "VAR_DIR": str(var_dir), **variables}
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", SHOW], env=surroundings, cwd=ROOT, capture_output=True, text=True, check=False
    )


def read_settings(var_dir: Path, **variables: str) -> dict[str, Any]:
    done = run_settings(var_dir, **variables)
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_fresh_clone_answers_to_this_machine_alone(tmp_path: Path) -> None:
    read = read_settings(tmp_path)
    assert read["DEBUG"] is False
    assert set(read["ALLOWED_HOSTS"]) == {"localhost", "127.0.0.1", "[::1]"}
    assert read["DATABASES"]["default"]["ENGINE"] == "newsroom.embedded_postgres"
    assert read["SESSION_COOKIE_SECURE"] is False


def test_local_key_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    first, second = read_settings(tmp_path / "var"), read_settings(tmp_path / "var")
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600
    assert read_settings(tmp_path / "other")["SECRET_KEY"] != first["SECRET_KEY"]
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_key_that_was_left_open_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    file.write_text("k" * 60)
    file.chmod(0o644)
    assert kept_secret_key(file) == "k" * 60
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("variables", "complaint"),
    [
        ({"NEWSROOM_ENV": "production"}, "SECRET_KEY must be set"),
        ({"DEBUG": "False"}, "SECRET_KEY must be set"),
        ({"NEWSROOM_ENV": "production", "SECRET_KEY": "k" * 50}, "ALLOWED_HOSTS must be set"),
        (PRODUCTION | {"DEBUG": "True"}, "DEBUG=True .* refused in production"),
        ({"ALLOWED_HOSTS": "archive.example.org"}, "ALLOWED_HOSTS names archive.example.org"),
        ({"NEWSROOM_ENV": "staging"}, "NEWSROOM_ENV must be one of local, production"),
        ({"DATABASE_URL": "sqlite:///news"}, "DATABASE_URL must begin with postgresql://"),
        ({"INGEST_MAX_BYTES": "0"}, "INGEST_MAX_BYTES must be at least 1"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be one of"),
    ],
)
def test_unsafe_and_unreadable_settings_are_refused(tmp_path: Path, variables: dict[str, str], complaint: str) -> None:
    done = run_settings(tmp_path, **variables)
    assert done.returncode != 0
    last_line = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last_line
    assert re.search(complaint, last_line)


def test_production_is_closed_where_it_can_be(tmp_path: Path) -> None:
    read = read_settings(tmp_path, **PRODUCTION)
    assert read["DEBUG"] is False
    assert read["SESSION_COOKIE_SECURE"] and read["CSRF_COOKIE_SECURE"] and read["SECURE_SSL_REDIRECT"]
    assert read["SECURE_HSTS_SECONDS"] == 3600
    assert "SECURE_PROXY_SSL_HEADER" not in read
    assert not (tmp_path / "secret_key").exists()


def test_site_without_https_can_still_be_logged_into(tmp_path: Path) -> None:
    read = read_settings(tmp_path, **PRODUCTION, HTTPS="False")
    assert not read["SESSION_COOKIE_SECURE"] and not read["SECURE_SSL_REDIRECT"] and not read["SECURE_HSTS_SECONDS"]


def test_proxy_is_believed_only_when_there_is_one(tmp_path: Path) -> None:
    read = read_settings(tmp_path, **PRODUCTION, BEHIND_PROXY="True")
    assert read["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
