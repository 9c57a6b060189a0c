"""The site of a local archive: found by its file, stopped, and never mistaken for another program."""

import os
import re
import runpy
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.search.parsing import MAX_LENGTH
from newsroom.serving import pid_file, port_is_free, serving_process, stop_serving
from tests.conftest import ROOT

WAIT = "import sys; print('up', flush=True); sys.stdin.read()"


def test_dead_or_strange_process_serves_nothing(tmp_path: Path) -> None:
    assert serving_process(tmp_path) is None
    for number in ("", "no number", str(2**31 - 1), str(os.getpid())):
        pid_file(tmp_path).write_text(number)
        assert serving_process(tmp_path) is None
        assert not stop_serving(tmp_path)


def test_site_is_stopped_by_its_file(tmp_path: Path) -> None:
    words = [sys.executable, "-c", WAIT, "--pid", str(pid_file(tmp_path))]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as site:  # noqa: S603
        assert site.stdout is not None
        assert site.stdout.readline() == "up\n"
        pid_file(tmp_path).write_text(f"{site.pid}\n")
        assert stop_serving(tmp_path)
        assert site.poll() is not None


def test_port_in_use_is_refused_with_another_one_named(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not port_is_free("127.0.0.1", port)
        with pytest.raises(CommandError, match=f"Port {port} is in use .* PORT={port + 1}"):
            call_command("serve", port=port)


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(CommandError, match="a port is a number from 1 to 65535"):
        call_command("serve", f"--port={port}")


def test_a_pasted_paragraph_fits_into_an_address() -> None:
    """What a search field takes is searched for, in place of gunicorn's bare refusal of a long request line."""
    fields = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
    assert re.search(r'name="q"[^>]*maxlength="{% longest_query %}"', fields)
    line = f"GET /search/?q={quote('文' * MAX_LENGTH)}&date_from=2022-01-01&date_to=2022-12-31 HTTP/1.1"
    assert len(line) <= runpy.run_path(str(ROOT / "newsroom" / "gunicorn_config.py"))["limit_request_line"]
