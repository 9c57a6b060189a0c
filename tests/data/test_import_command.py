"""`manage.py import_articles`: what it prints and how it ends."""

import gzip
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from tests.builders import make_newspaper
from tests.data.jsonl import jsonl, line, write

pytestmark = pytest.mark.django_db


def run(path: Path, *arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_articles", str(path), *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_gzipped_file_goes_in_and_is_summed_up(tmp_path: Path) -> None:
    make_newspaper()
    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(gzip.compress(jsonl(line(title="甲"), line(title="乙"))))
    out, err = run(path)
    assert "2 lines: 2 imported, 0 already in, 0 bad." in out
    assert err == ""
    assert "0 imported, 2 already in" in run(path)[0]


def test_bad_lines_name_file_line_and_reason_and_the_status_is_1(tmp_path: Path) -> None:
    make_newspaper()
    path = write(tmp_path, line(title="甲"), line(date="三月一日"))
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="1 of 2 lines are bad") as caught:
        call_command("import_articles", str(path), stdout=out, stderr=err)
    assert caught.value.returncode == 1
    assert f"{path}:2: date '三月一日' is not of the form" in err.getvalue()
    assert "1 imported" in out.getvalue()
    assert Article.objects.count() == 1


def test_the_options_reach_the_import(tmp_path: Path) -> None:
    path = write(tmp_path, line(newspaper="山阳晚报"), line(newspaper=""))
    out, _ = run(path, "--create-newspapers", "--newspaper", "山阳晚报")
    assert "1 imported, 1 already in" in out
    assert Article.objects.get().page.newspaper.name == "山阳晚报"


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such file"):
        run(tmp_path / "none.jsonl")
